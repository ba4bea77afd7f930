import type { Tenant } from '../src/core/check.ts';
import type { Snapshot } from '../src/core/datasets.ts';
import type { Roster } from '../src/core/roster.ts';
import { type TenantParts, tenantOf } from '../src/core/tenant.ts';

export interface Facts {
  now: Date;
  snapshots?: readonly Snapshot[];
  roster?: Roster | null;
  settings?: Partial<TenantParts['settings']>;
}

/** What is known of a tenant of which the configuration says little. */
export function facts({ now, snapshots = [], roster = null, settings = {} }: Facts): Tenant {
  const usual = { emergency: [], approvedCountries: null, timeZone: 'UTC', links: [] };
  return tenantOf({ id: 'acme', now, snapshots, roster, settings: { ...usual, ...settings } });
}

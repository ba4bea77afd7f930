import { emergencySet } from './accounts.ts';
import type { Tenant } from './check.ts';
import { gapOf, type Snapshot } from './datasets.ts';
import { dayIn } from './days.ts';
import { indexLinks } from './links.ts';
import { listingBy } from './listing.ts';
import { type People, peopleOf } from './people.ts';
import { byProvider, type Provider } from './provider.ts';
import type { JudgingSettings } from './report.ts';
import { type Roster, rosterMatcher } from './roster.ts';
import type { Account } from './rows/account.ts';
import { shareTables } from './tables.ts';

/** What there is of a tenant: its directories as they were read, its HR list, and what its configuration says. */
export interface TenantParts {
  id: string;
  now: Date;
  settings: Pick<JudgingSettings, 'emergency' | 'approvedCountries' | 'timeZone' | 'links'>;
  /** Null: there is no HR list. */
  roster: Roster | null;
  snapshots: readonly Snapshot[];
}

/** What checks and reports know of a tenant. People are joined when somebody first asks for them. */
export function tenantOf({ id, now, settings, roster, snapshots }: TenantParts): Tenant {
  const { emergency, approvedCountries, timeZone, links } = settings;
  const match = rosterMatcher(roster?.state === 'read' ? roster.people : []);
  const inOrder = snapshots.toSorted(byProvider);
  const accountsGap = inOrder.map(({ datasets }) => gapOf(datasets.accounts)).find((gap) => gap !== null) ?? null;
  const { naming } = indexLinks(links);
  const isLinked = (provider: Provider, account: Account) => naming({ provider, account }).length > 0;
  let known: People | undefined;
  const people = () => {
    known ??= peopleOf({ snapshots, links, match });
    return known;
  };
  return {
    id,
    now,
    dayOf: dayIn(timeZone),
    emergency: emergencySet(emergency),
    approvedCountries: approvedCountries === null ? null : new Set(approvedCountries),
    roster,
    listed: roster?.state === 'read' ? listingBy({ match, people, isLinked, accountsGap }) : () => null,
    people,
    tables: shareTables(),
  };
}

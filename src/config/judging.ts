import type { JudgingSettings } from '../core/report.ts';
import type { Locale } from '../messages/catalogue.ts';
import { plannedChecks, type RawConfiguration, type RawTenant } from './schema.ts';

/** The zone in which days end, until the configuration can say otherwise. */
export function timeZoneOf(locale: Locale): string {
  return locale === 'ja' ? 'Asia/Tokyo' : 'UTC';
}

function unusedKeysOf(configuration: RawConfiguration, tenant: RawTenant): string[] {
  const planned = new Set<string>(plannedChecks);
  const options = [...Object.keys(configuration.checks ?? {}), ...Object.keys(tenant.checks ?? {})];
  return [
    ...(configuration.store === undefined ? [] : ['store']),
    ...[...new Set(options)].filter((id) => planned.has(id)).map((id) => `checks.${id}`),
    ...tenant.exceptions.filter(({ check }) => planned.has(check)).map(({ check }) => `exceptions: ${check}`),
  ];
}

/** What the configuration says about judging one tenant; a tenant's options win over those for all. */
export function judgingOf(configuration: RawConfiguration, tenant: RawTenant): JudgingSettings {
  const everywhere = configuration.checks ?? {};
  const here = tenant.checks ?? {};
  const ids = new Set([...Object.keys(everywhere), ...Object.keys(here)]);
  const planned = new Set<string>(plannedChecks);
  return {
    emergency: tenant.breakGlass,
    exceptions: tenant.exceptions.filter(({ check }) => !planned.has(check)),
    expectedGaps: tenant.expectedGaps,
    checks: Object.fromEntries([...ids].sort().map((id) => [id, { ...everywhere[id], ...here[id] }])),
    timeZone: timeZoneOf(configuration.locale),
    approvedCountries: tenant.approvedCountries ?? null,
    links: tenant.links,
    unusedKeys: unusedKeysOf(configuration, tenant),
  };
}

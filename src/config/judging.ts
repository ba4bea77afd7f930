import type { Options } from '../core/check.ts';
import type { Profile } from '../core/profiles.ts';
import type { JudgingSettings } from '../core/report.ts';
import type { Locale } from '../messages/catalogue.ts';
import { plannedChecks, type RawConfiguration, type RawTenant } from './schema.ts';

/** The zone in which days end where nobody says otherwise. */
export function usualTimeZone(locale: Locale): string {
  return locale === 'ja' ? 'Asia/Tokyo' : 'UTC';
}

/** The zone in which days of all tenants together end. */
export function timeZoneOf({ timeZone, locale }: RawConfiguration): string {
  return timeZone ?? usualTimeZone(locale);
}

function unusedKeysOf(configuration: RawConfiguration, tenant: RawTenant): string[] {
  const planned = new Set<string>(plannedChecks);
  const options = [...Object.keys(configuration.checks ?? {}), ...Object.keys(tenant.checks ?? {})];
  return [
    ...[...new Set(options)].filter((id) => planned.has(id)).map((id) => `checks.${id}`),
    ...tenant.exceptions.filter(({ check }) => planned.has(check)).map(({ check }) => `exceptions: ${check}`),
  ];
}

type CheckOptions = JudgingSettings['checks'];

/** Options of several sources; what comes later wins, option by option. */
function layered(...layers: readonly CheckOptions[]): CheckOptions {
  const ids = [...new Set(layers.flatMap((layer) => Object.keys(layer)))].sort();
  const optionsOf = (id: string): Options => Object.assign({}, ...layers.map((layer) => layer[id]));
  return Object.fromEntries(ids.map((id) => [id, optionsOf(id)]));
}

/**
 * What the configuration says about judging one tenant. Its options are those for all tenants, then the tenant's own;
 * what comes later wins.
 * @param asked a profile from the command line, in place of the configured one
 */
export function judgingOf(configuration: RawConfiguration, tenant: RawTenant, asked?: Profile): JudgingSettings {
  const planned = new Set<string>(plannedChecks);
  return {
    emergency: tenant.breakGlass,
    exceptions: tenant.exceptions.filter(({ check }) => !planned.has(check)),
    expectedGaps: tenant.expectedGaps,
    profile: asked ?? tenant.profile ?? configuration.profile ?? null,
    checks: layered(configuration.checks ?? {}, tenant.checks ?? {}),
    timeZone: tenant.timeZone ?? timeZoneOf(configuration),
    approvedCountries: tenant.approvedCountries ?? null,
    links: tenant.links,
    unusedKeys: unusedKeysOf(configuration, tenant),
  };
}

/** Settings without a configuration, such as those saved with a snapshot, under a profile from the command line. */
export function judgingUnder(settings: JudgingSettings, asked: Profile | undefined): JudgingSettings {
  return { ...settings, profile: asked ?? settings.profile };
}

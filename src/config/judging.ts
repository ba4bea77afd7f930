import type { Options } from '../core/check.ts';
import { optionsOfProfile, type Profile } from '../core/profiles.ts';
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

type CheckOptions = JudgingSettings['checks'];

/** Options of several sources; what comes later wins, option by option. */
function layered(...layers: readonly CheckOptions[]): CheckOptions {
  const ids = [...new Set(layers.flatMap((layer) => Object.keys(layer)))].sort();
  const optionsOf = (id: string): Options => Object.assign({}, ...layers.map((layer) => layer[id]));
  return Object.fromEntries(ids.map((id) => [id, optionsOf(id)]));
}

/**
 * What the configuration says about judging one tenant. Its options are those of the profile, then those for all
 * tenants, then the tenant's own; what comes later wins.
 * @param asked a profile from the command line, in place of the configured one
 */
export function judgingOf(configuration: RawConfiguration, tenant: RawTenant, asked?: Profile): JudgingSettings {
  const profile = asked ?? tenant.profile ?? configuration.profile;
  const planned = new Set<string>(plannedChecks);
  return {
    emergency: tenant.breakGlass,
    exceptions: tenant.exceptions.filter(({ check }) => !planned.has(check)),
    expectedGaps: tenant.expectedGaps,
    checks: layered(optionsOfProfile(profile), configuration.checks ?? {}, tenant.checks ?? {}),
    timeZone: timeZoneOf(configuration.locale),
    approvedCountries: tenant.approvedCountries ?? null,
    links: tenant.links,
    unusedKeys: unusedKeysOf(configuration, tenant),
  };
}

/** Settings without a configuration, such as those saved with a snapshot, under a profile from the command line. */
export function judgingUnder(settings: JudgingSettings, asked: Profile | undefined): JudgingSettings {
  return { ...settings, checks: layered(settings.checks, optionsOfProfile(asked)) };
}

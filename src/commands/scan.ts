import { dirname } from 'node:path';
import { checks } from '../../checks/index.ts';
import { judgingOf, timeZoneOf } from '../config/judging.ts';
import { loadConfiguration } from '../config/load.ts';
import { ConfigurationError } from '../config/problems.ts';
import type { RawConfiguration, RawTenant } from '../config/schema.ts';
import { directoriesOf } from '../directories.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { readRoster } from '../roster/read.ts';
import type { TenantJob } from '../scan.ts';
import { inFolder } from './folder.ts';
import type { OutputOptions } from './options.ts';
import { openDisguise } from './pseudonym-key.ts';
import { retain } from './retain.ts';
import { type ProgressStream, runJobs } from './run.ts';

/** The tenants that were named, or all. */
export function chosenTenants(
  configuration: RawConfiguration,
  ids: readonly string[],
  file: string,
  locale: Locale,
): RawTenant[] {
  const unknown = ids.filter((id) => !configuration.tenants.some((tenant) => tenant.id === id));
  if (unknown.length > 0) {
    const problems = unknown.map((id) => ({
      line: 0,
      column: 0,
      key: 'tenants',
      kind: 'unknown-tenant' as const,
      about: id,
    }));
    throw new ConfigurationError(file, problems, locale);
  }
  return configuration.tenants.filter((tenant) => ids.length === 0 || ids.includes(tenant.id));
}

function rosterOf({ roster }: RawTenant): TenantJob['roster'] {
  return roster === undefined ? null : () => readRoster(roster);
}

/** `shisei scan`: reads, judges and reports the tenants of the configuration. */
export async function scan(
  options: OutputOptions & { tenant: readonly string[]; resume: boolean },
  io: Io,
  stream: ProgressStream,
): Promise<number> {
  const began = io.now();
  const configuration = await loadConfiguration(options.config, { env: io.env, checks, locale: options.locale });
  const locale = options.locale ?? configuration.locale;
  const tenants = chosenTenants(configuration, options.tenant, options.config, locale);
  const jobs = tenants.map((tenant) => ({
    id: tenant.id,
    name: tenant.name,
    directories: directoriesOf(tenant),
    settings: judgingOf(configuration, tenant, options.profile),
    roster: rosterOf(tenant),
  }));
  const place = { configured: configuration.pseudonymKey, folder: dirname(options.config) };
  const disguise = await openDisguise(place, { options, locale, io });
  const delivery = { options, locale, timeZone: timeZoneOf(configuration), disguise, io };
  const { retentionDays } = configuration;
  return inFolder(delivery, async () => {
    const status = await runJobs(jobs, delivery, stream, options.resume);
    if (retentionDays !== undefined) await retain(retentionDays, began, { options, locale, io });
    return status;
  });
}

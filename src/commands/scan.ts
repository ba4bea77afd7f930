import { dirname } from 'node:path';
import { checks } from '../../checks/index.ts';
import { judgingOf, timeZoneOf } from '../config/judging.ts';
import { loadConfiguration } from '../config/load.ts';
import { allParts, type Part } from '../config/parts.ts';
import type { RawConfiguration, RawTenant } from '../config/schema.ts';
import { directoriesOf } from '../directories.ts';
import type { Io } from '../io.ts';
import { channelsOf } from '../notify/channels.ts';
import { readRoster } from '../roster/read.ts';
import type { TenantJob } from '../scan.ts';
import { StoreError } from '../store/errors.ts';
import { chosenTenants } from './chosen-tenants.ts';
import { inFolder } from './folder.ts';
import { type Memory, withMemory } from './memory.ts';
import type { OutputOptions } from './options.ts';
import { ownSignInOf } from './own-sign-in.ts';
import { pruneAfterScan } from './prune.ts';
import { openDisguise } from './pseudonym-key.ts';
import { retain } from './retain.ts';
import { type ProgressStream, runJobs } from './run.ts';
import { type Telling, tellDue } from './tell-due.ts';
import { storeFault } from './with-store.ts';

function rosterOf({ roster }: RawTenant): TenantJob['roster'] {
  return roster === undefined ? null : () => readRoster(roster);
}

/** What `scan` can be told beside how its reports are written. */
export interface ScanOptions extends OutputOptions {
  tenant: readonly string[];
  resume: boolean;
  /** False: nothing is kept, nobody is alerted, and no earlier scan is known. */
  store: boolean;
}

/** What of the configuration a scan uses; one that keeps no history alerts nobody either. */
export function partsToScan({ store }: Pick<ScanOptions, 'store'>): readonly Part[] {
  return store ? allParts : allParts.filter((part) => part !== 'store' && part !== 'notify');
}

/** `shisei scan`: reads, judges and reports the tenants of the configuration. */
export async function scan(options: ScanOptions, io: Io, stream: ProgressStream): Promise<number> {
  const began = io.now();
  const needs = partsToScan(options);
  const configuration = await loadConfiguration(options.config, { env: io.env, checks, locale: options.locale, needs });
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
  const timeZone = timeZoneOf(configuration);
  const channels = channelsOf(configuration);
  const work = async (memory: Memory | null) => {
    const status = await runJobs(jobs, { options, locale, timeZone, disguise, memory, io }, stream, options.resume);
    if (configuration.retentionDays !== undefined)
      await retain(configuration.retentionDays, began, { options, locale, io });
    if (memory !== null) await afterwards(memory, configuration, { channels, locale, io });
    // A signal that ended this alone ended the scan too.
    io.signal.throwIfAborted();
    return status;
  };
  const remember = async () => {
    const signIns = new Map(await Promise.all(tenants.map(async (one) => [one.id, await ownSignInOf(one)] as const)));
    return withMemory({ where: configuration.store, out: options.out, channels, signIns, locale, io }, work);
  };
  return inFolder({ options, locale, io }, () => (options.store ? remember() : work(null)));
}

/** What is done when every tenant is written: alerts go out, and what is too old goes. Neither fails a scan. */
async function afterwards(memory: Memory, configuration: RawConfiguration, telling: Telling): Promise<void> {
  const store = memory.store();
  if (store === null) return;
  await tellDue(store, telling);
  try {
    await pruneAfterScan(store, configuration, telling.io.now());
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    telling.io.err(`${storeFault(error, telling.locale)}\n`);
  }
}

import { access } from 'node:fs/promises';
import { checks } from '../../checks/index.ts';
import { judgingOf, timeZoneOf } from '../config/judging.ts';
import { loadConfiguration } from '../config/load.ts';
import type { RawConfiguration } from '../config/schema.ts';
import { isPostgresAddress } from '../config/store-schema.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { visible } from '../render/plain.ts';
import { StoreError } from '../store/errors.ts';
import { openStore, type Store } from '../store/open.ts';
import { tenantsIn } from '../store/scans.ts';
import { UsageError } from './options.ts';

/** What `diff` and `history` share, as the command line hands it over. */
export interface PastOptions {
  config: string;
  /** Ids; not given, or empty: all of the configuration. */
  tenant?: readonly string[];
  locale?: Locale;
}

/** A tenant of which something is stored. */
export interface PastTenant {
  id: string;
  name: string;
  /** IANA name of the zone in which its days end. */
  timeZone: string;
}

export interface Past {
  store: Store;
  /** Those that were asked for and of which something is stored, in the order of the configuration. */
  tenants: readonly PastTenant[];
  locale: Locale;
}

function zoneOf(configuration: RawConfiguration, id: string): string {
  const tenant = configuration.tenants.find((one) => one.id === id);
  return tenant === undefined ? timeZoneOf(configuration) : judgingOf(configuration, tenant).timeZone;
}

/** Whoever only looks must not make an empty store where there is none; what is wrong otherwise is told by opening. */
async function isMissing(where: string): Promise<boolean> {
  if (isPostgresAddress(where)) return false;
  return access(where).then(
    () => false,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT',
  );
}

/**
 * Opens the store of a configuration and does what needs it; the store is closed in whatever way that ends.
 * @throws UsageError when nothing is stored of the tenants that were asked for
 */
export async function inPast(
  { config, tenant: asked = [], locale: spoken }: PastOptions,
  io: Io,
  work: (past: Past) => Promise<number>,
): Promise<number> {
  const loading = { env: io.env, checks, locale: spoken, credentials: 'ignored', pseudonymKey: 'ignored' } as const;
  const configuration = await loadConfiguration(config, loading);
  const locale = spoken ?? configuration.locale;
  const words = commands(locale);
  const where = configuration.store;
  const ids = asked.length > 0 ? asked : configuration.tenants.map(({ id }) => id);
  const nothing = (place: string) => new UsageError(words.past.usage.nothing(ids, place));
  if (await isMissing(where)) throw nothing(where);
  let store: Store | null = null;
  try {
    store = await openStore(where);
    const stored = await tenantsIn(store);
    const tenants = ids.flatMap((id): PastTenant[] => {
      const found = stored.find((one) => one.id === id && one.scans > 0);
      return found === undefined ? [] : [{ id, name: found.name, timeZone: zoneOf(configuration, id) }];
    });
    if (tenants.length < (asked.length > 0 ? asked.length : 1)) throw nothing(store.place);
    return await work({ store, tenants, locale });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    io.err(`${visible(words.memory.fault(error.kind, error.place, error.reason), 1_000)}\n`);
    return exitStatus.unread;
  } finally {
    await store?.close();
  }
}

import { stat } from 'node:fs/promises';
import { checks } from '../../checks/index.ts';
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
import { UsageError } from './options.ts';

/** Options of every command that works with the history and contacts nobody. */
export interface HistoryOptions {
  config: string;
  locale?: Locale;
}

/** What such a command works with. */
export interface KeptHistory {
  store: Store;
  configuration: RawConfiguration;
  locale: Locale;
}

/** Why the store could not be used, in words for people. */
export function storeFault({ kind, place, reason }: StoreError, locale: Locale): string {
  return visible(commands(locale).memory.fault(kind, place, reason), 1_000);
}

/** A command that asks a store which is not there must not make an empty one. */
async function refuseMissing(where: string, locale: Locale): Promise<void> {
  if (isPostgresAddress(where)) return;
  const error = await stat(where).then(
    () => null,
    (reason: NodeJS.ErrnoException) => reason,
  );
  if (error?.code === 'ENOENT') throw new UsageError(commands(locale).store.noStore(where));
}

/**
 * Does what needs nothing but the history. A store that cannot be used is told, with the exit status of what could not
 * be read.
 * @param begins whether the store is made where there is none
 * @throws UsageError when nothing was ever stored there
 * @throws ConfigurationError
 */
export async function withHistory(
  options: HistoryOptions,
  io: Io,
  work: (history: KeptHistory) => Promise<number>,
  { begins = false }: { begins?: boolean } = {},
): Promise<number> {
  const unneeded = { credentials: 'ignored', pseudonymKey: 'ignored' } as const;
  const configuration = await loadConfiguration(options.config, {
    ...{ env: io.env, checks, locale: options.locale },
    ...unneeded,
  });
  const locale = options.locale ?? configuration.locale;
  if (!begins) await refuseMissing(configuration.store, locale);
  try {
    const store = await openStore(configuration.store);
    try {
      return await work({ store, configuration, locale });
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    io.err(`${storeFault(error, locale)}\n`);
    return exitStatus.unread;
  }
}

/**
 * The tenant that is meant: the one that was named, else the only one that the store knows.
 * @throws UsageError
 */
export function chosenTenant(asked: string | undefined, known: readonly string[], locale: Locale): string {
  const words = commands(locale).store;
  const chosen = asked ?? known[0];
  if (chosen === undefined) throw new UsageError(words.prune.nothing);
  if (!known.includes(chosen)) throw new UsageError(words.unknownTenant(chosen, known));
  if (asked === undefined && known.length > 1) throw new UsageError(words.whichTenant(known));
  return chosen;
}

import { stat } from 'node:fs/promises';
import { checks } from '../../checks/index.ts';
import { loadConfiguration } from '../config/load.ts';
import type { Part } from '../config/parts.ts';
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

/** Options of every command that works with the store and reads no directory. */
export interface StoreOptions {
  config: string;
  locale?: Locale;
}

/** What such a command works with. */
export interface Opened {
  store: Store;
  configuration: RawConfiguration;
  locale: Locale;
}

/** What such a command needs beside the store. */
export interface StoreNeeds {
  /** Further parts of the configuration. */
  parts?: readonly Part[];
  /** Whether the store is made where there is none. */
  begins?: boolean;
  /** `read`: nothing is written, so that a file will do that may not be. */
  access?: 'read';
}

/** Why the store could not be used, in words for people. */
export function storeFault({ kind, place, reason }: StoreError, locale: Locale): string {
  return visible(commands(locale).memory.fault(kind, place, reason), 1_000);
}

/** A command that asks a store which is not there must not make an empty one; what else is wrong is told by opening. */
async function refuseMissing(where: string, locale: Locale): Promise<void> {
  if (isPostgresAddress(where)) return;
  const error = await stat(where).then(
    () => null,
    (reason: NodeJS.ErrnoException) => reason,
  );
  if (error?.code === 'ENOENT') throw new UsageError(commands(locale).store.noStore(where));
}

/**
 * Opens the store of a configuration and does what needs it; the store is closed in whatever way that ends. A store that
 * cannot be used is told, with the exit status of what could not be read.
 * @throws UsageError when nothing was ever stored there
 * @throws ConfigurationError
 */
export async function withStore(
  options: StoreOptions,
  io: Io,
  work: (opened: Opened) => Promise<number>,
  { parts = [], begins = false, ...access }: StoreNeeds = {},
): Promise<number> {
  const needs = ['store', ...parts] as const;
  const configuration = await loadConfiguration(options.config, { env: io.env, checks, locale: options.locale, needs });
  const locale = options.locale ?? configuration.locale;
  if (!begins) await refuseMissing(configuration.store, locale);
  try {
    const store = await openStore(configuration.store, access);
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

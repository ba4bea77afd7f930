import { setImmediate as turn } from 'node:timers/promises';
import { checks } from '../../checks/index.ts';
import { readingOf } from '../core/check.ts';
import type { DatasetName } from '../core/datasets.ts';
import type { OwnSignIn } from '../core/history/access-ends.ts';
import type { ScanEntry } from '../core/history/entry.ts';
import type { HistoryReport } from '../core/history/history-report.ts';
import { type AccessEnd, noticesOf } from '../core/history/notices.ts';
import type { Provider } from '../core/provider.ts';
import type { JudgingSettings } from '../core/report.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { type Channel, outboxOf } from '../notify/outbox.ts';
import { OutputError } from '../output/files.ts';
import { visible } from '../render/plain.ts';
import { StoreError } from '../store/errors.ts';
import { declareExceptions } from '../store/exceptions.ts';
import { openStore, type Store } from '../store/open.ts';
import { recordScan } from '../store/record.ts';
import { forgetUnstored, keepUnstored, unstoredIn } from '../store/unstored.ts';

/** What a run knows of earlier ones, and leaves to later ones. */
export interface Memory {
  /** The settings with the exceptions that the store knows, and what they are bound to. */
  settingsOf(tenant: string, settings: JudgingSettings): Promise<JudgingSettings>;
  /**
   * Stores a scan, and tells what changed, unless it looks back. A store that cannot be used ends no scan: what is not
   * stored is kept.
   */
  record(entry: ScanEntry, ends: readonly AccessEnd[]): Promise<HistoryReport>;
  /** By what the scanner signs in, so that it can be told when that ends; null: it is not known. */
  ownSignIn(tenant: string): OwnSignIn | null;
  /** Null: it could not be opened, or was lost on the way. */
  store(): Store | null;
}

/** Where history is kept, and who hears of it. */
export interface MemoryPlace {
  /** Path of a file, or address of a database. */
  where: string;
  /** Folder of the reports, where scans are kept that could not be stored. */
  out: string;
  channels: readonly Channel[];
  /** By what each tenant is signed in to; not given: nothing is known of it. */
  signIns?: ReadonlyMap<string, OwnSignIn | null>;
  locale: Locale;
  io: Io;
}

function readsOf(id: string, provider: Provider): readonly DatasetName[] {
  const check = checks.find((one) => one.id === id);
  if (check === undefined) return [];
  const { needs, uses } = readingOf(check, provider);
  return [...needs, ...uses];
}

/** Passes on what is no fault of the store. */
function faultOf(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  throw error;
}

/** Opens the store. It is there all the same where that fails: then it keeps scans for a later run. */
async function openMemory({
  where,
  out,
  channels,
  signIns,
  locale,
  io,
}: MemoryPlace): Promise<Memory & Pick<Store, 'close'>> {
  const words = commands(locale).memory;
  const say = (text: string) => io.err(`${visible(text, 1_000)}\n`);
  const told = ({ kind, place, reason }: StoreError) => words.fault(kind, place, reason);
  let store: Store | null = null;
  let lost: StoreError | null = null;
  let isTold = false;

  /** What is gone for one tenant is gone for the next: nobody waits for it again. What no store knows is its own matter. */
  function lose(error: unknown): StoreError {
    const fault = faultOf(error);
    if (lost === null) say(told(fault));
    if (fault.kind !== 'other') lost ??= fault;
    return fault;
  }

  function usable(): Store {
    if (lost !== null) throw lost;
    if (store === null) throw new Error('the store is closed');
    return store;
  }

  async function put(entry: ScanEntry, ends: readonly AccessEnd[]) {
    const { tenant, scan, directories, disguisedBy } = entry;
    return recordScan(usable(), entry, (changes) => {
      const notices = noticesOf(changes, directories, ends, readsOf);
      return outboxOf(channels, { tenant, scan, notices, disguised: disguisedBy !== null }, io.now());
    });
  }

  async function catchUp(tenant: string): Promise<void> {
    let stored = 0;
    for await (const kept of unstoredIn(out, tenant)) {
      if (kept.state === 'broken') {
        say(words.broken(kept.path, kept.reason));
        continue;
      }
      let isStored: boolean;
      try {
        const { newer } = await put(kept.entry, []);
        if (newer !== null) say(words.lookBack(tenant, kept.entry.scan.asOf, newer));
        isStored = newer === null;
      } catch (error) {
        const fault = faultOf(error);
        if (fault.kind !== 'other') throw fault;
        // It must not stand in the way of every scan to come.
        say(words.broken(kept.path, fault.reason));
        continue;
      }
      if (isStored) stored += 1;
      // It is stored once only, however often it is found: what cannot be removed holds up nobody's report.
      await forgetUnstored(kept.path).catch((error: Error) => {
        say(words.unremoved(kept.path, error.message));
      });
    }
    if (stored > 0) say(words.caughtUp(tenant, stored));
  }

  async function keep(entry: ScanEntry): Promise<void> {
    const { id } = entry.tenant;
    try {
      say(words.keptBeside(id, await keepUnstored(out, entry)));
    } catch (error) {
      if (!(error instanceof OutputError)) throw error;
      say(words.notKept(id, error.reason));
    }
  }

  try {
    store = await openStore(where);
  } catch (error) {
    lost = lose(error);
  }
  return {
    close: async () => store?.close(),
    store: () => (lost === null ? store : null),
    ownSignIn: (tenant) => signIns?.get(tenant) ?? null,
    async settingsOf(tenant, settings) {
      try {
        return { ...settings, exceptions: await declareExceptions(usable(), tenant, settings.exceptions, io.now()) };
      } catch (error) {
        lose(error);
        if (!isTold) say(words.noExceptions);
        isTold = true;
        return settings;
      }
    },
    async record(entry, ends) {
      try {
        await catchUp(entry.tenant.id);
        await turn();
        const { newer, changes, trend } = await put(entry, ends);
        const { id } = entry.tenant;
        const { asOf } = entry.scan;
        if (newer !== null) {
          say(words.lookBack(id, asOf, newer));
          return { state: 'look-back', asOf, newest: newer };
        }
        const newest = changes?.from.asOf ?? '';
        if (newest > asOf) say(words.earlier(id, asOf, newest));
        return { state: 'kept', changes, trend };
      } catch (error) {
        const fault = lose(error);
        await keep(entry);
        return { state: 'unavailable', reason: told(fault) };
      }
    },
  };
}

/** Does what needs history, and closes the store in whatever way that ends. */
export async function withMemory<T>(place: MemoryPlace, work: (memory: Memory) => Promise<T>): Promise<T> {
  const memory = await openMemory(place);
  try {
    return await work(memory);
  } finally {
    await memory.close();
  }
}

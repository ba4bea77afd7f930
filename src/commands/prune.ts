import { daysIn, scanDaysOf } from '../config/retention.ts';
import type { RawConfiguration } from '../config/schema.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { StoreError } from '../store/errors.ts';
import type { Store } from '../store/open.ts';
import { type Pruned, pruneByAge } from '../store/prune.ts';
import { sizeOf, vacuum } from '../store/size.ts';
import { UsageError } from './options.ts';
import { type Opened, type StoreOptions, storeFault, withStore } from './with-store.ts';

/** What `shisei prune` can be told. */
export interface PruneOptions extends StoreOptions {
  /** Such as `400d`; it wins over the configuration. */
  olderThan?: string;
  /** Only say what would be removed. */
  dryRun: boolean;
}

function daysOf({ olderThan }: PruneOptions, configuration: RawConfiguration, locale: Locale): number {
  const words = commands(locale).store.prune;
  if (olderThan === undefined) {
    const days = scanDaysOf(configuration);
    if (days === null) throw new UsageError(words.noAge);
    return days;
  }
  const days = daysIn(olderThan);
  if (days === undefined) throw new UsageError(words.age(olderThan));
  return days;
}

/** `shisei prune`: removes old scans from the history, and gives their space back. */
export async function prune(options: PruneOptions, io: Io): Promise<number> {
  const { dryRun } = options;
  const work = async ({ store, configuration, locale }: Opened) => {
    const words = commands(locale).store.prune;
    const days = daysOf(options, configuration, locale);
    const before = await sizeOf(store);
    const pruned = await pruneByAge(store, { days, now: io.now(), dryRun });
    if (pruned.length === 0) io.out(`${words.nothing}\n`);
    for (const counts of pruned) io.out(`${dryRun ? words.wouldBe(counts) : words.done(counts)}\n`);
    if (dryRun) {
      io.out(`${words.sizeNow(before)}\n`);
      return exitStatus.fine;
    }
    try {
      await vacuum(store);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      io.err(`${words.unvacuumed(storeFault(error, locale))}\n`);
      return exitStatus.unread;
    }
    io.out(`${words.size(before, await sizeOf(store))}\n`);
    return exitStatus.fine;
  };
  return withStore(options, io, work, dryRun ? { access: 'read' } : {});
}

/**
 * After a scan: removes what is older than the configuration allows. Space is used again by what is stored next; it is
 * `shisei prune` that gives it back.
 * @throws StoreError
 */
export async function pruneAfterScan(
  store: Store,
  configuration: Pick<RawConfiguration, 'retention'> & { tenants: readonly { id: string }[] },
  now: Date,
): Promise<readonly Pruned[]> {
  const days = scanDaysOf(configuration);
  if (days === null) return [];
  const pruned: Pruned[] = [];
  // Others may keep theirs in the same store, and for longer.
  for (const { id: tenant } of configuration.tenants) {
    pruned.push(...(await pruneByAge(store, { days, now, tenant, dryRun: false })));
  }
  return pruned;
}

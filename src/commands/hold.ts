import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import { commands } from '../messages/index.ts';
import { visible } from '../render/plain.ts';
import { holdScan, releaseScan } from '../store/hold.ts';
import { findScan, type StoredScan, tenantsIn } from '../store/scans.ts';
import { chosenTenant } from './chosen-tenants.ts';
import { UsageError } from './options.ts';
import { type StoreOptions, withStore } from './with-store.ts';

/** What `shisei hold` can be told. */
export interface HoldOptions extends StoreOptions {
  /** Needed where the history holds several. */
  tenant?: string;
  /** Why it must stay. */
  reason?: string;
  /** Let it go. */
  release: boolean;
}

/** A day names a scan of that very day: nobody means to hold an older one. */
function isOfDay({ asOf }: StoredScan, word: string): boolean {
  return !/^\d{4}-\d{2}-\d{2}$/.test(word) || asOf.startsWith(word);
}

/** `shisei hold`: keeps a scan from being pruned, or lets it go. */
export async function hold(word: string, options: HoldOptions, io: Io): Promise<number> {
  return withStore(options, io, async ({ store, locale }) => {
    const words = commands(locale).store.hold;
    const reason = options.reason?.trim() ?? '';
    if ((reason === '') !== options.release) throw new UsageError(words.noReason);
    const known = (await tenantsIn(store)).map(({ id }) => id);
    const tenant = chosenTenant(options.tenant, known, locale);
    const scan = await findScan(store, tenant, word);
    if (scan === null || !isOfDay(scan, word)) throw new UsageError(words.noScan(tenant, word));
    const { id, asOf } = scan;
    const isThere = options.release
      ? await releaseScan(store, tenant, id)
      : await holdScan(store, tenant, id, { reason, at: io.now() });
    // Another process may have pruned it just now.
    if (!isThere) throw new UsageError(words.noScan(tenant, word));
    const done = scan.hold === null ? words.notHeld(tenant, id, asOf) : words.released(tenant, id, asOf);
    io.out(`${visible(options.release ? done : words.held(tenant, id, asOf, reason), 1_000)}\n`);
    return exitStatus.fine;
  });
}

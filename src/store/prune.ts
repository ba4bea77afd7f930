import { sql } from 'kysely';
import { compareText } from '../core/compare-text.ts';
import { inBatches } from './batches.ts';
import type { Store } from './open.ts';
import { type Bit, versionTables } from './schema.ts';
import { reading, type Writing, writing } from './work.ts';

const dayMs = 86_400_000;
/** Times to fix are over so many days, and what was told within them is not told again. */
const knownDays = 90;
const atOnce = 1_000;

/** What of a tenant's history is old, and goes or stays all the same. */
export interface Pruned {
  tenant: string;
  /** Scans that are removed; of a dry run: that would be. */
  removed: number;
  /** Old scans that stay, since somebody holds them. */
  held: number;
  /** All scans that stay. */
  kept: number;
}

interface Candidate {
  number: number;
  limited: Bit;
  finished_at: string;
  hold_reason: string | null;
}

interface Sorted {
  outdated: readonly number[];
  held: number;
  kept: number;
  newest: Candidate;
}

function sorted(scans: readonly Candidate[], olderThan: Date): Sorted | null {
  const newest = scans.at(-1);
  if (newest === undefined) return null;
  // What a limited scan did not ask for was seen last by one that was not.
  const needed = [newest, scans.findLast(({ limited }) => limited === 0)];
  const old = scans.filter((scan) => !needed.includes(scan) && Date.parse(scan.finished_at) < olderThan.getTime());
  const outdated = old.filter(({ hold_reason }) => hold_reason === null).map(({ number }) => number);
  return { outdated, held: old.length - outdated.length, kept: scans.length - outdated.length, newest };
}

function scansOf(db: Pick<Writing, 'selectFrom'>, tenant: string): Promise<Candidate[]> {
  return db
    .selectFrom('scans')
    .select(['number', 'limited', 'finished_at', 'hold_reason'])
    .where('tenant', '=', tenant)
    .orderBy('number')
    .execute();
}

/** Versions that no scan needs which is left. Of what was repaired the last one stays as long as it may be asked for. */
async function removeVersions(db: Writing, tenant: string, repairedBefore: string): Promise<void> {
  for (const table of versionTables) {
    const versions = sql.table(table);
    const forgettable =
      table === 'findings' ? sql`and (resolved_at is null or resolved_at < ${repairedBefore})` : sql``;
    await sql`delete from ${versions} where tenant = ${tenant} and to_scan is not null ${forgettable} and not exists (
      select 1 from scans where scans.tenant = ${versions}.tenant and scans.number >= ${versions}.from_scan
        and scans.number < ${versions}.to_scan)`.execute(db);
  }
}

async function removeScans(db: Writing, tenant: string, { outdated }: Sorted): Promise<void> {
  // Figures go with them.
  await inBatches(outdated, atOnce, (batch) =>
    db.deleteFrom('scans').where('tenant', '=', tenant).where('number', 'in', batch).execute(),
  );
}

/** What was told, and what nobody tries to tell any more. */
async function removeDeliveries(db: Writing, tenant: string, before: string): Promise<void> {
  await db
    .deleteFrom('deliveries')
    .where('tenant', '=', tenant)
    .where((scope) =>
      scope.or([
        scope.and([scope('state', '=', 'sent'), scope('sent_at', '<', before)]),
        scope.and([scope('state', '=', 'failed'), scope('due_at', '<', before)]),
      ]),
    )
    .execute();
}

async function pruneTenant(store: Store, tenant: string, olderThan: Date): Promise<Sorted | null> {
  return writing(store, tenant, async (db) => {
    const found = sorted(await scansOf(db, tenant), olderThan);
    if (found === null) return null;
    const known = Date.parse(found.newest.finished_at) - knownDays * dayMs;
    const before = new Date(Math.min(known, olderThan.getTime())).toISOString();
    await removeScans(db, tenant, found);
    await removeVersions(db, tenant, before);
    await removeDeliveries(db, tenant, before);
    return found;
  });
}

/**
 * Removes scans that ended before an instant, with all that only they need: of each tenant all but the newest, the newest
 * that was not limited, and those that are held. What is left tells the same as before. Alerts that were sent then go
 * too.
 * @param tenant only this one; by default all
 * @throws StoreError
 */
export async function pruneScans(
  store: Store,
  { olderThan, tenant, dryRun }: { olderThan: Date; tenant?: string; dryRun: boolean },
): Promise<Pruned[]> {
  const ids = await reading(store, async (db) => {
    const all = db.selectFrom('tenants').select('id').orderBy('id');
    return (tenant === undefined ? all : all.where('id', '=', tenant)).execute();
  });
  const pruned: Pruned[] = [];
  for (const { id } of ids) {
    const found = dryRun
      ? sorted(await reading(store, (db) => scansOf(db, id)), olderThan)
      : await pruneTenant(store, id, olderThan);
    if (found === null) continue;
    pruned.push({ tenant: id, removed: found.outdated.length, held: found.held, kept: found.kept });
  }
  return pruned;
}

/**
 * As `pruneScans`, by age in whole days. A clock that runs ahead makes nothing old: the age counts from the newest scan
 * of the tenant that read something, or from now, whichever is earlier.
 * @throws StoreError
 */
export async function pruneByAge(
  store: Store,
  { days, now, tenant, dryRun }: { days: number; now: Date; tenant?: string; dryRun: boolean },
): Promise<Pruned[]> {
  const newest = await reading(store, async (db) => {
    const all = db.selectFrom('scans').select(['tenant', 'finished_at']).where('status', '!=', 'failed');
    const mine = tenant === undefined ? all : all.where('tenant', '=', tenant);
    return Map.groupBy(await mine.orderBy('number').execute(), (scan) => scan.tenant);
  });
  const pruned: Pruned[] = [];
  for (const [id, scans] of [...newest].sort(([a], [b]) => compareText(a, b))) {
    const last = Date.parse(scans.at(-1)?.finished_at ?? '');
    const olderThan = new Date(Math.min(last, now.getTime()) - days * dayMs);
    pruned.push(...(await pruneScans(store, { olderThan, tenant: id, dryRun })));
  }
  return pruned;
}

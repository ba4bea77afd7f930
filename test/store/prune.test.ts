import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ScanEntry } from '../../src/core/history/entry.ts';
import { changesBetween } from '../../src/store/compare.ts';
import { deliveriesOf } from '../../src/store/deliveries.ts';
import { holdScan, releaseScan } from '../../src/store/hold.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { pruneByAge, pruneScans } from '../../src/store/prune.ts';
import { recordScan } from '../../src/store/record.ts';
import { scansOf, tenantsIn } from '../../src/store/scans.ts';
import { versionTables } from '../../src/store/schema.ts';
import { sizeOf, vacuum } from '../../src/store/size.ts';
import { accountsAt, standingAt } from '../../src/store/standing.ts';
import { trendOf } from '../../src/store/trend.ts';
import type { FreshDatabase } from './databases.ts';
import { entryOf, nights, steadyNight } from './small-world.ts';
import { describeStores } from './stores.ts';

/** Everything that the scans which are left tell. */
async function toldBy(store: Store, tenant: string, kept: readonly string[]) {
  const scans = (await scansOf(store, tenant)).filter(({ id }) => kept.includes(id));
  const each: unknown[] = [];
  for (const scan of scans) {
    each.push({
      scan,
      standing: await standingAt(store, tenant, scan),
      accounts: await accountsAt(store, tenant, scan),
    });
  }
  const between: unknown[] = [];
  for (const from of scans) {
    for (const to of scans) if (from !== to) between.push(await changesBetween(store, tenant, from, to));
  }
  const trend = (await trendOf(store, tenant)).filter(({ scan }) => kept.includes(scan.id));
  const { rows } = await sql`select * from finding_overview where tenant = ${tenant} and resolved_at is null
    order by subject_id, check_id`.execute(store.db);
  return { each, between, trend, overview: rows };
}

async function countsOf(store: Store, tenant: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of [...versionTables, 'scans', 'figures', 'deliveries'] as const) {
    const query = sql<{
      rows: number | string;
    }>`select count(*) as rows from ${sql.table(table)} where tenant = ${tenant}`;
    counts[table] = Number((await query.execute(store.db)).rows[0]?.rows);
  }
  return counts;
}

describeStores('pruning', ({ name, fresh }) => {
  let database: FreshDatabase;
  let store: Store;
  let tenants = 0;
  beforeAll(async () => {
    database = await fresh();
    store = await openStore(database.where);
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  async function recorded(entries: readonly ScanEntry[]): Promise<void> {
    for (const entry of entries) await recordScan(store, entry, () => []);
  }

  function steady(count: number, from = 0): { tenant: string; entries: ScanEntry[] } {
    tenants += 1;
    const tenant = `steady-${tenants}`;
    const all = Array.from({ length: count }, (_, index) => index + from);
    return { tenant, entries: all.map((index) => entryOf(steadyNight(index, 6), index, tenant)) };
  }

  const idsOf = async (tenant: string) => (await scansOf(store, tenant)).map(({ id }) => id);
  const instantAfter = (entry: ScanEntry | undefined) => new Date(Date.parse(entry?.scan.finishedAt ?? '') + 1);

  it('changes nothing that the scans which are left tell, nor what the next ones will', () =>
    fc.assert(
      fc.asyncProperty(
        nights(7),
        nights(2),
        fc.nat({ max: 8 }),
        fc.array(fc.nat({ max: 6 }), { maxLength: 2 }),
        async (row, later, age, holds) => {
          tenants += 1;
          const [pruned, whole] = [`pruned-${tenants}`, `whole-${tenants}`];
          const of = (tenant: string) => row.map((night, index) => entryOf(night, index, tenant));
          await recorded(of(pruned));
          await recorded(of(whole));
          const before = await idsOf(pruned);
          for (const index of holds) {
            const id = before[index];
            if (id !== undefined) await holdScan(store, pruned, id, { reason: 'review', at: new Date(0) });
          }
          const scans = await scansOf(store, pruned);
          const newest = scans.at(-1);
          const asked = scans.findLast(({ limited }) => !limited);
          const olderThan = new Date(Date.UTC(2026, 0, 1 + age));
          const stays = scans.filter(
            (scan) =>
              scan === newest ||
              scan === asked ||
              scan.hold !== null ||
              Date.parse(scan.finishedAt) >= olderThan.getTime(),
          );
          const kept = stays.map(({ id }) => id);
          const told = await toldBy(store, pruned, kept);
          const counts = { tenant: pruned, removed: scans.length - kept.length, kept: kept.length };
          const prune = (dryRun: boolean) => pruneScans(store, { olderThan, tenant: pruned, dryRun });
          expect(await prune(true)).toEqual([expect.objectContaining(counts)]);
          expect(await idsOf(pruned)).toEqual(before);
          expect(await prune(false)).toEqual([expect.objectContaining(counts)]);
          expect(await idsOf(pruned)).toEqual(kept);
          expect(await toldBy(store, pruned, kept)).toEqual(told);
          // Nothing is left that no scan needs, but for what was repaired lately.
          for (const table of versionTables) {
            const repaired = table === 'findings' ? sql`and resolved_at is null` : sql``;
            const { rows } = await sql`select * from ${sql.table(table)} v where tenant = ${pruned} ${repaired}
                and not exists (select 1 from scans s where s.tenant = v.tenant and s.number >= v.from_scan
                  and (v.to_scan is null or s.number < v.to_scan))`.execute(store.db);
            expect(rows).toEqual([]);
          }
          for (const [index, night] of later.entries()) {
            const next = (tenant: string) => recordScan(store, entryOf(night, row.length + index, tenant), () => []);
            const [mine, theirs] = [await next(pruned), await next(whole)];
            const plain = (text: unknown) => JSON.stringify(text).replaceAll(pruned, whole);
            expect(plain(mine.changes)).toBe(plain(theirs.changes));
            expect(plain(mine.trend.at(-1))).toBe(plain(theirs.trend.at(-1)));
          }
        },
      ),
      { numRuns: name === 'sqlite' ? 60 : 20 },
    ));

  it('removes what ended before the instant, and nothing that ended then or later', async () => {
    const { tenant, entries } = steady(5);
    await recorded(entries);
    const olderThan = new Date(entries[2]?.scan.finishedAt ?? '');
    const counts = { tenant, removed: 2, held: 0, kept: 3 };
    expect(await pruneScans(store, { olderThan, tenant, dryRun: false })).toEqual([counts]);
    expect(await idsOf(tenant)).toEqual(entries.slice(2).map(({ scan }) => scan.id));
    expect(await pruneScans(store, { olderThan, tenant, dryRun: false })).toEqual([{ ...counts, removed: 0 }]);
  });

  it('leaves the newest of every tenant, however old it is, and what nobody asked lately', async () => {
    const one = steady(3);
    const two = steady(3);
    const [whole, limited] = [two.entries[1], two.entries[2]];
    if (whole === undefined || limited === undefined) expect.fail('too few');
    await recorded(one.entries);
    await recorded([whole, { ...limited, limited: true, verdicts: limited.verdicts.slice(0, 1) }]);
    await pruneScans(store, { olderThan: new Date('2099-01-01'), dryRun: false });
    expect(await idsOf(one.tenant)).toEqual([one.entries[2]?.scan.id]);
    expect(await idsOf(two.tenant)).toEqual([whole.scan.id, limited.scan.id]);
    expect((await tenantsIn(store)).every(({ scans }) => scans > 0)).toBe(true);
  });

  it('removes of one tenant alone where one is named', async () => {
    const [one, two] = [steady(3), steady(3)];
    await recorded([...one.entries, ...two.entries]);
    await pruneScans(store, { olderThan: new Date('2099-01-01'), tenant: one.tenant, dryRun: false });
    expect(await idsOf(one.tenant)).toHaveLength(1);
    expect(await idsOf(two.tenant)).toHaveLength(3);
    expect(await pruneScans(store, { olderThan: new Date('2099-01-01'), tenant: 'nobody', dryRun: false })).toEqual([]);
  });

  it('leaves what is held until it is released', async () => {
    const { tenant, entries } = steady(4);
    await recorded(entries);
    const [, held] = await idsOf(tenant);
    if (held === undefined) expect.fail('too few');
    const at = new Date('2026-02-01T00:00:00.000Z');
    expect(await holdScan(store, tenant, held, { reason: '監査', at })).toBe(true);
    expect(await holdScan(store, tenant, 'nope', { reason: 'x', at })).toBe(false);
    expect(await holdScan(store, `${tenant}-other`, held, { reason: 'x', at })).toBe(false);
    const [, scan] = await scansOf(store, tenant);
    expect(scan?.hold).toEqual({ reason: '監査', at: at.toISOString() });
    const olderThan = new Date('2099-01-01');
    const counts = { tenant, removed: 2, held: 1, kept: 2 };
    expect(await pruneScans(store, { olderThan, tenant, dryRun: false })).toEqual([counts]);
    expect(await idsOf(tenant)).toEqual([held, entries[3]?.scan.id]);
    expect(await releaseScan(store, tenant, held)).toBe(true);
    expect(await pruneScans(store, { olderThan, tenant, dryRun: false })).toEqual([
      { tenant, removed: 1, held: 0, kept: 1 },
    ]);
  });

  it('counts age from the newest scan that read something, so that a clock that runs ahead removes nothing', async () => {
    const { tenant, entries } = steady(10);
    await recorded(entries);
    const ofAge = (days: number, now: Date) => pruneByAge(store, { days, now, tenant, dryRun: true });
    const nine = { tenant, removed: 0, held: 0, kept: 10 };
    expect(await ofAge(9, new Date('2099-01-01'))).toEqual([nine]);
    expect(await ofAge(8, new Date('2099-01-01'))).toEqual([{ ...nine, removed: 1, kept: 9 }]);
    // A clock that runs behind makes less old, not more.
    expect(await ofAge(8, new Date('2026-01-05'))).toEqual([nine]);
    const last = entries[9];
    if (last === undefined) expect.fail('too few');
    const wrong = {
      ...last.scan,
      id: `${tenant}-2099`,
      finishedAt: '2099-01-01T00:00:00.000Z',
      status: 'failed' as const,
    };
    await recorded([{ ...last, scan: wrong }]);
    expect(await ofAge(9, new Date('2099-01-01'))).toEqual([{ ...nine, kept: 11 }]);
  });

  it('of a tenant that was never read nothing is old', async () => {
    const { tenant, entries } = steady(3, 9);
    await recorded(entries.map((entry) => ({ ...entry, scan: { ...entry.scan, status: 'failed' as const } })));
    expect(await pruneByAge(store, { days: 1, now: new Date('2099-01-01'), tenant, dryRun: false })).toEqual([]);
    expect(await idsOf(tenant)).toHaveLength(3);
  });

  it('removes alerts of that time that were told, or are told no more, and none that wait', async () => {
    const { tenant, entries } = steady(1);
    const { entries: later } = { entries: [entryOf(steadyNight(200, 6), 200, tenant)] };
    const first = entries[0]?.scan.finishedAt ?? '';
    const states = ['sent', 'failed', 'pending', 'claimed'] as const;
    await recordScan(store, entries[0] ?? expect.fail('none'), () =>
      states.map((key) => ({ channel: 'slack', key, scanId: 'x', tenant, payload: '{}', dueAt: first })),
    );
    for (const state of states) {
      const values = { state, sent_at: state === 'sent' ? first : null };
      await store.db
        .updateTable('deliveries')
        .set(values)
        .where('tenant', '=', tenant)
        .where('idempotency_key', '=', state)
        .execute();
    }
    const left = async () => (await deliveriesOf(store, { tenant })).map(({ key }) => key).sort();
    // What was told lately stays, however soon scans go: it must not be told again.
    await pruneScans(store, { olderThan: new Date('2099-01-01'), tenant, dryRun: false });
    expect(await left()).toEqual([...states].sort());
    await recorded(later);
    await pruneScans(store, { olderThan: instantAfter(entries[0]), tenant, dryRun: true });
    expect(await left()).toEqual([...states].sort());
    await pruneScans(store, { olderThan: instantAfter(entries[0]), tenant, dryRun: false });
    expect(await left()).toEqual(['claimed', 'pending']);
  });

  it('forgets what was repaired long ago, of that tenant, and nothing that was repaired lately', async () => {
    tenants += 1;
    const [tenant, other] = [`repaired-${tenants}`, `repaired-${tenants}-other`];
    const night = steadyNight(0, 6);
    const repaired = { stale: 'pass', missing: 'pass' } as const;
    const healthy = { ...night, accounts: night.accounts.map((one) => one && { ...one, ...repaired }) };
    for (const name of [tenant, other]) {
      await recorded([entryOf(night, 0, name), entryOf(healthy, 1, name), entryOf(healthy, 80, name)]);
    }
    const repairedOf = async (name: string) => {
      const rows = store.db.selectFrom('findings').select('version_id').where('tenant', '=', name);
      return (await rows.where('resolved_at', 'is not', null).execute()).length;
    };
    const before = await repairedOf(tenant);
    expect(before).toBeGreaterThan(0);
    const prune = () => pruneScans(store, { olderThan: new Date('2026-03-20'), tenant, dryRun: false });
    await prune();
    expect(await repairedOf(tenant)).toBe(before);
    await recorded([entryOf(healthy, 120, tenant), entryOf(healthy, 120, other)]);
    await prune();
    expect(await repairedOf(tenant)).toBe(0);
    expect(await repairedOf(other)).toBe(before);
  });

  it('gives the space back', async () => {
    const own = await fresh();
    const mine = await openStore(own.where);
    try {
      const all = Array.from({ length: 40 }, (_, index) => entryOf(steadyNight(index, 60), index, 'acme'));
      for (const entry of all) await recordScan(mine, entry, () => []);
      await vacuum(mine);
      const before = await sizeOf(mine);
      expect(before).toBeGreaterThan(10_000);
      const rows = await countsOf(mine, 'acme');
      await pruneScans(mine, { olderThan: new Date('2099-01-01'), dryRun: false });
      const left = await countsOf(mine, 'acme');
      expect(left.scans).toBe(1);
      expect(left.accounts).toBeLessThan((rows.accounts ?? 0) / 5);
      await vacuum(mine);
      expect(await sizeOf(mine)).toBeLessThanOrEqual(mine.dialect === 'sqlite' ? before / 2 : before);
      await recordScan(mine, entryOf(steadyNight(41, 60), 41, 'acme'), () => []);
      expect((await scansOf(mine, 'acme')).map(({ number }) => number)).toEqual([40, 41]);
    } finally {
      await mine.close();
      await own.drop();
    }
  });
});

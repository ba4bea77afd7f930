import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Bound } from '../../src/core/history/bound-facts.ts';
import type { ExceptionEntry, ScanEntry } from '../../src/core/history/entry.ts';
import { declareExceptions } from '../../src/store/exceptions.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { type StoredScan, scansOf } from '../../src/store/scans.ts';
import { entryOf, steadyNight } from './small-world.ts';
import { describeStores, emptyPlace, emptyStore } from './stores.ts';

const nothing = () => [];
const silent = () => expect.fail('nobody is told of a look back');

const facts: Bound = {
  ...{ privilege: 'none', roles: [], registered: null, factors: null, enforcement: 'none', signIn: 'active' },
  ...{ message: 'stale', severity: 'medium', count: null },
};

function entry(index: number, tenant: string = 'acme'): ScanEntry {
  return entryOf(steadyNight(index, 6), index, tenant);
}

function asked(index: number, tenant: string = 'acme'): ScanEntry {
  return { ...entry(index, tenant), asOfGiven: true };
}

async function rowsIn({ db }: Store): Promise<string> {
  const tables = [
    ...(['tenants', 'scans', 'directories', 'datasets', 'verdicts', 'accounts', 'findings'] as const),
    ...(['figures', 'exceptions', 'deliveries'] as const),
  ];
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows);
}

describeStores('a scan as of an instant before the newest one', (database) => {
  it('leaves no trace, tells nobody, and names the newest', async () => {
    const store = await emptyStore(database);
    for (const index of [0, 5]) await recordScan(store, entry(index), nothing);
    const exception = { reason: 'r', approvedBy: 'b', until: '2027-01-01' };
    const given = { check: 'stale-account', subject: 'account-0000', ...exception };
    const [declared] = await declareExceptions(store, 'acme', [given], new Date(entry(5).scan.asOf));
    const covering: ExceptionEntry = {
      ...{ id: declared?.id ?? null, check: 'stale-account', declared: 'account-0000', exception, void: null },
      ...{ findingKey: 'stale-account/microsoft365/account-0000', bound: facts },
    };
    const before = await rowsIn(store);
    const back = { ...asked(3), tenant: { id: 'acme', name: 'Renamed' }, exceptions: [covering] };
    const told = await recordScan(store, back, silent);
    expect(told).toEqual({ newer: entry(5).scan.asOf, changes: null, trend: [] });
    expect(await rowsIn(store)).toBe(before);
    const { newer, changes } = await recordScan(store, entry(6), nothing);
    expect([newer, changes?.from.id]).toEqual([null, entry(5).scan.id]);
  });

  it('is kept where the clock gave the instant, where it is none before, and where nothing is there yet', async () => {
    const store = await emptyStore(database);
    const isKept = async (one: ScanEntry) => (await recordScan(store, one, nothing)).newer === null;
    expect(await isKept(asked(4))).toBe(true);
    expect(await isKept({ ...asked(5), scan: { ...asked(5).scan, asOf: asked(4).scan.asOf } })).toBe(true);
    expect(await isKept(asked(6))).toBe(true);
    const justBefore = new Date(Date.parse(asked(6).scan.asOf) - 1).toISOString();
    expect(await isKept({ ...asked(7), scan: { ...asked(7).scan, asOf: justBefore } })).toBe(false);
    expect(await isKept(asked(2, 'other'))).toBe(true);
    expect(await isKept(entry(3))).toBe(true);
    // The newest is the one that was stored last.
    expect(await isKept(asked(5, 'acme'))).toBe(true);
  });

  it('tells again what was told, where the scan was stored while it was the newest', async () => {
    const store = await emptyStore(database);
    await recordScan(store, asked(1), nothing);
    const first = await recordScan(store, asked(2), nothing);
    await recordScan(store, asked(3), nothing);
    expect(await recordScan(store, asked(2), silent)).toEqual(first);
  });

  it('is never between others, in whatever order instants are asked for', async () => {
    const store = await emptyStore(database);
    const script = fc.array(fc.record({ day: fc.nat(30), given: fc.boolean() }), { minLength: 1, maxLength: 8 });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(script, async (all) => {
        runs += 1;
        const tenant = `tenant-${runs}`;
        const expected: string[] = [];
        let newest = '';
        for (const [index, { day, given }] of all.entries()) {
          const one = { ...entry(day, tenant), asOfGiven: given };
          const scan = { ...one.scan, id: `${tenant}-${index}` };
          const { newer } = await recordScan(store, { ...one, scan }, nothing);
          expect(newer).toBe(given && scan.asOf < newest ? newest : null);
          if (newer !== null) continue;
          newest = scan.asOf;
          expected.push(scan.id);
        }
        expect((await scansOf(store, tenant)).map(({ id }) => id)).toEqual(expected);
      }),
      { numRuns: database.name === 'sqlite' ? 40 : 15 },
    );
  });

  it('is known as one by whoever stores last, where two store at a time', async () => {
    const where = await emptyPlace(database);
    const stores = [await openStore(where), await openStore(where)] as const;
    try {
      for (const tenant of Array.from({ length: 12 }, (_, index) => `tenant-${index}`)) {
        await recordScan(stores[0], entry(1, tenant), nothing);
        const told = await Promise.all([
          recordScan(stores[0], entry(9, tenant), nothing),
          recordScan(stores[1], asked(5, tenant), nothing),
        ]);
        const order = (await scansOf(stores[0], tenant)).map(({ asOf }: StoredScan) => asOf);
        expect(order).toEqual(order.toSorted());
        expect(order).toHaveLength(told[1].newer === null ? 3 : 2);
      }
    } finally {
      for (const store of stores) await store.close();
    }
  });
});

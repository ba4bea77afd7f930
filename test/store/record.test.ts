import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ScanEntry } from '../../src/core/history/entry.ts';
import { changesBetween } from '../../src/store/compare.ts';
import { deliveriesOf, type NewDelivery } from '../../src/store/deliveries.ts';
import type { Store } from '../../src/store/open.ts';
import { type Recorded, recordScan } from '../../src/store/record.ts';
import { scansOf } from '../../src/store/scans.ts';
import { accountsAt, standingAt } from '../../src/store/standing.ts';
import { databases } from './databases.ts';
import { changesOf, disguisedAs, moved, type Remembered, remember } from './memory.ts';
import { entryOf, type Night, nights, steadyNight } from './small-world.ts';
import { describeStores, emptyStore } from './stores.ts';

const nothing = () => [];

const scripts = fc.record({
  nights: nights(6),
  /** In which of two directories each night plays. */
  places: fc.infiniteStream(fc.constantFrom('first', 'first', 'first', 'other')),
  /** Under which key names are disguised each night; null: under none. */
  keys: fc.infiniteStream(fc.constantFrom(null, null, 'key-1', 'key-2')),
  again: fc.infiniteStream(fc.boolean()),
});

function entriesOf(
  script: readonly Night[],
  { places, keys }: { places: Iterator<string>; keys: Iterator<string | null> },
  tenant: string,
): ScanEntry[] {
  return script.map((night, index) => {
    const entry = entryOf(night, index, tenant);
    const placed = places.next().value === 'other' ? moved(entry, 'other') : entry;
    const { value: key } = keys.next();
    return key === null ? placed : disguisedAs(placed, String(key));
  });
}

/** What a scan tells must not hold names of an earlier one that had others. */
function expectOwnNames({ disguisedBy }: ScanEntry, { changes }: Pick<Recorded, 'changes' | 'trend'>): void {
  const told = JSON.stringify(changes);
  const others = ['key-1', 'key-2'].filter((key) => key !== disguisedBy);
  for (const key of others) expect(told).not.toContain(`${key}:`);
  // Whoever is named without a key is named in an earlier scan.
  if (disguisedBy !== null) expect(told).not.toMatch(/"(login|name)":"(?!key-\d:)[^"]*@/);
}

/** Stores scans in a row, and some of them twice. */
async function recordAll(store: Store, entries: readonly ScanEntry[], again: Iterator<boolean>): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  for (const entry of entries) {
    const first = await recordScan(store, entry, nothing);
    recorded.push(first);
    if (again.next().value) expect(await recordScan(store, entry, nothing)).toEqual(first);
  }
  return recorded;
}

async function expectRemembered(store: Store, tenant: string, all: readonly Remembered[]): Promise<void> {
  const scans = await scansOf(store, tenant);
  expect(scans.map(({ id }) => id)).toEqual(all.map(({ entry }) => entry.scan.id));
  for (const [index, scan] of scans.entries()) {
    const known = all[index];
    expect(await standingAt(store, tenant, scan)).toEqual(known?.standing);
    const accounts = [...(known?.accounts ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, facts]) => facts);
    expect(await accountsAt(store, tenant, scan)).toEqual(accounts);
  }
  for (const [a, from] of scans.entries()) {
    for (const [b, to] of scans.entries()) {
      const [before, after] = [all[a], all[b]];
      if (before === undefined || after === undefined) throw new Error('a scan is missing');
      expect(await changesBetween(store, tenant, from, to)).toEqual(changesOf(before, after));
    }
  }
}

describeStores('recordScan', (database) => {
  const entry = (index: number, tenant = 'acme') => entryOf(steadyNight(index, 8), index, tenant);

  it('keeps what the pure functions make of any scans in a row, and tells the same whenever it is asked', async () => {
    const store = await emptyStore(database);
    await fc.assert(
      fc.asyncProperty(scripts, async ({ nights: script, places, keys, again }) => {
        const tenant = randomUUID();
        const turns = { places: places[Symbol.iterator](), keys: keys[Symbol.iterator]() };
        const entries = entriesOf(script, turns, tenant);
        const recorded = await recordAll(store, entries, again[Symbol.iterator]());
        const all = remember(entries);
        for (const [index, { changes, trend }] of recorded.entries()) {
          const [before, after] = [all[index - 1], all[index]];
          expect(changes).toEqual(before === undefined || after === undefined ? null : changesOf(before, after));
          if (after !== undefined) expectOwnNames(after.entry, { changes, trend });
          expect(trend.map(({ scan }) => scan.id)).toEqual(entries.slice(0, index + 1).map(({ scan }) => scan.id));
        }
        await expectRemembered(store, tenant, all);
      }),
      { numRuns: database.name === 'sqlite' ? 60 : 25 },
    );
  });

  it('stores a scan once, and tells the same of it although others came since', async () => {
    const store = await emptyStore(database);
    const outbox = (changes: unknown): NewDelivery[] => [
      {
        ...{ channel: 'ops', key: `${changes === null}`, scanId: 's', tenant: 'acme', payload: '{}' },
        dueAt: '2026-01-01T00:00:00.000Z',
      },
    ];
    const first = [];
    for (let index = 0; index < 15; index += 1) first.push(await recordScan(store, entry(index), outbox));
    for (const [index, recorded] of first.entries()) {
      expect(await recordScan(store, entry(index), () => expect.fail('nothing is to be told again'))).toEqual(recorded);
    }
    expect(first.map(({ trend }) => trend.length)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12, 12, 12]);
    expect((await deliveriesOf(store)).map(({ key }) => key)).toEqual(['true', 'false']);
    expect(await scansOf(store, 'acme')).toHaveLength(15);
  });

  it('writes nothing where the outbox fails', async () => {
    const store = await emptyStore(database);
    await recordScan(store, entry(0), nothing);
    const broken = () => {
      throw new Error('no such channel');
    };
    await expect(recordScan(store, entry(1), broken)).rejects.toMatchObject({
      ...{ name: 'StoreError', kind: 'other', place: store.place, reason: 'no such channel' },
    });
    expect(await scansOf(store, 'acme')).toHaveLength(1);
    const { changes } = await recordScan(store, entry(1), nothing);
    expect(changes?.from.id).toBe(entry(0).scan.id);
  });

  it('writes an unchanged directory as a scan with its figures, and nothing else', async () => {
    const store = await emptyStore(database);
    const same = (index: number) => entryOf(steadyNight(0, 8), index, 'acme');
    for (let index = 0; index < 4; index += 1) await recordScan(store, same(index), nothing);
    for (const table of ['accounts', 'findings', 'verdicts', 'datasets', 'directories'] as const) {
      const rows = await store.db.selectFrom(table).select(['from_scan', 'to_scan']).execute();
      expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(new Set(['{"from_scan":1,"to_scan":null}']));
    }
    expect((await store.db.selectFrom('figures').selectAll().execute()).length).toBe(4 * 14);
  });

  it('keeps tenants apart, each with its own numbers', async () => {
    const store = await emptyStore(database);
    await Promise.all(
      [0, 1, 2].map(async (index) => {
        await recordScan(store, entry(index, 'acme'), nothing);
        await recordScan(store, entry(index, 'other'), nothing);
      }),
    );
    for (const tenant of ['acme', 'other']) {
      const scans = await scansOf(store, tenant);
      expect(scans.map(({ number }) => number)).toEqual([1, 2, 3]);
      expect(scans.every(({ id }) => id.includes(tenant))).toBe(true);
    }
  });

  it('keeps texts that a database refuses, and finds them again', async () => {
    const store = await emptyStore(database);
    const hostile = (index: number): ScanEntry => {
      const given = entryOf(steadyNight(0, 8), index, 'acme');
      const [first, ...others] = given.accounts;
      if (first === undefined) throw new Error('no account');
      const name = '\0half \uD83D of a smile \u{1F600} 髙﨑';
      return { ...given, accounts: [{ ...first, id: 'a\0b', login: "x'; drop table scans; --", name }, ...others] };
    };
    await recordScan(store, hostile(0), nothing);
    const { changes } = await recordScan(store, hostile(1), nothing);
    expect(changes?.facts).toEqual([]);
    const [scan] = await scansOf(store, 'acme');
    if (scan === undefined) throw new Error('no scan');
    const kept = (await accountsAt(store, 'acme', scan)).find(({ id }) => id.startsWith('a\uFFFDb…'));
    expect(kept?.name).toBe('\uFFFDhalf \uFFFD of a smile \u{1F600} 髙﨑');
    expect(kept?.login).toBe("x'; drop table scans; --");
  });

  it('keeps ids that no index takes, each apart from the others, and finds them again', async () => {
    const store = await emptyStore(database);
    const noise = randomBytes(4_000).toString('base64');
    const ids = ['x\0', 'x\uFFFD', 'x\uD83D', noise, `${noise}1`, '髙'.repeat(250), '髙'.repeat(251)];
    const hostile = (index: number): ScanEntry => {
      const given = entryOf(steadyNight(0, 8), index, 'acme');
      const [account] = given.accounts;
      const [finding] = given.findings.filter(({ verdict }) => verdict === 'fail');
      if (account === undefined || finding === undefined) throw new Error('an empty night');
      const { check } = finding;
      return {
        ...given,
        accounts: ids.map((id) => ({ ...account, id })),
        findings: ids.map((id) => ({
          ...finding,
          key: `${check}/microsoft365/${id}`,
          subject: { ...finding.subject, id },
        })),
      };
    };
    await recordScan(store, hostile(0), nothing);
    const { changes } = await recordScan(store, hostile(1), nothing);
    expect(changes?.facts).toEqual([]);
    expect(changes?.findings.map(({ kind }) => kind)).toEqual(ids.map(() => 'standing'));
    const [scan] = await scansOf(store, 'acme');
    if (scan === undefined) throw new Error('no scan');
    const accounts = (await accountsAt(store, 'acme', scan)).map(({ id }) => id);
    const subjects = (await standingAt(store, 'acme', scan)).map(({ subject }) => subject.id);
    expect(new Set(accounts).size).toBe(ids.length);
    expect(accounts).toContain('髙'.repeat(250));
    expect(subjects.toSorted()).toEqual(accounts.toSorted());
  });
});

it.runIf(databases.every(({ isThere }) => isThere))('both databases tell the same', async () => {
  const [one, two] = await Promise.all(databases.map(emptyStore));
  if (one === undefined || two === undefined) throw new Error('there are not two');
  for (let index = 0; index < 20; index += 1) {
    const entry = entryOf(steadyNight(index, 6), index, 'acme');
    expect(await recordScan(one, entry, nothing)).toEqual(await recordScan(two, entry, nothing));
  }
  expect(await scansOf(one, 'acme')).toEqual(await scansOf(two, 'acme'));
  for (const table of ['accounts', 'findings', 'verdicts', 'datasets', 'figures'] as const) {
    const rowsOf = async ({ db }: Store) =>
      (await db.selectFrom(table).selectAll().execute())
        .map((row) => JSON.stringify(Object.entries({ ...row, version_id: 0 }).sort()))
        .sort();
    expect(await rowsOf(one)).toEqual(await rowsOf(two));
  }
});

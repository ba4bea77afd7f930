import { expect, it } from 'vitest';
import { figureIds } from '../../src/core/history/figures.ts';
import type { Store } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { findScan, scansOf, tenantsIn } from '../../src/store/scans.ts';
import { accountAt } from '../../src/store/standing.ts';
import { trendOf } from '../../src/store/trend.ts';
import { moved } from './memory.ts';
import { entryOf, type Night, steadyNight } from './small-world.ts';
import { describeStores, emptyStore } from './stores.ts';

async function scanAt(store: Store, index: number, asOf: string, id: string, tenant = 'acme'): Promise<void> {
  const entry = entryOf(steadyNight(index, 4), index, tenant);
  await recordScan(store, { ...entry, scan: { ...entry.scan, asOf, id } }, () => []);
}

const quiet: Night = {
  accounts: [
    { enabled: true, roles: 'none', phone: true, country: 'JP', stale: 'pass', missing: 'pass' },
    { enabled: true, roles: 'top', phone: true, country: 'JP', stale: 'pass', missing: 'pass' },
  ],
  ...{ sight: 'whole', dark: false, limited: false },
};
const [one, two] = quiet.accounts;
const failing = (rest: object): Night => ({ ...quiet, accounts: [one ? { ...one, ...rest } : null, two ?? null] });
const night = (index: number, script: Night) => entryOf(script, index, 'acme');

describeStores('scans', (database) => {
  it('are named by id, its beginning, a day, and by their order', async () => {
    const store = await emptyStore(database);
    await scanAt(store, 0, '2026-11-01T23:59:59.999Z', 'aa11');
    await scanAt(store, 1, '2026-11-03T00:00:00.000Z', 'aa22');
    await scanAt(store, 2, '2026-11-02T12:00:00.000Z', 'bb33');
    await scanAt(store, 3, '2026-11-03T20:00:00.000Z', 'bb');
    const found = async (word: string) => (await findScan(store, 'acme', word))?.id ?? null;
    const words = {
      ...{ latest: 'bb', previous: 'bb33', aa11: 'aa11', aa1: 'aa11', bb: 'bb', bb3: 'bb33' },
      ...{ '2026-11-01': 'aa11', '2026-11-02': 'bb33', '2026-11-03': 'bb', '2027-01-01': 'bb' },
    };
    for (const [word, id] of Object.entries(words)) expect([word, await found(word)]).toEqual([word, id]);
    for (const word of ['', 'a', 'aa', 'aa111', 'cc', '2026-10-31', '2026-11-31', '9999-99-99', 'Latest', '%', 'a_1']) {
      expect([word, await found(word)]).toEqual([word, null]);
    }
    expect(await findScan(store, 'other', 'latest')).toBeNull();
  });

  it('tell what they found, by severity', async () => {
    const store = await emptyStore(database);
    await recordScan(store, night(0, failing({ stale: 'high', missing: 'unknown' })), () => []);
    await recordScan(store, night(1, failing({ stale: 'accepted', missing: 'unregistered' })), () => []);
    expect(await scansOf(store, 'acme')).toMatchObject([
      {
        ...{ number: 1, tenant: 'acme', name: 'Tenant acme', status: 'complete', limited: false, hold: null },
        summary: { accounts: 2, failed: { critical: 0, high: 1, medium: 0, low: 0 }, unknown: 1, excepted: 0 },
      },
      { summary: { accounts: 2, failed: { critical: 0, high: 1, medium: 0, low: 0 }, unknown: 0, excepted: 1 } },
    ]);
  });

  it('are counted by tenant', async () => {
    const store = await emptyStore(database);
    expect(await tenantsIn(store)).toEqual([]);
    await scanAt(store, 0, '2026-11-02T00:00:00.000Z', 'a', 'zeta');
    await scanAt(store, 1, '2026-11-01T00:00:00.000Z', 'b', 'zeta');
    await scanAt(store, 0, '2026-11-05T00:00:00.000Z', 'c', 'acme');
    expect(await tenantsIn(store)).toEqual([
      { id: 'acme', name: 'Tenant acme', scans: 1, newest: '2026-11-05T00:00:00.000Z' },
      { id: 'zeta', name: 'Tenant zeta', scans: 2, newest: '2026-11-01T00:00:00.000Z' },
    ]);
  });
});

describeStores('the trend', (database) => {
  it('goes from the oldest to the newest, each with all figures in their order', async () => {
    const store = await emptyStore(database);
    for (let index = 0; index < 5; index += 1) await recordScan(store, night(index, quiet), () => []);
    const all = await trendOf(store, 'acme');
    expect(all.map(({ scan }) => scan.id)).toEqual((await scansOf(store, 'acme')).map(({ id }) => id));
    for (const { figures } of all) expect(figures.map(({ id }) => id)).toEqual([...figureIds]);
    expect(await trendOf(store, 'acme', 2)).toEqual(all.slice(-2));
    expect(await trendOf(store, 'nobody')).toEqual([]);
    const { figures, scan } = night(4, quiet);
    expect(all[4]?.scan).toEqual({ id: scan.id, asOf: scan.asOf, status: scan.status });
    expect(all[4]?.figures).toEqual(expect.arrayContaining(figures.map((figure) => figure)));
  });

  it('tells how long repairs took within 90 days, without what was accepted', async () => {
    const store = await emptyStore(database);
    const script: Array<[number, Night]> = [
      [0, failing({ stale: 'high' })],
      [2, failing({ missing: 'unregistered' })],
      [3, failing({ stale: 'accepted', missing: 'unregistered' })],
      [4, quiet],
      [92, quiet],
      [93, quiet],
      [95, quiet],
    ];
    for (const [day, what] of script) await recordScan(store, night(day, what), () => []);
    const trend = await trendOf(store, 'acme');
    const high = trend.map(({ figures }) => figures.find(({ id }) => id === 'time-to-fix-high'));
    expect(high.map((figure) => [figure?.value, figure?.numerator, figure?.denominator])).toEqual([
      [null, 0, 1],
      [48, 1, 2],
      [48, 1, 2],
      // Two days and two days; the accepted one was nobody's task.
      [48, 2, 2],
      [48, 2, 2],
      [48, 1, 1],
      [null, 0, 0],
    ]);
    const medium = trend.map(({ figures }) => figures.find(({ id }) => id === 'time-to-fix-medium')?.numerator);
    expect(medium).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});

describeStores('a repair', (database) => {
  it.each([
    ['before', -2],
    ['at', 0],
  ] as const)('%s the instant of what it repairs is none', async (_when, later) => {
    const store = await emptyStore(database);
    const openedOn = 10;
    const script: Array<[number, Night]> = [
      [openedOn - 5, quiet],
      [openedOn, failing({ stale: 'high' })],
      [openedOn + later, quiet],
      [openedOn + 1, quiet],
    ];
    for (const [index, [day, what]] of script.entries()) {
      const { scan, ...rest } = night(day, what);
      await recordScan(store, { ...rest, scan: { ...scan, id: `scan-${index}` } }, () => []);
    }
    const trend = await trendOf(store, 'acme');
    const high = trend.map(({ figures }) => figures.find(({ id }) => id === 'time-to-fix-high'));
    expect(high.map((figure) => [figure?.value, figure?.numerator, figure?.denominator])).toEqual([
      ...[[null, 0, 0], [null, 0, 1], ...[0, 0].map(() => [null, 0, 0])],
    ]);
  });
});

describeStores('an account', (database) => {
  it('is as it was known after a scan, in the directory that was read last', async () => {
    const store = await emptyStore(database);
    await recordScan(store, night(0, quiet), () => []);
    await recordScan(store, night(1, failing({ enabled: false })), () => []);
    await recordScan(store, moved(night(2, quiet), 'other'), () => []);
    const known = await Promise.all(
      [1, 2, 3].map((number) => accountAt(store, 'acme', { number }, 'microsoft365', 'account-0000')),
    );
    expect(known.map((facts) => facts?.enabled)).toEqual([true, false, true]);
    expect(known[2]?.directoryId).toBe('other');
    expect(await accountAt(store, 'acme', { number: 1 }, 'google-workspace', 'account-0000')).toBeUndefined();
  });
});

import { expect, it } from 'vitest';
import type { ScanEntry } from '../../src/core/history/entry.ts';
import type { Roster } from '../../src/core/roster.ts';
import { changesBetween } from '../../src/store/compare.ts';
import { recordScan } from '../../src/store/record.ts';
import { scansOf } from '../../src/store/scans.ts';
import { standingAt } from '../../src/store/standing.ts';
import { account, daysAgo, events, listed, logOf, signIn } from '../check-tester.ts';
import { directory } from '../core/directory.ts';
import { entryOf } from '../core/history/scans.ts';
import { describeStores, emptyStore } from './stores.ts';

const person = listed({ employeeId: '7' });
const roster = (people: Roster & { state: 'read' }): Roster => people;
const list = (...people: readonly (typeof person)[]) =>
  roster({
    state: 'read',
    file: 'hr.csv',
    tellsLeavers: true,
    people: [listed({ email: 'bob@example.com' }), ...people],
  });
const closed = account({ id: 'g', login: 'nan@corp.example', employeeId: '7', enabled: false, addresses: [] });
const ann = account({ addresses: [] });

describeStores('the store', (database) => {
  it('keeps which accounts a person held, as they were seen last, and why nobody sees them', async () => {
    const store = await emptyStore(database);
    const nights = [
      entryOf([directory('microsoft365', [ann]), directory('google-workspace', [closed])], { roster: list(person) }),
      // There is one account more, and nothing else has changed.
      entryOf(
        [
          directory('microsoft365', [ann]),
          directory('google-workspace', [closed, { ...closed, id: 'h', login: 'nan.2@corp.example' }]),
        ],
        { roster: list(person) },
      ),
      entryOf([directory('microsoft365', [ann])], { roster: list() }),
      entryOf([directory('microsoft365', [ann]), directory('google-workspace', [closed])], { roster: list() }),
    ];
    const reported: string[] = [];
    for (const [index, entry] of nights.entries()) {
      const { changes } = await recordScan(store, { ...entry, scan: { ...entry.scan, id: `scan-${index}` } }, () => []);
      reported.push(JSON.stringify(changes?.findings));
    }
    const told = [];
    const scans = await scansOf(store, 'acme');
    for (const [index, scan] of scans.entries()) {
      const before = scans[index - 1];
      const changes = before && (await changesBetween(store, 'acme', before, scan));
      // A report and `diff` write the same bytes.
      expect(JSON.stringify(changes?.findings)).toBe(reported[index]);
      const [half] = (await standingAt(store, 'acme', scan)).filter(({ check }) => check === 'half-offboarded');
      told.push([half?.holdings?.map(({ id, enabled }) => `${id} ${enabled}`), half?.state, half?.lostBy]);
    }
    expect(told).toEqual([
      [['ann true', 'g false'], 'open', undefined],
      [['ann true', 'g false', 'h false'], 'open', undefined],
      [['ann true', 'g false', 'h false'], 'unseen', 'not-scanned'],
      [['ann true', 'g false', 'h false'], 'unseen', 'not-joined'],
    ]);
  });

  it.each([
    ['JP', []],
    ['VN', ['country-new null → VN']],
  ])('tells of the first sign-in ever of somebody new, from %s, only what is news', async (country, news) => {
    const store = await emptyStore(database);
    const place = { country, firstAt: daysAgo(0), lastAt: daysAgo(0), address: null, app: null, count: 1 };
    const night = (rows: readonly (typeof place)[], lastSuccess: string | null): ScanEntry =>
      entryOf(
        [
          directory('microsoft365', [account({ createdAt: daysAgo(3) })], {
            signInEvents: logOf(rows.length === 0 ? [] : [events({ countries: [...rows] })], 30),
            signIns: { state: 'complete', rows: [signIn({ lastSuccess })] },
          }),
        ],
        { approvedCountries: ['JP'], id: `scan-${rows.length}` },
      );
    await recordScan(store, night([], null), () => []);
    const facts = async () => {
      const { changes } = await recordScan(store, night([place], daysAgo(0)), () => []);
      return changes?.facts.map(({ kind, before, after }) => `${kind} ${before} → ${after}`);
    };
    expect(await facts()).toEqual(news);
    // What is stored already is told from the store.
    expect(await facts()).toEqual(news);
  });
});

import { expect, it } from 'vitest';
import type { Snapshot } from '../../src/core/datasets.ts';
import type { LeaverEntry } from '../../src/core/history/leaver-lag.ts';
import type { Roster, RosterPerson } from '../../src/core/roster.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Store } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { scansOf } from '../../src/store/scans.ts';
import { accountsAt } from '../../src/store/standing.ts';
import { account, act, daysAgo, listed, logOf, now, unavailable, withDataset } from '../check-tester.ts';
import { directory } from '../core/directory.ts';
import { entryOf } from '../core/history/scans.ts';
import { describeStores, emptyStore } from './stores.ts';

const left = listed({ status: 'left', leaveDate: '2026-11-01', employeeId: '7', name: 'Ann' });
const colleague = listed({ email: 'bob@example.com', line: 3 });

/** One night: the account of Ann, and of whom the HR list tells. */
interface Night {
  ann: Partial<Account>;
  people?: readonly RosterPerson[];
  /** Days ago on which the trail says that it was disabled; null: it does not reach back so far. */
  trail?: number | null;
  alsoInGoogle?: boolean;
  without?: 'list' | 'google' | 'whole-google';
}

function snapshotsOf({ ann, trail = null, alsoInGoogle = false, without }: Night): Snapshot[] {
  const hers = { ...account({ addresses: [] }), ...ann };
  const adminActivity = logOf(trail === null ? [] : [act({ disabledAt: daysAgo(trail) })], trail === null ? 7 : 90);
  const all = directory('google-workspace', [{ ...hers, id: 'g-ann' }]);
  const google = without === 'whole-google' ? withDataset(all, 'accounts', unavailable()) : all;
  return [
    directory('microsoft365', [hers], { adminActivity }),
    ...(alsoInGoogle && without !== 'google' ? [google] : []),
  ];
}

/** Value, cases, of how many, and of how many more nobody can tell, night after night. */
async function lagsOf(store: Store, nights: readonly Night[]) {
  const told: Array<readonly (number | null)[]> = [];
  for (const [index, night] of nights.entries()) {
    const people = [colleague, ...(night.people ?? [left])];
    const roster: Roster = { state: 'read', file: 'hr.csv', tellsLeavers: true, people };
    const list = night.without === 'list' ? {} : { roster };
    const entry = entryOf(snapshotsOf(night), { ...list, id: `scan-${index}`, timeZone: 'Asia/Tokyo' });
    const { trend } = await recordScan(store, entry, () => []);
    const lag = trend.at(-1)?.figures.find(({ id }) => id === 'leaver-lag');
    told.push([lag?.value ?? null, lag?.numerator ?? -1, lag?.denominator ?? -1, lag?.unknown ?? null]);
  }
  return told;
}

const off = { enabled: false } as const;
/** From midnight in Tokyo after the first, 15:00 UTC, to 09:00 UTC of the sixteenth. */
const fortnight = 14 * 24 + 18;

describeStores('leaver lag', (database) => {
  it('stays known when the audit trail does not reach back so far any more', async () => {
    const store = await emptyStore(database);
    const lags = await lagsOf(store, [{ ann: off, trail: 5 }, { ann: off }, { ann: off, trail: 5 }, { ann: off }]);
    expect(lags).toEqual(Array(4).fill([fortnight, 1, 1, 0]));
    const [scan] = (await scansOf(store, 'acme')).slice(-1);
    const [facts] = scan === undefined ? [] : await accountsAt(store, 'acme', scan);
    expect(facts?.disabled).toEqual({ at: daysAgo(5), source: 'audit-trail' });
  });

  it('is not known by an instant that is past, since the account was open again', async () => {
    const lags = await lagsOf(await emptyStore(database), [
      { ann: off, trail: 5 },
      { ann: { enabled: true } },
      { ann: off },
      { ann: { ...off, disabledAt: daysAgo(1) } },
    ]);
    expect(lags).toEqual([
      [fortnight, 1, 1, 0],
      [null, 0, 1, 0],
      [null, 0, 1, 1],
      [fortnight + 4 * 24, 1, 1, 0],
    ]);
  });

  it('stays known while nobody can tell whether the account is enabled', async () => {
    const lags = await lagsOf(await emptyStore(database), [
      { ann: off, trail: 5 },
      { ann: { enabled: null } },
      { ann: off },
    ]);
    expect(lags).toEqual([
      [fortnight, 1, 1, 0],
      [null, 0, 1, 1],
      [fortnight, 1, 1, 0],
    ]);
  });

  it('does not get better because the HR list names somebody no more whose accounts are open', async () => {
    const lags = await lagsOf(await emptyStore(database), [
      { ann: {}, alsoInGoogle: true },
      { ann: {}, alsoInGoogle: true, people: [] },
      { ann: {}, alsoInGoogle: true, without: 'list' },
      // Who may be counted twice is not counted: nobody knows how many there are.
      { ann: {}, alsoInGoogle: true, people: [], without: 'whole-google' },
      // Of a directory that is scanned no more nobody waits for anything.
      { ann: off, alsoInGoogle: true, people: [], without: 'google' },
    ]);
    expect(lags).toEqual([
      [null, 0, 1, 0],
      [null, 0, 1, 1],
      [null, 0, 1, 1],
      [null, 0, 0, null],
      [null, 0, 0, 0],
    ]);
  });

  it('of a scan that an earlier version left to be stored is as that told it', async () => {
    const store = await emptyStore(database);
    const roster: Roster = { state: 'read', file: 'hr.csv', tellsLeavers: true, people: [left] };
    const entry = entryOf(snapshotsOf({ ann: off, trail: 5 }), { roster, timeZone: 'Asia/Tokyo' });
    const none: readonly LeaverEntry[] | null = null;
    const { trend } = await recordScan(store, { ...entry, ties: [], leavers: none }, () => []);
    expect(trend.at(-1)?.figures.find(({ id }) => id === 'leaver-lag')).toMatchObject({ value: fortnight });
    expect(entry.scan.asOf).toBe(now.toISOString());
  });
});

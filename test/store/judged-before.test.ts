import { expect, it } from 'vitest';
import { recordScan } from '../../src/store/record.ts';
import { account, daysAgo, events, logOf } from '../check-tester.ts';
import { directory } from '../core/directory.ts';
import { entryOf } from '../core/history/scans.ts';
import { describeStores, emptyStore } from './stores.ts';

const visit = { country: 'DE', firstAt: daysAgo(1), lastAt: daysAgo(1), address: null, app: null, count: 1 };
const abroad = directory('microsoft365', [account()], { signInEvents: logOf([events({ countries: [visit] })], 30) });

describeStores('what was judged before', (database) => {
  it.each([
    ['is told from what never was', [null, ['JP']], 'first-judged'],
    ['is known however long ago it was', [['DE'], null, null, ['JP']], 'dark-before'],
    ['is compared with what was asked for last', [['DE'], ['JP']], 'rule-changed'],
  ])('%s', async (_, nights, reason) => {
    const store = await emptyStore(database);
    const told = [];
    for (const [index, approvedCountries] of nights.entries()) {
      const entry = entryOf([abroad], { approvedCountries, id: `scan-${index}` });
      const { changes } = await recordScan(store, entry, () => []);
      told.push(changes?.findings.filter(({ finding }) => finding.check === 'foreign-sign-in') ?? []);
    }
    expect(told.at(-1)?.map((change) => [change.kind, change.reason])).toEqual([['new', reason]]);
    expect(told.slice(0, -1).flat()).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { checks } from '../../checks/index.ts';
import { recordScan } from '../../src/store/record.ts';
import { account, mfa } from '../check-tester.ts';
import { directory } from '../core/directory.ts';
import { entryOf, type Judging } from '../core/history/scans.ts';
import { describeStores, emptyStore } from './stores.ts';

const people = [account(), account({ id: 'bob', login: 'bob@example.com' })];
const read = directory('microsoft365', people, {
  mfa: { state: 'complete', rows: people.map(({ id }) => mfa({ accountId: id, registered: false, usable: false })) },
});
const accepted: Judging = {
  exceptions: [{ check: 'missing-mfa', subject: 'ann', reason: 'leave', approvedBy: 'bob', until: '2027-01-31' }],
};

describeStores('a scan that was asked for some checks alone', (database) => {
  it('counts what is accepted as if it had been asked for all', async () => {
    const store = await emptyStore(database);
    const counted = async (how: Judging, limited: boolean) => {
      const entry = { ...entryOf([read], { ...accepted, ...how }), limited };
      const { trend } = await recordScan(store, entry, () => []);
      return trend.at(-1)?.figures.find(({ id }) => id === 'exceptions');
    };
    const others = checks.filter(({ id }) => id !== 'missing-mfa');
    const whole = await counted({ id: 'scan-1' }, false);
    expect(whole).toMatchObject({ value: 1, numerator: 1, unknown: 0 });
    expect(whole?.denominator).toBeGreaterThan(1);
    expect(await counted({ id: 'scan-2', checks: others }, true)).toEqual(whole);
    expect(await counted({ id: 'scan-3', checks: others }, false)).toMatchObject({ numerator: 0 });
  });
});

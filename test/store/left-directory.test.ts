import { expect, it } from 'vitest';
import type { FindingChange } from '../../src/core/history/changes.ts';
import { changesBetween } from '../../src/store/compare.ts';
import { type Recorded, recordScan } from '../../src/store/record.ts';
import { scansOf } from '../../src/store/scans.ts';
import { account, mfa } from '../check-tester.ts';
import { directory } from '../core/directory.ts';
import { entryOf } from '../core/history/scans.ts';
import { describeStores, emptyStore } from './stores.ts';

const unregistered = mfa({ registered: false, usable: false });
const microsoft = directory('microsoft365', [account()]);
const google = directory('google-workspace', [account()], { mfa: { state: 'complete', rows: [unregistered] } });
const repaired = directory('google-workspace', [account()], { mfa: { state: 'complete', rows: [mfa()] } });

function told({ changes }: Pick<Recorded, 'changes'>): string[] {
  const mine = changes?.findings.filter(({ finding }) => finding.check === 'missing-mfa') ?? [];
  return mine.map(({ kind, finding, reason }: FindingChange) => `${kind} ${finding.state} ${reason}`);
}

/** Of how many it is not known how long they take, in the newest scan. */
function unseenIn({ trend }: Recorded): number | null | undefined {
  return trend.at(-1)?.figures.find(({ id }) => id === 'time-to-fix-high')?.unknown;
}

describeStores('a directory that left the configuration', (database) => {
  it('is told once, and counts in no trend, until it is back', async () => {
    const store = await emptyStore(database);
    let index = 0;
    const scan = (...read: Parameters<typeof entryOf>[0]) => {
      index += 1;
      return recordScan(store, entryOf(read, { id: `scan-${index}` }), () => []);
    };
    await scan(microsoft, google);
    const left = await scan(microsoft);
    expect([told(left), unseenIn(left)]).toEqual([['lost unseen not-scanned'], 0]);
    const later = await scan(microsoft);
    expect([told(later), unseenIn(later)]).toEqual([[], 0]);
    const back = await scan(microsoft, google);
    expect([told(back), unseenIn(back)]).toEqual([['standing open seen-again'], 0]);
    await scan(microsoft);
    expect(told(await scan(microsoft, repaired))).toEqual(['resolved unseen null']);
    const [first, , third, fourth] = await scansOf(store, 'acme');
    if (first === undefined || third === undefined || fourth === undefined) throw new Error('scans are missing');
    const between = async (from: typeof first, to: typeof first) =>
      told({ changes: await changesBetween(store, 'acme', from, to) });
    expect(await between(first, third)).toEqual(['lost unseen not-scanned']);
    expect(await between(third, fourth)).toEqual(['standing open seen-again']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/core/datasets.ts';
import type { AccountFacts } from '../../../src/core/history/account-facts.ts';
import type { ScanEntry } from '../../../src/core/history/entry.ts';
import { carried, comparable, type FactPair, factChanges, goneBy } from '../../../src/core/history/fact-changes.ts';
import { arbitraryCircumstances, arbitraryTenant } from '../../arbitrary-snapshots.ts';
import { entryOf, type Judging, losing, losses, whole } from './scans.ts';

const runs = { numRuns: 200, endOnFailure: true };
const circumstances: fc.Arbitrary<Judging> = arbitraryCircumstances;
const keyOf = ({ provider, directoryId, id }: AccountFacts) => `${provider}/${directoryId}/${id}`;

/** Accounts before and after a scan, with the facts as they were known last. */
function followed(before: readonly AccountFacts[], { accounts, directories }: ScanEntry): FactPair[] {
  const isGone = goneBy(directories);
  const left = new Map(before.map((facts) => [keyOf(facts), facts]));
  const seen = accounts.map((facts): FactPair => {
    const earlier = left.get(keyOf(facts));
    left.delete(keyOf(facts));
    return { before: earlier, after: carried(earlier, facts) };
  });
  return [...seen, ...[...left.values()].map((facts) => ({ before: facts, after: isGone(facts) ? undefined : facts }))];
}

/** What every scan tells of accounts against the one before. */
function told(scans: readonly (readonly Snapshot[])[], how: Judging): string[] {
  let known: readonly AccountFacts[] = [];
  let earlier: ScanEntry | null = null;
  return scans.flatMap((snapshots, index) => {
    const entry = entryOf(snapshots, { ...how, id: `scan-${index}` });
    const pairs = followed(known, entry);
    known = pairs.flatMap(({ after }) => after ?? []);
    const before = earlier;
    earlier = entry;
    if (before === null) return [];
    const { directories, scan } = before;
    return factChanges(comparable(pairs, { directories, asOf: scan.asOf, isSameDisguise: true })).map(
      (change) => `${index} ${change.kind} ${change.account.id} ${change.before} ${change.after}`,
    );
  });
}

describe('what is not known has not changed', () => {
  it('losing rows or datasets changes no fact, nor does reading them again', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, losses, losses, (read, how, first, second) => {
        const before = whole(read);
        expect(told([before, losing(before, first), losing(before, second), before], how)).toEqual([]);
      }),
      runs,
    );
  });

  it('reading more than at first tells of nobody who was there', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, losses, (read, how, lost) => {
        const all = whole(read);
        expect(told([losing(all, lost), all], how).filter((line) => line.includes('account'))).toEqual([]);
      }),
      runs,
    );
  });

  it('a directory that is scanned for the first time, or is another one, brings no news of its accounts', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, (read, how) => {
        const [first, second] = whole(read);
        if (first === undefined || second === undefined) return;
        expect(told([[first], [first, second]], how)).toEqual([]);
        expect(
          told(
            [
              [first, second],
              [{ ...first, directoryId: 'another' }, second],
            ],
            how,
          ),
        ).toEqual([]);
        expect(told([[first, second], [second], [first, second]], how)).toEqual([]);
      }),
      { ...runs, numRuns: 100 },
    );
  });
});

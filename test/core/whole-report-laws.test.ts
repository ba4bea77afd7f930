import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { checks } from '../../checks/index.ts';
import { severities } from '../../src/core/check.ts';
import { type Dataset, datasetNames, rowsOf, type Snapshot } from '../../src/core/datasets.ts';
import { gapKinds } from '../../src/core/gap.ts';
import type { DeclaredException, Report } from '../../src/core/report.ts';
import { arbitraryCircumstances, arbitraryTenant } from '../arbitrary-snapshots.ts';
import { withDataset } from '../check-tester.ts';
import { blanks, sayingLess } from './blanking.ts';
import {
  accusations,
  type Circumstances,
  findingsOf,
  firstDifference,
  nameOf,
  reportOf,
  verdicts,
  written,
} from './whole-report.ts';

/** A report is large: to shrink one would take longer than to read it. */
const runs = { numRuns: 200, endOnFailure: true };
const size = { reports: 0, accusations: 0, unknowns: 0, passes: 0 };
const circumstances: fc.Arbitrary<Circumstances> = arbitraryCircumstances;

function judged(snapshots: readonly Snapshot[], how: Circumstances): Report {
  const report = reportOf(snapshots, how);
  size.reports += 1;
  size.accusations += accusations(report).size;
  size.unknowns += report.summary.unknown;
  size.passes += report.results.filter(({ verdict }) => verdict === 'pass').length;
  return report;
}

afterAll(() => {
  const { reports, accusations: accused, unknowns, passes } = size;
  process.stdout.write(
    `laws of verdicts: ${reports} whole reports with ${accused} accusations, ${unknowns} unknowns, ${passes} passes\n`,
  );
});

/** What a dataset may turn into when reading stops somewhere. */
interface Loss {
  place: number;
  name: (typeof datasetNames)[number];
  gone: boolean;
  gap: { kind: (typeof gapKinds)[number]; detail: string };
  keep: readonly boolean[];
}

const losses: fc.Arbitrary<Loss> = fc
  .record({
    place: fc.nat(1),
    name: fc.constantFrom(...datasetNames),
    gone: fc.boolean(),
    gap: fc.record({ kind: fc.constantFrom(...gapKinds), detail: fc.constant('lost') }),
    keep: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  })
  // That a licence does not offer the log of sign-ins is a fact, which a rule of its own is about.
  .filter(({ name, gap }) => name !== 'signInEvents' || gap.kind !== 'licence');

function without(snapshots: readonly Snapshot[], { place, name, gone, gap, keep }: Loss): Snapshot[] {
  return snapshots.map((snapshot, index) => {
    if (index !== place % snapshots.length) return snapshot;
    const before: Dataset<unknown> = snapshot.datasets[name];
    if (gone || before.state === 'unavailable') return withDataset(snapshot, name, { state: 'unavailable', gap });
    const rows = rowsOf(before).filter((_, row) => keep[row % keep.length]);
    return withDataset(snapshot, name, { state: 'partial', rows, gap } as never);
  });
}

/** Messages of a check of which several can fit one subject, the worst first: with less in sight a lesser one may stand. */
const byWeight: Readonly<Record<string, readonly string[]>> = {
  'emergency-access': ['few', 'locked', 'synced', 'used'],
  'leaver-account': ['used', 'enabled'],
  'privileged-app': ['role', 'permission'],
  'stale-guest': ['unaccepted', 'never', 'stale'],
  'unused-admin': ['unused', 'never', 'idle'],
};

function isLesser(check: string, was: string, message: string): boolean {
  const order = byWeight[check] ?? [];
  return order.includes(was) && order.indexOf(message) > order.indexOf(was);
}

/** Accusations and verdicts that are made with less in sight, and were not made with more. */
function newlyMade(before: Report, after: Report, mayBelong: boolean): string[] {
  const known = accusations(before);
  const accused = [...accusations(after)].flatMap(([key, { message, severity }]) => {
    const was = known.get(key);
    if (was === undefined) return [`${key} fails: ${message}`];
    const [check = ''] = key.split('/');
    if (was.message !== message)
      return isLesser(check, was.message, message) ? [] : [`${key}: ${was.message}, ${message}`];
    const isWorse = severities.indexOf(severity) > severities.indexOf(was.severity);
    return isWorse ? [`${key}: ${was.severity}, ${severity}`] : [];
  });
  const old = verdicts(before);
  const acquitted = [...verdicts(after)].flatMap(([name, verdict]) => {
    const was = old.get(name);
    if (verdict === was || verdict === 'fail' || verdict === 'unknown') return [];
    // Somebody of whom nobody can tell whether a rule is about them, and who keeps it in any case.
    const wasNobody = was === 'not-applicable' || was === 'not covered';
    return mayBelong && verdict === 'pass' && wasNobody ? [] : [`${name}: ${was}, ${verdict}`];
  });
  return [...accused, ...acquitted];
}

/** The same rows and directories in another order. */
function shuffled(whole: readonly Snapshot[]): fc.Arbitrary<Snapshot[]> {
  const turned = whole.map((snapshot) => {
    const datasets = datasetNames.map((name) => {
      const dataset: Dataset<unknown> = snapshot.datasets[name];
      if (dataset.state === 'unavailable') return fc.constant([name, dataset] as const);
      const rows = [...dataset.rows];
      return fc
        .shuffledSubarray(rows, { minLength: rows.length })
        .map((order) => [name, { ...dataset, rows: order }] as const);
    });
    return fc.tuple(...datasets).map((entries) => ({ ...snapshot, datasets: Object.fromEntries(entries) }) as Snapshot);
  });
  return fc.tuple(...turned).chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
}

const exceptions = fc.array(
  fc.record({
    check: fc.constantFrom(...checks.map(({ id }) => id)),
    subject: fc.constantFrom('ann', 'bob', 'cyd', 'DAN@example.com', 'eve@example.com', 'directory-1', 'acme', 'app-1'),
    reason: fc.constant('known'),
    approvedBy: fc.constant('boss'),
    until: fc.constantFrom('2027-03-31', '2026-11-21', '2026-11-01'),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('whatever the tenant', () => {
  it('losing rows or datasets makes no pass, and accuses nobody anew', () => {
    fc.assert(
      fc.property(
        arbitraryTenant,
        circumstances,
        fc.array(losses, { minLength: 1, maxLength: 3 }),
        (whole, how, lost) => {
          const before = judged(whole, how);
          const after = judged(lost.reduce(without, [...whole]), how);
          expect(newlyMade(before, after, false)).toEqual([]);
        },
      ),
      runs,
    );
  });

  it('directories that say less make no pass, and accuse nobody anew', () => {
    fc.assert(
      fc.property(
        arbitraryTenant,
        circumstances,
        fc.array(blanks, { minLength: 1, maxLength: 3 }),
        (whole, how, blank) => {
          const before = judged(whole, how);
          const after = judged(blank.reduce(sayingLess, [...whole]), how);
          expect(newlyMade(before, after, true)).toEqual([]);
        },
      ),
      runs,
    );
  });

  it('an exception hides no unknown, takes no finding away, and changes no other', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, exceptions, (whole, how, declared: DeclaredException[]) => {
        const plain = judged(whole, how);
        const { results, summary } = judged(whole, { ...how, exceptions: declared });
        const stripped = results.map(({ check, provider, findings }) => {
          return { check, provider, findings: findings.map(({ exception: _, acceptance: __, ...finding }) => finding) };
        });
        expect(stripped).toEqual(plain.results.map(({ check, provider, findings }) => ({ check, provider, findings })));
        expect(summary.unknown).toBe(plain.summary.unknown);
        const plainly = new Map(plain.results.map((result) => [nameOf(result), result]));
        for (const result of results) {
          const was = plainly.get(nameOf(result));
          const excepted = result.findings.filter(({ exception }) => exception !== undefined);
          for (const { verdict } of excepted) expect(verdict).toBe('fail');
          // A control with limits of its own may find more failures than the check, and the exception is for those too.
          const { controls: _, ...own } = result;
          if (excepted.length === 0) expect({ ...own, controls: was?.controls }).toEqual(was);
          for (const [index, { verdict }] of result.controls.entries()) {
            const before = was?.controls[index]?.verdict;
            // Whether the control would have accepted the failure does not matter any more.
            const isSettled = before === 'unknown' && excepted.length > 0;
            if (before !== 'fail' && !isSettled) expect(verdict).toBe(before);
            if (verdict === 'not-applicable') expect(before).toBe(verdict);
          }
          expect(result.gaps.length).toBeGreaterThanOrEqual(result.counts.unknown > 0 ? 1 : 0);
          if (result.counts.unknown > 0) expect(['fail', 'unknown']).toContain(result.verdict);
          if (was?.verdict === 'unknown') expect(result.verdict).toBe('unknown');
        }
      }),
      runs,
    );
  });

  it('neither the order of rows and directories nor who was judged before matters to a byte that is written', () => {
    const turned = arbitraryTenant.chain((whole) => fc.tuple(fc.constant(whole), shuffled(whole), arbitraryTenant));
    fc.assert(
      fc.property(turned, circumstances, circumstances, ([whole, other, stranger], how, strange) => {
        const { timeZone = 'UTC' } = how;
        const first = written(findingsOf(whole, how), timeZone);
        written(findingsOf(stranger, strange), strange.timeZone ?? 'UTC');
        expect(firstDifference(written(findingsOf(whole, how), timeZone), first)).toBeNull();
        expect(firstDifference(written(findingsOf(other, how), timeZone), first)).toBeNull();
        size.reports += 4;
      }),
      { ...runs, numRuns: 20 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Binding, Bound } from '../../src/core/history/bound-facts.ts';
import { providers } from '../../src/core/provider.ts';
import type { DeclaredException, Report } from '../../src/core/report.ts';
import { arbitraryCircumstances, arbitraryTenant } from '../arbitrary-snapshots.ts';
import { accusations, reportOf, verdicts } from './whole-report.ts';

const runs = { numRuns: 100, endOnFailure: true };

/** The report but for what it says of exceptions. */
function plainly({ results, notes, ...rest }: Report) {
  return {
    ...rest,
    results: results.map(({ findings, ...result }) => {
      return { ...result, findings: findings.map(({ acceptance: _, ...finding }) => finding) };
    }),
    notes: notes.filter(({ id }) => !id.startsWith('exception-')),
  };
}

const common = { reason: 'known', approvedBy: 'boss', until: '2027-03-31' };

/** For everybody whom a report accuses, each once; several findings may be of one id. */
function forAll(report: Report, bind: (finding: string, bound: Bound) => readonly Binding[]): DeclaredException[] {
  const all = report.results.flatMap(({ check, findings }): DeclaredException[] => {
    const bound = findings.flatMap(({ key, acceptance }) => {
      return acceptance === undefined ? [] : bind(key, acceptance.bound);
    });
    const accused = findings.filter(({ verdict }) => verdict === 'fail');
    return accused.map(({ subject }) => ({ check, subject: subject.id, ...common, bound }));
  });
  const rules = Map.groupBy(all, ({ check, subject }) => `${check} ${subject}`);
  return [...rules.values()].flatMap(([first, ...others]) => {
    return first === undefined ? [] : { ...first, bound: [first, ...others].flatMap(({ bound = [] }) => bound) };
  });
}

/** An exception for everybody, that nobody has bound yet. */
function accepted(plain: Report, judge: (exceptions: readonly DeclaredException[]) => Report): Report {
  return judge(forAll(plain, () => []));
}

/**
 * As if an exception had been given when somebody was no administrator, and that changed. It is for an id, so that it is
 * for an account of another directory too, which may fail by the limits of a control alone.
 */
function voided(finding: string, bound: Bound): Binding[] {
  const before = { ...bound, privilege: 'none', roles: [{ id: 'gone', name: 'Gone' }] } as const;
  const all = new Set([finding, ...providers.map((provider) => finding.replace(/\/[^/]+\//, `/${provider}/`))]);
  return [...all].map((one) => ({ finding: one, facts: before, void: { change: 'roles', before, after: bound } }));
}

describe('whatever the tenant', () => {
  it('an exception that is void, or over, changes nothing but what is said of it', () => {
    let accused = 0;
    onTestFinished(() => expect(accused).toBeGreaterThan(100));
    fc.assert(
      fc.property(arbitraryTenant, arbitraryCircumstances, fc.boolean(), (whole, how, isOver) => {
        const judge = (exceptions: readonly DeclaredException[]) => reportOf(whole, { ...how, exceptions });
        const plain = judge([]);
        const given = forAll(accepted(plain, judge), voided);
        const report = judge(isOver ? given.map((one) => ({ ...one, until: '2026-11-01' })) : given);
        const { size } = accusations(plain);
        accused += size;
        expect(plainly(report)).toEqual(plainly(plain));
        const told = report.notes.filter(({ id }) => id === (isOver ? 'exception-expired' : 'exception-void'));
        expect(told).toHaveLength(isOver ? given.length : size);
        const marked = report.results.flatMap(({ findings }) => findings.filter((one) => one.acceptance !== undefined));
        expect(marked).toHaveLength(isOver ? 0 : size);
      }),
      runs,
    );
  });

  it('an exception for everybody makes no pass of an unknown, and leaves nobody out of the report', () => {
    fc.assert(
      fc.property(arbitraryTenant, arbitraryCircumstances, (whole, how) => {
        const judge = (exceptions: readonly DeclaredException[]) => reportOf(whole, { ...how, exceptions });
        const plain = judge([]);
        const report = accepted(plain, judge);
        const keys = ({ results }: Report) => results.flatMap(({ findings }) => findings.map(({ key }) => key));
        expect(keys(report)).toEqual(keys(plain));
        expect(report.summary.unknown).toBe(plain.summary.unknown);
        expect(report.summary.excepted).toBe(accusations(plain).size);
        expect(report.summary.failed).toEqual({ low: 0, medium: 0, high: 0, critical: 0 });
        for (const { verdict, counts } of report.results) {
          if (verdict === 'pass') expect(counts.unknown).toBe(0);
        }
        const before = verdicts(plain);
        for (const [name, verdict] of verdicts(report)) {
          if (before.get(name) === 'unknown') expect(verdict).not.toBe('fail');
        }
      }),
      runs,
    );
  });

  it('what an exception is bound to ends it for nobody whose facts are the same', () => {
    fc.assert(
      fc.property(arbitraryTenant, arbitraryCircumstances, (whole, how) => {
        const judge = (exceptions: readonly DeclaredException[]) => reportOf(whole, { ...how, exceptions });
        const first = accepted(judge([]), judge);
        const bound = forAll(first, (finding, facts) => [{ finding, facts, void: null }]);
        expect(plainly(judge(bound))).toEqual(plainly(first));
      }),
      runs,
    );
  });
});

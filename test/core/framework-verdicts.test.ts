import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameworks } from '../../src/core/controls.ts';
import type { Verdict } from '../../src/core/evaluate.ts';
import { type Answering, combined, differencesOf, frameworksOf } from '../../src/core/framework-verdicts.ts';

const verdicts: readonly Verdict[] = ['pass', 'fail', 'unknown', 'not-applicable'];

function result(
  check: string,
  verdictsOf: Record<string, Verdict>,
  severity: Answering['severity'] = 'high',
): Answering {
  return {
    check,
    provider: 'microsoft365',
    severity,
    controls: Object.entries(verdictsOf).map(([name, verdict]) => {
      const [framework = '', id = ''] = name.split('#');
      return { framework, version: '1', id, strength: 'exact', verdict };
    }),
  };
}

describe('a control that several checks answer', () => {
  it.each<[Verdict[], Verdict]>([
    [['pass', 'fail', 'unknown', 'not-applicable'], 'fail'],
    [['pass', 'unknown', 'not-applicable'], 'unknown'],
    [['not-applicable', 'pass'], 'pass'],
    [['not-applicable', 'not-applicable'], 'not-applicable'],
    [['pass'], 'pass'],
    [[], 'not-applicable'],
  ])('%j together are %s', (all, expected) => {
    expect(combined(all)).toBe(expected);
  });

  it('never passes while something fails or is unknown, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...verdicts), { minLength: 1 }), (all) => {
        const verdict = combined(all);
        expect(combined(all.toReversed())).toBe(verdict);
        if (all.includes('fail')) expect(verdict).toBe('fail');
        else if (all.includes('unknown')) expect(verdict).toBe('unknown');
        expect(verdict === 'not-applicable').toBe(all.every((one) => one === 'not-applicable'));
      }),
    );
  });

  it('keeps each answer, and takes the severity of what fails', () => {
    const [framework] = frameworksOf([
      result('a', { 'CIS M365#5.2': 'pass' }, 'critical'),
      result('b', { 'CIS M365#5.2': 'fail' }, 'medium'),
    ]);
    expect(framework?.controls).toEqual([
      {
        id: '5.2',
        verdict: 'fail',
        severity: 'medium',
        answers: [
          { check: 'a', provider: 'microsoft365', verdict: 'pass', severity: 'critical' },
          { check: 'b', provider: 'microsoft365', verdict: 'fail', severity: 'medium' },
        ],
      },
    ]);
  });
});

describe('frameworks', () => {
  it('stand side by side: the same check fails under one and is accepted by another', () => {
    const all = frameworksOf([
      result('sms-mfa', {
        'SCS ★3#4-1-3-3': 'pass',
        'CIS M365#5.2.3.5': 'fail',
        'CISA SCuBA M365#MS.AAD.3.5v2': 'fail',
      }),
    ]);
    expect(all.map(({ framework, controls }) => [framework, controls.map(({ verdict }) => verdict)])).toEqual([
      ['CISA SCuBA M365', ['fail']],
      ['CIS M365', ['fail']],
      ['SCS ★3', ['pass']],
    ]);
  });

  it('come in the order of the list, unknown ones last, with the worst control first', () => {
    const mixed = result('x', {
      'Own rules#1': 'pass',
      [`${frameworks.at(-1)}#2`]: 'pass',
      [`${frameworks[0]}#10`]: 'pass',
      [`${frameworks[0]}#9`]: 'pass',
      [`${frameworks[0]}#8`]: 'not-applicable',
      [`${frameworks[0]}#7`]: 'unknown',
      [`${frameworks[0]}#30`]: 'fail',
    });
    const all = frameworksOf([mixed]);
    expect(all.map(({ framework }) => framework)).toEqual([frameworks[0], frameworks.at(-1), 'Own rules']);
    expect(all[0]?.controls.map(({ id }) => id)).toEqual(['30', '7', '9', '10', '8']);
  });

  it('of another version are another framework', () => {
    const old = result('x', { 'CIS M365#1': 'pass' });
    const later = { ...old, controls: old.controls.map((control) => ({ ...control, version: '2' })) };
    expect(frameworksOf([old, later]).map(({ version }) => version)).toEqual(['1', '2']);
  });
});

describe('where frameworks disagree', () => {
  const judged = (check: string, verdictsOf: Record<string, Verdict>) => ({
    ...result(check, verdictsOf),
    verdict: 'fail' as const,
  });

  it('only those checks are set side by side, with the frameworks that speak of one', () => {
    const { frameworks: columns, rows } = differencesOf([
      judged('alike', { 'CIS M365#1': 'fail', 'NIST CSF#1': 'fail' }),
      judged('alone', { 'ISO/IEC 27001#1': 'pass' }),
      judged('differ', { 'SCS ★3#1': 'pass', 'CIS M365#1': 'fail' }),
    ]);
    expect(columns).toEqual(['CIS M365', 'SCS ★3']);
    expect(rows.map(({ check, verdicts: mine }) => [check, ...mine])).toEqual([
      ['differ', ['SCS ★3', 'pass'], ['CIS M365', 'fail']],
    ]);
  });

  it('a framework of which one control fails does not accept the check', () => {
    expect(differencesOf([judged('a', { 'SCS ★3#1': 'pass', 'SCS ★3#2': 'fail', 'CIS M365#1': 'fail' })]).rows).toEqual(
      [],
    );
  });
});

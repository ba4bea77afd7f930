import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Strength, strengths } from '../../src/core/check.ts';
import { controlCatalogue } from '../../src/core/control-catalogue.ts';
import {
  type Answering,
  type ControlReport,
  combined,
  differencesOf,
  frameworksOf,
  isWhole,
  standingOf,
} from '../../src/core/framework-verdicts.ts';
import { frameworks } from '../../src/core/frameworks.ts';
import type { Provider } from '../../src/core/provider.ts';
import type { Verdict } from '../../src/core/result.ts';

const verdicts: readonly Verdict[] = ['pass', 'fail', 'unknown', 'not-applicable'];
const both: readonly Provider[] = ['microsoft365', 'google-workspace'];

function result(
  check: string,
  says: Record<string, Verdict>,
  strength: Strength = 'partial',
  provider: Provider | null = 'microsoft365',
): Answering {
  return {
    check,
    provider,
    controls: Object.entries(says).map(([name, verdict]) => {
      const [framework = '', id = ''] = name.split('#');
      return { framework, version: '1', id, strength, verdict };
    }),
  };
}

function control(results: readonly Answering[], framework: string, id: string): ControlReport | undefined {
  const found = frameworksOf(results, both).find((one) => one.framework === framework);
  return found?.controls.find((one) => one.id === id);
}

describe('the verdicts of one result', () => {
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
});

const answer = fc.record({ verdict: fc.constantFrom(...verdicts), strength: fc.constantFrom(...strengths) });

describe('how a control stands', () => {
  it.each<[string, [Strength, Verdict][], string]>([
    [
      'a partial answer breaks it',
      [
        ['exact', 'pass'],
        ['partial', 'fail'],
      ],
      'fail',
    ],
    ['a partial answer alone keeps it', [['partial', 'pass']], 'pass'],
    [
      'one unknown answer leaves it unknown',
      [
        ['exact', 'pass'],
        ['partial', 'unknown'],
      ],
      'unknown',
    ],
    [
      'a related answer does not break it',
      [
        ['exact', 'pass'],
        ['related', 'fail'],
      ],
      'pass',
    ],
    [
      'a related answer leaves no doubt',
      [
        ['exact', 'pass'],
        ['related', 'unknown'],
      ],
      'pass',
    ],
    ['a related answer does not keep it', [['related', 'pass']], 'not covered'],
    ['a related answer alone does not break it either', [['related', 'fail']], 'not covered'],
    [
      'nobody was there to judge',
      [
        ['exact', 'not-applicable'],
        ['related', 'pass'],
      ],
      'not covered',
    ],
    [
      'nobody was there in one directory',
      [
        ['exact', 'not-applicable'],
        ['exact', 'pass'],
      ],
      'pass',
    ],
    ['nobody looked', [], 'not covered'],
  ])('%s', (_name, said, expected) => {
    expect(standingOf(said.map(([strength, verdict]) => ({ strength, verdict })))).toBe(expected);
  });

  it('passes only where somebody looked and nothing else is known, in whatever order, whatever is near', () => {
    fc.assert(
      fc.property(fc.array(answer), fc.array(answer), (all, more) => {
        const standing = standingOf(all);
        const near = more.map((one) => ({ ...one, strength: 'related' as const }));
        expect(standingOf(all.toReversed())).toBe(standing);
        expect(standingOf([...near, ...all])).toBe(standing);
        const deciding = all.filter(({ strength }) => strength !== 'related').map(({ verdict }) => verdict);
        const isKept = deciding.includes('pass') && deciding.every((one) => one === 'pass' || one === 'not-applicable');
        expect(standing === 'pass').toBe(isKept);
        expect(standing === 'fail').toBe(deciding.includes('fail'));
        expect(standing === 'not covered').toBe(deciding.every((one) => one === 'not-applicable'));
      }),
    );
  });

  it('never gets better by an answer more that does not pass', () => {
    const worse = fc.record({
      verdict: fc.constantFrom<Verdict>('fail', 'unknown'),
      strength: fc.constantFrom(...strengths),
    });
    fc.assert(
      fc.property(fc.array(answer), worse, (all, one) => {
        const before = standingOf(all);
        if (before !== 'pass') expect(standingOf([...all, one])).not.toBe('pass');
        if (before === 'fail') expect(standingOf([...all, one])).toBe('fail');
      }),
    );
  });

  it('was looked at as a whole only where an exact answer judged somebody', () => {
    expect(
      isWhole([
        { strength: 'exact', verdict: 'pass' },
        { strength: 'partial', verdict: 'pass' },
      ]),
    ).toBe(true);
    expect(
      isWhole([
        { strength: 'exact', verdict: 'not-applicable' },
        { strength: 'partial', verdict: 'pass' },
      ]),
    ).toBe(false);
    expect(
      isWhole([
        { strength: 'partial', verdict: 'pass' },
        { strength: 'related', verdict: 'pass' },
      ]),
    ).toBe(false);
  });
});

describe('the frameworks of a report', () => {
  it('keep every answer with its strength, sorted by check and provider', () => {
    const results = [
      result('b', { 'CIS Controls#6.3': 'fail' }, 'exact', 'microsoft365'),
      result('b', { 'CIS Controls#6.3': 'pass' }, 'exact', 'google-workspace'),
      result('a', { 'CIS Controls#6.3': 'unknown' }, 'related', null),
    ];
    const expected = {
      id: '6.3',
      verdict: 'fail',
      results: [
        { check: 'a', provider: null, verdict: 'unknown', strength: 'related' },
        { check: 'b', provider: 'google-workspace', verdict: 'pass', strength: 'exact' },
        { check: 'b', provider: 'microsoft365', verdict: 'fail', strength: 'exact' },
      ],
    };
    expect(control(results, 'CIS Controls', '6.3')).toEqual(expected);
    expect(control(results.toReversed(), 'CIS Controls', '6.3')).toEqual(expected);
  });

  it('stand side by side: the same check fails under one and is accepted by another', () => {
    const results = [result('sms-mfa', { 'SCS ★3#4-1-3-3': 'pass', 'CIS M365#5.2.3.5': 'fail' })];
    expect(control(results, 'SCS ★3', '4-1-3-3')?.verdict).toBe('pass');
    expect(control(results, 'CIS M365', '5.2.3.5')?.verdict).toBe('fail');
  });

  it('name all controls that are known, whether or not anything answers them', () => {
    const all = frameworksOf([], both);
    expect(all.map(({ framework }) => framework)).toEqual(frameworks);
    for (const { framework, controls } of all) {
      const known = controlCatalogue[framework as keyof typeof controlCatalogue];
      expect(controls.map(({ id }) => id).sort()).toEqual([...known].sort());
      expect(new Set(controls.map(({ verdict }) => verdict))).toEqual(new Set(['not covered']));
    }
  });

  it('count in their ids', () => {
    const ids = (framework: string) =>
      frameworksOf([], both)
        .find((one) => one.framework === framework)
        ?.controls.map(({ id }) => id);
    expect(ids('CIS Controls')?.slice(0, 4)).toEqual(['2.5', '4.3', '4.7', '4.8']);
    expect(ids('CIS Controls')?.slice(-3)).toEqual(['8.11', '13.1', '15.7']);
    expect(ids('SOC 2')).toEqual(['CC6.1', 'CC6.2', 'CC6.3', 'CC6.6', 'CC6.8', 'CC7.2']);
  });

  it('leave out what is about a product that the tenant has not', () => {
    const named = (providers: readonly Provider[]) => frameworksOf([], providers).map(({ id }) => id);
    expect(named(['microsoft365'])).not.toContain('cis-gws');
    expect(named(['microsoft365'])).toContain('cis-m365');
    expect(named(['google-workspace'])).not.toContain('cisa-scuba-m365');
    expect(named(['google-workspace'])).toContain('cisa-scuba-gws');
  });

  it('may be limited, and stay in their order', () => {
    const some = frameworksOf([], ['microsoft365'], ['SOC 2', 'CIS Google Workspace', 'CIS M365']);
    expect(some.map(({ framework, version, id }) => [framework, version, id])).toEqual([
      ['CIS M365', '7.0', 'cis-m365'],
      ['SOC 2', 'TSC 2017 (2022)', 'soc-2'],
    ]);
  });
});

describe('what was accepted', () => {
  const excepted = (check: string, count: number, strength: Strength = 'partial'): Answering => {
    const one = result(check, { 'CIS Controls#6.3': 'pass' }, strength);
    return { ...one, controls: one.controls.map((control) => ({ ...control, accepted: count })) };
  };
  const standing = (...results: Answering[]) => control(results, 'CIS Controls', '6.3');

  it('is counted over all that decides a control that passes', () => {
    const clean = result('c', { 'CIS Controls#6.3': 'pass' });
    const found = standing(excepted('a', 1), excepted('b', 2), clean);
    expect(found).toMatchObject({ verdict: 'pass', accepted: 3 });
    expect(found?.results.map(({ accepted }) => accepted)).toEqual([1, 2, undefined]);
  });

  it.each<Verdict>(['fail', 'unknown'])('is not said of a control that is %s by another', (verdict) => {
    const found = standing(excepted('a', 1), result('b', { 'CIS Controls#6.3': verdict }));
    expect(found?.verdict).toBe(verdict);
    expect(found).not.toHaveProperty('accepted');
    expect(found?.results[0]?.accepted).toBe(1);
  });

  it('in a related check makes no control accepted', () => {
    const found = standing(excepted('a', 1, 'related'), result('b', { 'CIS Controls#6.3': 'pass' }));
    expect(found?.verdict).toBe('pass');
    expect(found).not.toHaveProperty('accepted');
  });
});

describe('where frameworks disagree', () => {
  const judged = (check: string, says: Record<string, Verdict>, strength: Strength = 'partial') => ({
    ...result(check, says, strength),
    verdict: 'fail' as const,
    severity: 'high' as const,
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

  it('a control that is only related takes no side', () => {
    const strict = judged('a', { 'CIS M365#1': 'fail' });
    const near = judged('a', { 'SCS ★3#1': 'pass' }, 'related');
    expect(differencesOf([{ ...strict, controls: [...strict.controls, ...near.controls] }]).rows).toEqual([]);
  });
});

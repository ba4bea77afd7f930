import { describe, expect, it } from 'vitest';
import { changeReasons, factChangeKinds, findingChangeKinds } from '../src/core/history/changes.ts';
import { type Figure, figureIds } from '../src/core/history/figures.ts';
import { catalogue } from '../src/messages/index.ts';

const languages = ['en', 'ja'] as const;
const leftovers = /undefined|null|NaN|Infinity|\[object|\$\{|[{}]|TODO/;
const sides = ['SMS', null] as const;

function figure(given: Partial<Figure>): Figure {
  return {
    ...{ id: 'mfa-enforced', version: 1, unit: 'share', value: 0.5, numerator: 1, denominator: 2, unknown: 0 },
    ...given,
  } as Figure;
}

describe.each(languages)('words of history (%s)', (locale) => {
  const { history } = catalogue(locale).ui;

  it('are there for everything, without leftovers', () => {
    const all = [
      ...findingChangeKinds.flatMap((kind) => [history.kind[kind], history.kindNote[kind], history.counted(kind, 3)]),
      ...changeReasons.map((reason) => history.reason[reason]),
      ...factChangeKinds.flatMap((kind) => [
        history.fact[kind],
        ...sides.flatMap((before) => sides.flatMap((after) => history.factDetail(kind, before, after) ?? [])),
      ]),
      ...figureIds.flatMap((id) => [history.figure[id], history.figureNote[id]]),
      ...[history.first, history.none, history.off, history.since('21 Nov'), history.standing(0), history.standing(2)],
      ...[history.openedOn('21 Nov'), history.openedBy('21 Nov'), history.reopened, history.unavailable('busy')],
      history.lookBack('1 Nov', '21 Nov'),
    ];
    for (const text of all) {
      expect(text).not.toMatch(leftovers);
      expect(text.trim()).toBe(text);
      expect(text.length).toBeGreaterThan(1);
    }
  });

  it('never call what is lost from sight resolved', () => {
    expect(history.kind.lost).not.toContain(history.kind.resolved);
    expect(new Set(findingChangeKinds.map((kind) => history.kind[kind])).size).toBe(findingChangeKinds.length);
  });

  it('round shares down, so that 100 % means all', () => {
    expect(history.value(figure({ numerator: 999, denominator: 1000, value: 0.999 }))).toBe('99 %');
    expect(history.value(figure({ numerator: 29, denominator: 100, value: 0.29 }))).toBe('29 %');
    expect(history.short('share', 29 / 100)).toBe('29 %');
    expect(history.short('share', 1)).toBe('100 %');
    expect(history.short('share', 0.9999)).toBe('99 %');
  });

  it('tell nobody to count from nobody who could tell', () => {
    const none = history.value(figure({ value: null, numerator: 0, denominator: 0, unknown: 0 }));
    const dark = history.value(figure({ value: null, numerator: 0, denominator: 0, unknown: null }));
    expect(none).not.toBe(dark);
    expect(history.value(figure({ value: null, numerator: 0, denominator: 0, unknown: 4 }))).toBe(dark);
    expect(history.basis(figure({ value: null, numerator: 0, denominator: 0, unknown: 4 }))).toContain('4');
  });
});

describe('words of history in English', () => {
  const { history } = catalogue('en').ui;

  it('say what a figure rests on', () => {
    expect(history.basis(figure({ unknown: 3 }))).toBe('1 of 2; 3 not known');
    expect(history.basis(figure({ unknown: null }))).toBe('1 of 2; not all accounts were read');
    const fixed = { id: 'time-to-fix-high', unit: 'hours', value: 30, numerator: 2, denominator: 5 } as const;
    expect(history.basis(figure(fixed))).toBe('2 resolved, 3 standing');
    expect(history.value(figure(fixed))).toBe('30 hours');
    expect(history.value(figure({ ...fixed, value: 84 }))).toBe('3.5 days');
  });

  it('say by how much it changed', () => {
    expect(history.step('share', -1)).toBe('−1 point');
    expect(history.step('count', 2)).toBe('+2');
    expect(history.step('hours', -30)).toBe('−30 hours');
    expect(history.step('count', 0)).toBe('unchanged');
  });

  it('say both sides of a fact', () => {
    expect(history.factDetail('methods-changed', 'SMS', null)).toBe('SMS → none');
    expect(history.factDetail('role-removed', 'Reader', null)).toBe('Reader');
    expect(history.factDetail('country-new', 'Japan', 'France')).toBe('France; before: Japan');
    expect(history.factDetail('account-enabled', null, null)).toBe(null);
  });
});

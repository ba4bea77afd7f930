import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { findingChanges } from '../../src/core/history/changes.ts';
import { catalogue } from '../../src/messages/index.ts';
import { figureTable } from '../../src/render/figure-table.ts';
import { changesInFull } from '../../src/render/history-terminal.ts';
import { trendRowsOf } from '../../src/render/trend.ts';
import { changesOf, trackedOf, trendOf } from './history-sample.ts';
import { sample } from './sample.ts';

const locales = ['en', 'ja'] as const;

function paperOf(locale: 'en' | 'ja', width: number = 78) {
  const same = (text: string) => text;
  return { catalogue: catalogue(locale), timeZone: 'Asia/Tokyo', width, bold: same, doubtful: same };
}

describe('figures on a terminal', () => {
  const heads = { figure: 'Figure', now: 'Last', step: 'Change', line: 'Before, oldest first' };
  const rows = trendRowsOf(trendOf());
  const lineOf = (width: number) => {
    return figureTable(rows, heads, paperOf('en', width)).find((line) => line.startsWith('MFA enforced')) ?? '';
  };

  test('all values before the last are there, oldest first, where they fit', () => {
    expect(lineOf(150)).toMatch(
      / {3}58 % {2}62 % {2}65 % {2}\? {2}\? {2}75 % {2}79 % {2}82 % {2}83 % {2}86 % {2}90 %$/,
    );
  });

  test('where they do not, the oldest is told all the same, and that some are left out', () => {
    expect(lineOf(78)).toMatch(/ {3}58 % {2}\.\.\. {2}86 % {2}90 %$/);
    for (let width = 40; width < 150; width += 1) {
      for (const line of figureTable(rows, heads, paperOf('en', width)))
        expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }
  });
});

describe('shisei diff on a terminal', () => {
  test.each(locales)('cuts nothing off in %s, and nothing is wider than it', (locale) => {
    const { report } = sample(locale);
    const { from, to } = changesOf(report);
    const changes = { from, to, findings: findingChanges([], trackedOf(report)), facts: [], sight: [] };
    for (const width of [78, 60]) {
      const lines = changesInFull(changes, paperOf(locale, width));
      const shown = lines.join('\n');
      expect(shown).not.toContain('...');
      for (const { check } of changes.findings.map(({ finding }) => finding)) {
        const title = catalogue(locale).checks[check]?.title ?? check;
        expect(shown.replaceAll(/\s/g, '')).toContain(title.replaceAll(/\s/g, ''));
      }
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  test('what is a setting of a directory does not name its cloud twice', () => {
    const { report } = sample();
    const findings = findingChanges([], trackedOf(report)).filter(({ finding }) => finding.check === 'sms-mfa-allowed');
    const { from, to } = changesOf(report);
    const shown = changesInFull({ from, to, findings, facts: [], sight: [] }, paperOf('en')).join('\n');
    expect(shown.split('Microsoft 365')).toHaveLength(2);
  });

  test('datasets of a directory that went dark for the same reason share a line', () => {
    const { from, to, sight } = changesOf(sample().report);
    const [policies] = sight;
    if (policies === undefined) throw new Error('The sample has no dataset that went dark.');
    const dark = (['accounts', 'roles'] as const).map((dataset) => ({ ...policies, dataset }));
    const changes = { from, to, findings: [], facts: [], sight: [...dark, { ...policies, gap: null }] };
    const [first, second] = changesInFull(changes, paperOf('en')).filter((line) => line.startsWith('?'));
    expect(first).toBe('? Less can be read: Google Workspace: Accounts, Administrator roles: not');
    expect(second).toContain('Policies: not readable');
  });

  test('the same fact of one login in both clouds is told apart', () => {
    const { from, to, facts } = changesOf(sample().report);
    const enabled = facts.filter(({ kind }) => kind === 'account-enabled');
    const both = enabled.flatMap((fact) => [fact, { ...fact, provider: 'google-workspace' as const }]);
    const shown = changesInFull({ from, to, findings: [], facts: both, sight: [] }, paperOf('en', 200)).join('\n');
    for (const cloud of ['Microsoft 365', 'Google Workspace'])
      expect(shown).toContain(`* Account enabled again: Yoko Kimura (kimura@sample-trading.example, ${cloud})`);
  });
});

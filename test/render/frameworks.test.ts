import { describe, expect, it } from 'vitest';
import type { Strength } from '../../src/core/check.ts';
import { frameworksOf } from '../../src/core/framework-verdicts.ts';
import type { CheckResult } from '../../src/core/report.ts';
import type { Verdict } from '../../src/core/result.ts';
import type { Findings } from '../../src/render/format.ts';
import { frameworkRowsOf, tallyOf } from '../../src/render/framework-rows.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { small } from './sample.ts';
import { options } from './words.ts';

type Said = Record<string, [Verdict, Strength]>;

function result(check: string, provider: CheckResult['provider'], severity: CheckResult['severity'], said: Said) {
  const controls = Object.entries(said).map(([name, [verdict, strength]]) => {
    const [framework = '', id = ''] = name.split('#');
    return { framework, version: '1', id, strength, verdict };
  });
  const counts = { judged: 1, failed: 0, unknown: 0, excepted: 0 };
  const verdict = check === 'missing-mfa' && provider === 'microsoft365' ? 'fail' : 'pass';
  return { check, provider, verdict, severity, counts, gaps: [], controls, findings: [] } satisfies CheckResult;
}

const results = [
  result('missing-mfa', 'microsoft365', 'critical', {
    'CIS Controls#6.3': ['fail', 'partial'],
    'CIS Controls#6.5': ['fail', 'related'],
    'CIS Controls#5.1': ['fail', 'related'],
  }),
  result('missing-mfa', 'google-workspace', 'high', { 'CIS Controls#6.3': ['pass', 'partial'] }),
  result('unenforced-mfa', 'microsoft365', 'low', {
    'CIS Controls#6.3': ['pass', 'exact'],
    'CIS Controls#6.5': ['pass', 'partial'],
    'CIS Controls#6.4': ['pass', 'exact'],
    'CIS Controls#5.3': ['unknown', 'partial'],
    'CIS Controls#8.2': ['not-applicable', 'exact'],
  }),
];
const frameworks = frameworksOf(results, ['microsoft365', 'google-workspace'], ['CIS Controls']);
const [rows] = frameworkRowsOf({ frameworks, results });
const row = (id: string) => rows?.rows.find((one) => one.id === id);

describe('the controls of a framework, as people read them,', () => {
  it('are counted by how they stand, and none is lost', () => {
    const total = frameworks[0]?.controls.length ?? 0;
    expect(rows?.counts).toEqual({ fail: 1, unknown: 1, accepted: 0, pass: 2, 'not covered': total - 4 });
    expect((rows?.rows.length ?? 0) + (rows?.unanswered.length ?? 0)).toBe(total);
  });

  it('are counted apart where no check speaks of them, and where none decides', () => {
    const total = frameworks[0]?.controls.length ?? 0;
    const tally = rows === undefined ? [] : tallyOf(rows);
    expect(tally.map(({ standing, count, inPart }) => [standing, count, inPart])).toEqual([
      ...[
        ['fail', 1, 0],
        ['unknown', 1, 0],
        ['pass', 2, 1],
        ['not covered', 2, 0],
      ],
      ['outside', total - 6, 0],
    ]);
  });

  it('come worst first, and what no check speaks of is apart', () => {
    expect(rows?.rows.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['6.3', 'fail'],
      ['5.3', 'unknown'],
      ['6.4', 'pass'],
      ['6.5', 'pass'],
      ['5.1', 'not covered'],
      ['8.2', 'not covered'],
    ]);
    expect(rows?.unanswered).toContain('5.2');
    expect(rows?.unanswered).not.toContain('5.1');
  });

  it('are as severe as what breaks them, and no related check does', () => {
    expect(row('6.3')?.severity).toBe('critical');
    expect(row('6.3')?.checks.map(({ check, answers }) => [check, answers.map(({ verdict }) => verdict)])).toEqual([
      ['missing-mfa', ['fail', 'pass']],
      ['unenforced-mfa', ['pass']],
    ]);
    expect(row('6.5')?.checks.map(({ check, strength }) => [check, strength])).toEqual([
      ['unenforced-mfa', 'partial'],
      ['missing-mfa', 'related'],
    ]);
  });

  it('pass in part where no check asks for all that they ask', () => {
    expect(row('6.5')?.inPart).toBe(true);
    expect(row('6.4')?.inPart).toBe(false);
    expect(row('6.3')?.inPart).toBe(false);
  });
});

describe.each(['en', 'ja'] as const)('the section of frameworks in %s', (locale) => {
  const { ui } = options(locale).catalogue;
  const { report, ...rest } = small(locale);
  const findings: Findings = { ...rest, report: { ...report, results, frameworks } };
  const html = /<section id="frameworks"[\s\S]*?<\/section>/.exec(renderHtml(findings, options(locale)))?.[0] ?? '';
  const markdown = renderMarkdown(findings, options(locale));
  const line = (id: string) => html.split('<tr>').find((one) => one.includes(`>${id}</th>`)) ?? '';

  it('counts all five, and what passes in part', () => {
    const tally = /<span class="tally">[\s\S]*?<\/summary>/.exec(html)?.[0] ?? '';
    const outside = rows?.unanswered.length ?? 0;
    const words = [
      ...[ui.verdict.fail, ui.verdict.unknown, ui.verdict.pass, ui.frameworks.notCovered, ui.frameworks.outside],
    ];
    const counted = [...tally.matchAll(/>([^<>]*)<\/span> <b>(\d+)<\/b>/g)].map(([, word, count]) => [word, count]);
    expect(counted).toEqual(words.map((word, index) => [word, `${[1, 1, 2, 2, outside][index]}`]));
    for (const word of words) expect(markdown).toContain(ui.label(word).trimEnd());
    expect(tally.split(ui.frameworks.inPartOf(1))).toHaveLength(2);
    expect(markdown).toContain(`${ui.label(ui.verdict.pass)}2${ui.aside(ui.frameworks.inPartOf(1))}`);
  });

  it('keeps a place for each, so that they stand in columns', () => {
    const passing = results.slice(1, 2);
    const own = frameworksOf(passing, ['microsoft365', 'google-workspace'], ['CIS Controls']);
    const page = renderHtml({ ...rest, report: { ...report, results: passing, frameworks: own } }, options(locale));
    const tally = /<span class="tally">[\s\S]*?<\/summary>/.exec(page)?.[0] ?? '';
    expect(tally).toMatch(/^<span class="tally"><span><\/span> <span><\/span> <span><span class="badge pass">/);
  });

  it('is told in a few words, and in full where it is unfolded', () => {
    const intro = /<p class="intro">([^<]*)</.exec(html)?.[1] ?? '';
    expect(intro.length).toBeLessThanOrEqual(locale === 'en' ? 190 : 110);
    expect(html).toContain(`<details class="reading"><summary>${ui.frameworks.readingTitle}</summary>`);
    for (const line of ui.frameworks.reading) expect(html).toContain(`<li>${line}</li>`);
  });

  it('says with each check how much it answers, and of which cloud', () => {
    for (const word of [ui.frameworks.strength.partial, ui.frameworks.strength.exact, ui.provider.microsoft365]) {
      expect(line('6.3')).toContain(word);
    }
    expect(line('6.5')).toContain(ui.frameworks.strength.related);
    expect(markdown).toContain(ui.aside(ui.series([ui.provider['google-workspace'], ui.frameworks.strength.partial])));
  });

  it('says of a pass that it is one in part, and of no other', () => {
    expect(line('6.5')).toContain(ui.frameworks.inPart);
    expect(line('6.4')).not.toContain(ui.frameworks.inPart);
    expect(markdown).toContain(`**${ui.verdict.pass}**${ui.aside(ui.frameworks.inPart)}`);
  });

  it('names what is not covered, and never as a pass', () => {
    expect(line('5.1')).toContain(ui.frameworks.notCovered);
    expect(line('5.1')).not.toContain('badge pass');
    expect(html).toContain(ui.frameworks.unanswered(rows?.unanswered ?? []));
    expect(markdown).toContain('5.2');
  });

  it('says how strong the answers of a check are where the check is', () => {
    const page = renderHtml(findings, options(locale));
    const words = ui.frameworks.byStrength([{ strength: 'related', ids: ['6.5', '5.1'] }]);
    expect(page).toContain(`<details class="controls"><summary>${ui.page.controls}</summary><p>`);
    expect(page).toContain(words);
    expect(markdown).toContain(words);
  });
});

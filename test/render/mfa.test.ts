import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../src/core/report.ts';
import type { Verdict } from '../../src/core/result.ts';
import type { Findings } from '../../src/render/format.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { endingWords, phoneEndsOf } from '../../src/render/phone-ends.ts';
import { linesOf } from '../../src/render/results.ts';
import { quiet, sample, small } from './sample.ts';
import { options } from './words.ts';

const locales = ['en', 'ja'] as const;

function partOf(page: string, id: string): string {
  return new RegExp(`<(section|details)[^>]* id="${id}"[\\s\\S]*?</\\1>`).exec(page)?.[0] ?? '';
}

/** The sample in which the check of telephones was judged so by frameworks. */
function judgedBy(verdicts: Record<string, Verdict>, verdict: Verdict = 'fail'): Findings {
  const { report, ...rest } = sample();
  const change = (result: CheckResult): CheckResult => {
    if (result.check !== 'sms-mfa' || result.provider !== 'microsoft365') return { ...result, controls: [] };
    const controls = Object.entries(verdicts).map(([framework, mine]) => {
      return { framework, version: '1', id: `${framework} id`, strength: 'exact' as const, verdict: mine };
    });
    return { ...result, verdict, controls };
  };
  return { report: { ...report, results: report.results.map(change) }, ...rest };
}

describe.each(locales)('MFA in %s', (locale) => {
  const { ui } = options(locale).catalogue;
  const page = renderHtml(sample(locale), options(locale));

  test('both figures stand side by side on the first screen, with their denominators', () => {
    const [glance = ''] = /<table class="glance">[\s\S]*?<\/table>/.exec(partOf(page, 'summary')) ?? [];
    expect(glance).toContain(ui.ratio(9, 17));
    expect(glance).toContain(ui.ratio(12, 17));
    expect(glance).toContain('href="#mfa"');
  });

  test('the section names the policy that enforces, and what leaves people out', () => {
    const section = partOf(page, 'mfa');
    const words = (reason: 'policy' | 'excluded' | 'report-only', name: string, count: number) =>
      ui.mfa.share(ui.enforcement.because({ reason, policies: [name], conditions: [], startsOn: null }), count);
    expect(section).toContain(words('policy', 'Require MFA for all users', 9));
    expect(section).toContain(words('excluded', 'Require MFA for all users', 2));
    expect(section).toContain(words('report-only', 'MFA pilot', 1));
    expect(section).toContain(ui.mfa.trusting(13));
    expect(section).toContain('<span class="badge unknown">');
  });
});

test('a note says that shares add up to more than the members, only where they do', () => {
  const { ui } = options('en').catalogue;
  const both = [
    { id: 'a', name: 'A', conditions: [] },
    { id: 'b', name: 'B', conditions: [] },
  ];
  const findings = sample();
  const twice = findings.access.map((one) => ({
    ...one,
    rows: one.rows.map((row) => ({ ...row, protection: { ...row.protection, policies: both } })),
  }));
  expect(renderHtml({ ...findings, access: twice }, options('en'))).toContain(ui.mfa.countedTwice);
  expect(renderMarkdown({ ...findings, access: twice }, options('en'))).toContain(ui.mfa.countedTwice);
  expect(renderHtml(findings, options('en'))).not.toContain(ui.mfa.countedTwice);
});

test('what was not read at all is no number', () => {
  const glance = /<table class="glance">[\s\S]*?<\/table>/.exec(renderHtml(small(), options('en')))?.[0] ?? '';
  expect(glance).toContain('Unknown');
  expect(glance).not.toContain('0 / 4');
});

describe('accounts that have nothing but a telephone', () => {
  test('come first wherever the findings of the check are listed', () => {
    const result = sample().report.results.find(
      ({ check, provider }) => check === 'sms-mfa' && provider === 'microsoft365',
    );
    const messages = result === undefined ? [] : linesOf(result).findings.map(({ message }) => message);
    expect(messages.slice(0, 3)).toEqual(['only', 'only', 'also']);
  });

  test('put the countdown on the first screen, in both languages', () => {
    const found = phoneEndsOf(sample().report);
    expect(found).toEqual({
      ...{ check: 'sms-mfa', provider: 'microsoft365', accounts: 2, days: 73, endsOn: '2027-02-01' },
      names: [expect.any(String), expect.any(String)],
    });
    for (const locale of locales) {
      const { report } = sample(locale);
      const facts = phoneEndsOf(report);
      if (facts === null) throw new Error('nobody has nothing but a telephone');
      const summary = partOf(renderHtml(sample(locale), options(locale)), 'summary');
      expect(summary).toContain(endingWords(facts, options(locale).catalogue.ui));
      for (const name of facts.names) expect(summary).toContain(name);
      expect(summary).toMatch(/<p class="countdown">.*href="#check-sms-mfa-microsoft365"/);
    }
    expect(phoneEndsOf(quiet().report)).toBeNull();
    expect(renderHtml(quiet(), options('en'))).not.toContain('class="countdown"');
  });

  test.each(locales)('are told the day, the day itself, and that it is over, in %s', (locale) => {
    const { phoneEnds } = options(locale).catalogue.ui.mfa;
    const facts = { accounts: 5, names: ['Ono', 'Sato'], endsOn: 'THE DAY' };
    const said = [2, 1, 0, -1].map((days) => phoneEnds({ ...facts, days }));
    expect(new Set(said).size).toBe(4);
    for (const text of said) expect(text).toMatch(/THE DAY.*Ono.*Sato.*3/);
    expect(phoneEnds({ ...facts, accounts: 1, names: [], days: 2 })).toMatch(/1 ?(?:account|件)/);
  });

  test('an accepted one does not count down', () => {
    const { report } = sample();
    const exception = { reason: 'x', approvedBy: 'y', until: '2027-03-31' };
    const results = report.results.map((result) => ({
      ...result,
      findings: result.findings.map((finding) => ({ ...finding, exception })),
    }));
    expect(phoneEndsOf({ ...report, results })).toBeNull();
  });
});

describe.each(locales)('frameworks in %s', (locale) => {
  const { ui } = options(locale).catalogue;
  const check = 'check-sms-mfa-microsoft365';

  test('keep their own verdicts: telephones fail under SCuBA, CIS and CSA, and SCS ★3 accepts them', () => {
    const findings = judgedBy({
      ...{ 'CISA SCuBA M365': 'fail', 'CIS M365': 'fail', 'CSA Zero Trust for SMBs': 'fail', 'SCS ★3': 'pass' },
    });
    const page = renderHtml(findings, options(locale));
    const table = /<table class="differ">[\s\S]*?<\/table>/.exec(page)?.[0] ?? '';
    const heads = [...table.matchAll(/<th scope="col" lang="en">([^<]*)/g)].map(([, head]) => head);
    const stances = [...table.matchAll(/<td><span class="sev \w+">.*?<\/svg>([^<]*)/g)].map(([, word]) => word);
    expect(heads.map((head, index) => [head, stances[index]])).toEqual([
      ['CISA SCuBA M365', ui.verdict.fail],
      ['CIS M365', ui.verdict.fail],
      ['SCS ★3', ui.frameworks.accepts],
      ['CSA Zero Trust for SMBs', ui.verdict.fail],
    ]);
    expect(partOf(page, check)).toContain(ui.frameworks.disagree(['SCS ★3'], []));
    const markdown = renderMarkdown(findings, options(locale));
    const { fail } = ui.verdict;
    expect(markdown).toContain(`| ${fail} | ${fail} | ${ui.frameworks.accepts} | ${fail} |`);
    expect(markdown).toContain(ui.frameworks.disagree(['SCS ★3'], []));
  });

  test('that agree are not called in disagreement, and those that cannot tell are', () => {
    const alike = partOf(renderHtml(judgedBy({ 'CIS M365': 'fail', 'NIST CSF': 'fail' }), options(locale)), check);
    expect(alike).not.toContain('class="disagree"');
    const unsure = partOf(renderHtml(judgedBy({ 'CIS M365': 'fail', 'SCS ★3': 'unknown' }), options(locale)), check);
    expect(unsure).toContain(ui.frameworks.disagree([], ['SCS ★3']));
  });

  test('that disagree stand in one table, the others do not', () => {
    const differing = judgedBy({ 'CIS M365': 'fail', 'NIST CSF': 'unknown', 'SCS ★3': 'pass' });
    const table = /<table class="differ">[\s\S]*?<\/table>/.exec(renderHtml(differing, options(locale)))?.[0] ?? '';
    expect([...table.matchAll(/<th scope="col"[^>]*>([^<]*)/g)].map(([, head]) => head)).toEqual([
      ...[ui.frameworks.check, 'CIS M365', 'NIST CSF', 'SCS ★3'],
    ]);
    expect([...table.matchAll(/<td><span class="sev (\w+)">.*?<\/svg>([^<]*)/g)].map(([, , word]) => word)).toEqual([
      ...[ui.verdict.fail, ui.verdict.unknown, ui.frameworks.accepts],
    ]);
    const line = `| ${ui.verdict.fail} | ${ui.verdict.unknown} | ${ui.frameworks.accepts} |`;
    expect(renderMarkdown(differing, options(locale))).toContain(line);
    const alike = judgedBy({ 'CIS M365': 'fail', 'NIST CSF': 'fail' });
    expect(renderHtml(alike, options(locale))).not.toContain('class="differ"');
    expect(renderMarkdown(alike, options(locale))).not.toContain(ui.frameworks.differTitle);
  });

  test('have a section with versions, verdicts and links to the checks that answer', () => {
    const section = partOf(renderHtml(sample(locale), options(locale)), 'frameworks');
    expect(section).toContain('CISA SCuBA M365<span class="where">1.8.0 · ');
    expect(section).toContain('>MS.AAD.3.5v2</th>');
    expect(section).toContain(`href="#${check}"`);
    for (const verdict of ['fail', 'pass'] as const) expect(section).toContain(ui.verdict[verdict]);
  });
});

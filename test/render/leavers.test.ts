import { describe, expect, test } from 'vitest';
import type { CheckResult, Report } from '../../src/core/report.ts';
import type { LeaversFacts } from '../../src/messages/leavers.ts';
import type { Findings } from '../../src/render/format.ts';
import { renderHtml } from '../../src/render/html.ts';
import { leaversViewOf } from '../../src/render/leavers.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { renderPlain } from '../../src/render/pipe.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { quiet, sample, timeZone } from './sample.ts';
import { options } from './words.ts';

const locales = ['en', 'ja'] as const;
const { leavers: en } = options('en').catalogue.ui;
const { leavers: ja } = options('ja').catalogue.ui;

function sectionOf(findings: Findings, locale: 'en' | 'ja' = 'en'): string {
  return /<section id="leavers"[\s\S]*?<\/section>/.exec(renderHtml(findings, options(locale)))?.[0] ?? '';
}

/** Only the words, as a reader sees them. */
function wordsOf(markup: string): string {
  return markup.replace(/<[^>]*>/g, '').replaceAll('`', '');
}

function changed(change: (report: Report) => Partial<Report>, locale: 'en' | 'ja' = 'en'): Findings {
  const { report, ...rest } = sample(locale);
  return { ...rest, report: { ...report, ...change(report) } };
}

/** The sample with an exception for all that is found of leavers. */
function excepted({ results }: Report): CheckResult[] {
  const exception = { reason: 'r', approvedBy: 'a@x.example', until: '2027-01-01' };
  return results.map((result) =>
    result.check === 'leaver-account'
      ? { ...result, findings: result.findings.map((finding) => ({ ...finding, exception })) }
      : result,
  );
}

function viewOf({ report }: Findings) {
  const view = leaversViewOf(report, timeZone);
  return view === null || typeof view === 'string' ? expect.fail('nobody has left') : view;
}

const facts: LeaversFacts = {
  ...{ left: 5, open: 2, longestDays: 124, used: 1, doubtful: 0, closed: 3, known: 2, medianHours: 162 },
};

describe.each(locales)('those who have left, in %s', (locale) => {
  const { ui } = options(locale).catalogue;
  const section = sectionOf(sample(locale), locale);
  const markdown = renderMarkdown(sample(locale), options(locale));

  test('come with what was used after leaving first, then open accounts, then closed ones by the day', () => {
    const days = [...section.matchAll(/<tr><th scope="row">[\s\S]*?<\/tr>/g)].map(
      ([row]) => /\d{4}-\d\d-\d\d/.exec(row)?.[0],
    );
    expect(days).toEqual(['2026-07-20', '2026-10-31', '2026-09-30', '2026-08-31', undefined]);
  });

  test('wear how severe it is, and when the account was used last', () => {
    const [, first = '', second = ''] = section.split('<tr><th scope="row">');
    expect(first).toContain('badge fail critical');
    expect(wordsOf(first)).toContain(`${ui.leavers.state.open} · ${ui.severity.critical}`);
    expect(wordsOf(first)).toContain(ui.leavers.lastUsed('2026-07-26'));
    expect(second).toContain('badge fail high');
    expect(second).not.toContain(ui.leavers.lastUsed('').slice(0, 4));
    expect(markdown).toContain(`${ui.leavers.state.open} · **${ui.severity.critical}**`);
    expect(markdown).toContain(ui.leavers.lastUsed('2026-07-26'));
  });

  test('whose accounts are accepted are not shown as severe', () => {
    const findings = changed((report) => ({ results: excepted(report) }), locale);
    expect(sectionOf(findings, locale)).not.toContain('badge fail');
    const word = `${ui.leavers.state.open} · ${ui.verdict.accepted}`;
    expect(wordsOf(sectionOf(findings, locale))).toContain(word);
    expect(renderMarkdown(findings, options(locale))).toContain(`**${ui.verdict.accepted}**`);
  });

  test('have their lag, and the median of those known', () => {
    for (const text of [section, markdown]) {
      expect(text).toContain(ui.leavers.facts(facts));
      expect(text).toContain(ui.leavers.openFor(21));
      expect(text).toContain(ui.leavers.lag(324));
      expect(text).toContain(ui.leavers.lag(0));
      expect(text).toMatch(new RegExp(`(?:</svg>|\\? )${ui.leavers.noDate}`));
      expect(text).toMatch(new RegExp(`(?:</svg>|\\? )${ui.leavers.lagUnknown}`));
    }
    const terminal = renderTerminal(sample(locale), { ...options(locale), colour: false, columns: 80 });
    expect(terminal.replace(/\s/g, '')).toContain(ui.leavers.facts(facts).replace(/\s/g, ''));
    expect(renderPlain(sample(locale))).toContain('leavers left=5 open=2 unknown=1 median-hours=162\n');
  });

  test('on a phone are blocks, in which each fact says what it is', () => {
    expect(section).toContain('<table class="leavers stacked">');
    expect(section).toContain(`<td data-head="${ui.label(ui.leavers.heads.lag)}">`);
  });

  test('without an HR list are a sentence, so that nobody takes silence for good news', () => {
    const without = quiet(locale);
    const noList = ui.leavers.noList.replaceAll('`', '');
    expect(wordsOf(sectionOf(without, locale))).toContain(noList);
    expect(renderHtml(without, options(locale))).toContain('<a href="#leavers">');
    expect(renderMarkdown(without, options(locale)).replaceAll('\\', '')).toContain(ui.leavers.noList);
    expect(renderPlain(without)).not.toContain('leavers');
  });

  test.each(['faulty', 'silent'] as const)('are unknown where the HR list is %s', (doubt) => {
    const data = { file: 'staff.csv', line: 3, problem: 'no-key', value: null };
    const note = { id: `roster-${doubt}` as const, text: 'line 3', data };
    const findings = changed(() => ({ leavers: null, notes: [note] }));
    const part = sectionOf(findings, locale);
    expect(part).toContain(ui.leavers.doubt[doubt]);
    expect(part).toContain('href="#notes"');
    expect(renderMarkdown(findings, options(locale))).toContain(ui.leavers.doubt[doubt]);
    const terminal = renderTerminal(findings, { ...options(locale), colour: false, columns: 80 });
    expect(terminal.replace(/\s/g, '')).toContain(ui.leavers.doubt[doubt].replace(/\s/g, ''));
    expect(renderPlain(findings)).toContain('leavers unknown\n');
  });

  test('may be nobody', () => {
    const nobody = { medianHours: null, known: 0, open: 0, unknown: 0, persons: [] };
    const findings = changed(() => ({ leavers: nobody }));
    expect(sectionOf(findings, locale)).toContain(ui.leavers.nobody);
    expect(renderPlain(findings)).toContain('leavers left=0 open=0 unknown=0 median-hours=unknown\n');
  });

  test('are cut with the number of the others', () => {
    const findings = changed(({ leavers }) => {
      const persons = Array.from({ length: 60 }, () => leavers?.persons[0] ?? expect.fail('nobody has left'));
      return { leavers: leavers && { ...leavers, persons } };
    });
    const part = sectionOf(findings, locale);
    expect(part.match(/<tr><th scope="row">/g)).toHaveLength(50);
    expect(wordsOf(part)).toContain(ui.leavers.moreInCsv(10).replaceAll('`', ''));
  });
});

test('of those who are open the longest comes first, and one without a day last, in whatever order they come', () => {
  const findings = changed(({ leavers }) => {
    const [some] = leavers?.persons.filter(({ state }) => state === 'open') ?? [];
    if (leavers === null || some === undefined) return expect.fail('nobody is open');
    const accounts = some.accounts.map((account) => ({ ...account, id: 'nobody' }));
    const persons = (['2026-11-16', null, '2026-05-16', '2026-10-08'] as const).map((leaveDate, index) => {
      return { ...some, id: `${index}`, leaveDate, accounts };
    });
    return { leavers: { ...leavers, persons } };
  });
  const days = ({ shown }: ReturnType<typeof viewOf>) => shown.map((row) => row.leaveDate);
  const view = viewOf(findings);
  expect(days(view)).toEqual(['2026-05-16', '2026-10-08', '2026-11-16', null]);
  expect(view.facts).toMatchObject({ open: 4, longestDays: 189, used: 0 });
});

test('hours are told below two days, else whole days', () => {
  expect([0, 1, 47, 47.5, 48, 71, 72].map(en.lag)).toEqual([
    ...['no delay', '1 hour', '47 hours', '47.5 hours', '2 days', '2 days', '3 days'],
  ]);
});

test('the sum is no good news while accounts are open', () => {
  const some = { left: 8, open: 3, longestDays: 190, used: 0, doubtful: 0, closed: 5, known: 3, medianHours: 8 };
  expect(en.facts(some)).toBe(
    '8 people have left: 3 still enabled (longest: 190 days). Of the 5 closed: median 8 hours for 3, not known for 2.',
  );
  expect(en.facts({ ...some, used: 1, doubtful: 2 })).toContain(
    '(longest: 190 days), 1 used after leaving, 2 not known.',
  );
  expect(en.facts({ ...some, longestDays: null, closed: 0 })).toBe('8 people have left: 3 still enabled.');
  expect(en.facts({ ...some, open: 0, closed: 8, known: 0, medianHours: null })).toBe(
    '8 people have left: no account is known to be enabled. Of the 8 closed: not known for 8.',
  );
  expect(ja.facts(some)).toBe(
    '退職者は8名、うち3名のアカウントが有効なままです（最長190日）。無効化済みの5名が無効化までに要した時間：中央値 8時間（3名）、不明 2名。',
  );
});

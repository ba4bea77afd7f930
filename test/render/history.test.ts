import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { findingChangeKinds } from '../../src/core/history/changes.ts';
import type { HistoryReport } from '../../src/core/history/history-report.ts';
import { catalogue } from '../../src/messages/index.ts';
import { changesCsvFormat } from '../../src/render/changes-csv.ts';
import type { Findings } from '../../src/render/format.ts';
import { changesViewOf } from '../../src/render/history.ts';
import { renderHtml } from '../../src/render/html.ts';
import { jsonChunks, safeJson } from '../../src/render/json.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { renderPlain } from '../../src/render/pipe.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { expectCsv, expectMarkdown, expectPage, expectPiped, expectTerminal, skeletonOf } from '../hostile/formats.ts';
import { changed, changesOf, count, share, trendOf, withHistory } from './history-sample.ts';
import { anyText, hostileNames } from './hostile.ts';
import { big, sample, small } from './sample.ts';
import { options } from './words.ts';

const locales = ['en', 'ja'] as const;
const off: HistoryReport = { state: 'off' };
const reason = 'History: ./shisei.db is locked by another program.';
const unavailable: HistoryReport = { state: 'unavailable', reason };
const lookBack: HistoryReport = {
  ...{ state: 'look-back', asOf: '2026-11-01T18:00:00.000Z', newest: '2026-11-20T18:00:00.000Z' },
};
const first: HistoryReport = { state: 'kept', changes: null, trend: trendOf().slice(-1) };

function csvOf(findings: Findings): string {
  return [...(changesCsvFormat.render(findings, options('en')) as Iterable<string>)].join('');
}

function rowsOf(findings: Findings): Record<string, string>[] {
  return parse(csvOf(findings), { bom: true, columns: true, record_delimiter: '\r\n' });
}

function terminal(findings: Findings, columns: number = 80, locale: 'en' | 'ja' = 'en'): string {
  return renderTerminal(findings, { ...options(locale), colour: false, columns });
}

/** One section of a page, by its id. */
function sectionOf(page: string, id: string): string {
  return new RegExp(`<section id="${id}"[\\s\\S]*?</section>`).exec(page)?.[0] ?? '';
}

describe('where no history is kept', () => {
  const findings = withHistory(sample(), off);

  test('nothing is said of it, but in the file of changes', () => {
    const page = renderHtml(findings, options('en'));
    for (const trace of ['id="changes"', 'id="trend"', '#changes', '.turns', 'spark'])
      expect(page).not.toContain(trace);
    const { nav } = catalogue('en').ui.page;
    for (const text of [page, renderMarkdown(findings, options('en')), terminal(findings)]) {
      expect(text).not.toContain(nav.changes);
      expect(text).not.toContain(nav.trend);
    }
    expect(renderPlain(findings)).not.toMatch(/changes|figure/);
    expect(rowsOf(findings)).toMatchObject([{ about: 'history', change: 'history-off' }]);
  });
});

describe('where the store could not be used', () => {
  const findings = withHistory(sample(), unavailable);

  test.each(locales)('every format says so and why, and claims no change, in %s', (locale) => {
    const page = renderHtml(findings, options(locale));
    expect(sectionOf(page, 'changes')).toContain(reason);
    expect(page).toMatch(/<a href="#changes">[^<]+ <span>\?<\/span>/);
    expect(page).not.toContain('id="trend"');
    expect(renderMarkdown(findings, options(locale))).toContain('locked by another program');
    expect(terminal(findings, 80, locale).replaceAll(/\s+/g, '')).toContain('lockedbyanotherprogram');
  });

  test('a pipe and a spreadsheet get it as a fact', () => {
    expect(renderPlain(findings)).toContain(`sample-trading: changes unknown reason="${reason}"`);
    expect(rowsOf(findings)).toMatchObject([{ about: 'history', change: 'history-unavailable', text: reason }]);
  });
});

describe('as of an instant before the newest scan', () => {
  const bare = (text: string) => text.replaceAll(/\s+/g, '');

  test.each(locales)('every format says that it was not compared and why, in %s', (locale) => {
    const findings = withHistory(sample(), lookBack);
    const { ui } = catalogue(locale);
    const { timeZone } = options(locale);
    const [asOf, newest] = ['2026-11-01T18:00:00.000Z', '2026-11-20T18:00:00.000Z'].map((at) => {
      return ui.instant(at, timeZone);
    });
    const told = ui.history.lookBack(asOf ?? '', newest ?? '');
    const page = renderHtml(findings, options(locale));
    expect(sectionOf(page, 'changes')).toContain(told);
    expect(page).toMatch(/<a href="#changes">[^<]+ <span>–<\/span>/);
    for (const trace of ['id="trend"', 'class="since"']) expect(page).not.toContain(trace);
    const markdown = renderMarkdown(findings, options(locale));
    expect(markdown).toContain(told);
    expect(markdown).not.toContain(ui.page.trendTitle);
    expect(bare(terminal(findings, 80, locale))).toContain(bare(told));
    expect(bare(terminal(findings, 40, locale))).toContain(bare(told));
    const [row] = parse([...(changesCsvFormat.render(findings, options(locale)) as Iterable<string>)].join(''), {
      ...{ bom: true, columns: true, record_delimiter: '\r\n' },
    }) as Record<string, string>[];
    expect(row).toMatchObject({ about: 'history', change: 'history-look-back', text: told });
    expect(renderPlain(findings)).toContain(
      'sample-trading: changes none, not kept as-of=2026-11-01T18:00:00.000Z newest=2026-11-20T18:00:00.000Z\n',
    );
  });

  test('is told in plain words', () => {
    expect(catalogue('en').ui.history.lookBack('1 Nov', '20 Nov')).toBe(
      'Judged as of 1 Nov, before the newest scan in the store (20 Nov): not compared with it, and not kept in the history.',
    );
  });
});

describe('the first scan', () => {
  const findings = withHistory(sample(), first);

  test('is told as one, with its figures and without a change', () => {
    const { history } = catalogue('en').ui;
    const page = renderHtml(findings, options('en'));
    expect(sectionOf(page, 'changes')).toContain(history.first);
    expect(page).not.toContain('class="since"');
    expect(sectionOf(page, 'trend')).toContain(history.figure['mfa-enforced']);
    expect(renderMarkdown(findings, options('en'))).toContain(history.first);
    expect(renderPlain(findings)).toContain('changes none, first scan');
    expect(rowsOf(findings)).toMatchObject([{ about: 'history', change: 'first-scan' }]);
  });
});

describe('what changed', () => {
  test.each(locales)('every change has its line and its word in %s, and none is told as another', (locale) => {
    const findings = changed(sample(locale));
    const { ui } = catalogue(locale);
    const changes = changesOf(findings.report);
    const section = sectionOf(renderHtml(findings, options(locale)), 'changes');
    const markdown = renderMarkdown(findings, options(locale));
    for (const kind of findingChangeKinds.filter((one) => one !== 'standing')) {
      const many = changes.findings.filter((change) => change.kind === kind).length;
      expect(many).toBeGreaterThan(0);
      const marks = [...section.matchAll(/<span class="(?:turn|badge)[^"]*"><svg[^>]*>.*?<\/svg>([^<]+)<\/span>/g)];
      expect(marks.filter(([, word]) => word === ui.history.kind[kind])).toHaveLength(many);
      expect(markdown.match(new RegExp(`^\\| \\S+ ${ui.history.kind[kind]} \\|`, 'gm'))).toHaveLength(many);
    }
    for (const { kind } of changes.facts) expect(section).toContain(ui.history.fact[kind]);
    const { standing } = changesViewOf(changes).tally;
    expect(section).toContain(ui.history.standing(standing));
  });

  test('the first screen tells it in one line', () => {
    const page = renderHtml(changed(sample()), options('en'));
    const { tally } = changesViewOf(changesOf(sample().report));
    const { new: fresh, reopened, worse, resolved, lost } = tally;
    expect(page).toContain(
      `<p class="since"><a href="#changes">Since 20 Nov 2026: ${fresh} new, ${reopened} reopened, ${worse} worse, ${resolved} resolved, ${lost} lost from sight</a></p>`,
    );
  });

  test('lost from sight is dashed, has a group of its own, and is no part of what is resolved', () => {
    const { report } = sample();
    const view = changesViewOf(changesOf(report));
    expect(view.groups.resolved.map(({ kind }) => kind)).not.toContain('lost');
    expect(view.groups.lost.every(({ kind }) => kind === 'lost')).toBe(true);
    const section = sectionOf(renderHtml(changed(sample()), options('en')), 'changes');
    const [, resolved = ''] = section.split('<h3>Resolved');
    expect(section).toMatch(/<span class="badge unknown"><svg[^>]*><use href="#i-gap"\/><\/svg>Lost from sight/);
    expect(resolved).not.toContain('Lost from sight');
  });

  test('what is gone or out of sight is told by what was wrong, and without days of an earlier scan', () => {
    const section = sectionOf(renderHtml(changed(sample()), options('en')), 'changes');
    const [, lostAndResolved = ''] = section.split('<h3>Lost from sight');
    const [gone = ''] = lostAndResolved.split('<h3>Facts');
    for (const title of ['MFA is not enforced', 'No usable second factor', 'Account not used'])
      expect(gone).toContain(`>${title}</a>`);
    for (const { topic } of Object.values(catalogue('en').checks)) expect(gone).not.toContain(`>${topic}<`);
    expect(gone).not.toMatch(/\d+ days/);
    expect(gone).toContain('first found 1 Nov 2026');
  });

  test('each group begins with what weighs most', () => {
    const order = ['critical', 'high', 'medium', 'low'];
    for (const group of Object.values(changesViewOf(changesOf(sample().report)).groups)) {
      const ranks = group.map(({ finding }) => order.indexOf(finding.severity));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    }
  });

  test('before and after stand beside a fact, in the words of the reader', () => {
    const findings = changed(sample('ja'));
    const section = sectionOf(renderHtml(findings, options('ja')), 'changes');
    expect(section).toContain('グローバル管理者');
    expect(section).toContain('ベトナム（VN）');
    expect(section).toContain('Sales → Accounting');
    const en = sectionOf(renderHtml(changed(sample()), options('en')), 'changes');
    expect(en).toContain('not readable, before: read in full');
    expect(en).toContain('GET /v1/policies 403 PERMISSION_DENIED');
  });

  test('nothing changed is said in the section, and not on the first screen', () => {
    const { from, to } = changesOf(sample().report);
    const changes = { from, to, findings: [], facts: [], sight: [] };
    const page = renderHtml(withHistory(sample(), { state: 'kept', changes, trend: trendOf() }), options('en'));
    expect(page).not.toContain('class="since"');
    expect(sectionOf(page, 'changes')).toContain('Since 20 Nov 2026: Nothing has changed.');
  });

  test('a page holds some of many changes and says where the others are; the file has all', () => {
    const findings = changed(big(3_000));
    const page = renderHtml(findings, options('en'));
    const view = changesViewOf(changesOf(findings.report));
    const more = view.groups.added.length - 50;
    expect(more).toBeGreaterThan(0);
    const told = `${more.toLocaleString('en-GB')} more in changes.csv`;
    expect(sectionOf(page, 'changes')).toContain(told);
    expect(renderMarkdown(findings, options('en'))).toContain(told);
    const kinds = Map.groupBy(rowsOf(findings), ({ change = '' }) => change);
    expect((kinds.get('new')?.length ?? 0) + (kinds.get('reopened')?.length ?? 0)).toBe(view.groups.added.length);
    expect(renderPlain(findings)).toMatch(/changes more=\d+/);
  });
});

describe('the trend', () => {
  const findings = changed(sample());
  const section = sectionOf(renderHtml(findings, options('en')), 'trend');
  const rowOf = (name: string) => section.split('<tr>').find((row) => row.includes(`>${name}<`)) ?? '';

  test('a figure has value, basis, what was unknown, change and line', () => {
    const row = rowOf('MFA enforced');
    expect(row).toContain('<b class="">93 %</b><span class="sub">28 of 30; 1 not known</span>');
    expect(row).toContain('+3 points');
    expect(row).toContain('aria-label="58 %, 62 %, 65 %, not known, not known, 75 %, 79 %');
  });

  test('from where to where a line leads is told, where it leads anywhere', () => {
    expect(rowOf('MFA enforced')).toContain('</svg><span class="sub">58 % → 93 %</span></td>');
    expect(rowOf('Leavers until disabled')).toContain('<span class="sub">23 hours → 3.5 days</span>');
    for (const level of ['Accepted findings', 'Stale guests', 'Time to fix, critical'])
      expect(rowOf(level)).toContain('</svg></td>');
  });

  test('what nobody could tell is marked unknown and is never 0', () => {
    const row = rowOf('Stale guests');
    expect(row).toContain('<span class="badge unknown">');
    expect(row).not.toMatch(/>0\b/);
    expect(row).not.toContain('class="end"');
    expect(renderMarkdown(findings, options('en'))).toContain('| Stale guests | ? not known |');
    expect(renderPlain(findings)).toMatch(/figure id=stale-guests .*value=unknown .*unknown=unknown/);
  });

  test('where there is nothing to count, nobody failed to look', () => {
    const row = rowOf('Time to fix, low');
    expect(row).toContain('<b class="muted">nothing to count</b>');
    expect(row).not.toContain('badge unknown');
    expect(renderPlain(findings)).toMatch(/figure id=time-to-fix-low .*value=none/);
  });

  test('another definition breaks the line and compares with nothing', () => {
    const points = trendOf();
    const older = points.map((point, index) => ({
      ...point,
      figures: point.figures.map((one) => (index < points.length - 1 ? { ...one, version: 0 } : one)),
    }));
    const page = renderHtml(withHistory(sample(), { state: 'kept', changes: null, trend: older }), options('en'));
    const row = sectionOf(page, 'trend').split('<tr>')[2] ?? '';
    expect(row).toContain('<td class="muted">–</td>');
    expect(row).not.toContain('<polyline');
    expect(row).toContain('class="end"');
  });

  test('percent rounds down, so that 100 % means all', () => {
    for (const [part, whole, shown] of [
      [29, 50, '58 %'],
      [199, 200, '99 %'],
      [999, 1000, '99 %'],
      [200, 200, '100 %'],
      [0, 3, '0 %'],
    ] as const) {
      const [point] = trendOf().slice(-1);
      const trend = point === undefined ? [] : [{ ...point, figures: [share('coverage', part, whole)] }];
      const page = renderHtml(withHistory(sample(), { state: 'kept', changes: null, trend }), options('en'));
      expect(sectionOf(page, 'trend')).toContain(`<b class="">${shown}</b>`);
    }
  });
});

describe('in a terminal', () => {
  const cases = locales.flatMap((locale) => [80, 60, 40].map((columns) => ({ locale, columns })));

  test.each(cases)('fits into $columns columns in $locale', ({ locale, columns }) => {
    for (const history of [changed(sample(locale)).report.history, unavailable, lookBack, first]) {
      const text = terminal(withHistory(sample(locale), history), columns, locale);
      for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  test('a figure that nobody could tell is marked', () => {
    const trend = trendOf().map((point) => ({ ...point, figures: [count('top-admins', null, 0, 3)] }));
    const text = terminal(withHistory(sample(), { state: 'kept', changes: null, trend }));
    expect(text).toContain('Top administrators  ? not known (3 not known)');
  });

  test('marks are ASCII, and the word stands beside each', () => {
    const text = terminal(changed(sample()));
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    expect(text).toContain('  + New ');
    expect(text).toContain('  ? Less can be read: Google Workspace: Policies');
  });
});

describe('whatever a directory calls its accounts', () => {
  const model = skeletonOf(renderHtml(changed(sample(), 'calm'), options('en')));

  test.each(hostileNames.filter((name) => name.trim() !== '').map((name) => [name.slice(0, 30), name]))(
    '%j breaks no format',
    (_label, name) => {
      const findings = changed(sample(), name);
      const page = renderHtml(findings, options('en'));
      expectPage(page.replaceAll(/<\/?bdi(?: dir="ltr")?>/g, ''), model);
      expectCsv(csvOf(findings));
      expectMarkdown(renderMarkdown(findings, options('en')));
      expectTerminal(terminal(findings), 80, false);
      expectPiped(renderPlain(findings), ['sample-trading']);
    },
  );

  test('any reason of a store that fails is told harmlessly', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const findings = withHistory(small(), { state: 'unavailable', reason: text });
        expectPage(
          renderHtml(findings, options('en')),
          skeletonOf(renderHtml(withHistory(small(), unavailable), options('en'))),
        );
        expectMarkdown(renderMarkdown(findings, options('en')));
        expectTerminal(terminal(findings), 80, false);
        expectPiped(renderPlain(findings), ['kita-clinic']);
        expectCsv(csvOf(findings));
      }),
      { numRuns: 25 },
    );
  });
});

test('report.json has the history as it is, one change a line', () => {
  for (const history of [off, unavailable, lookBack, first, changed(sample()).report.history]) {
    const { report } = withHistory(sample(), history);
    const text = [...jsonChunks(report)].join('');
    expect(JSON.parse(text).history).toEqual(JSON.parse(JSON.stringify(history)));
    if (history.state !== 'kept') continue;
    const lines = text.split('\n').map((line) => line.replace(/,$/, ''));
    const items = [...(history.changes?.findings ?? []), ...(history.changes?.facts ?? []), ...history.trend];
    for (const item of items) expect(lines).toContain(safeJson(item));
  }
});

test('changes.csv has a BOM, CRLF and an English header, and both sides of each change', () => {
  const findings = changed(sample('ja'));
  const csv = csvOf(findings);
  expect(csv.startsWith('\ufefftenant,since,as_of,about,change,reason,severity,check,provider,subject,login,')).toBe(
    true,
  );
  expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expectCsv(csv);
  const rows = rowsOf(findings);
  const abouts = Map.groupBy(rows, ({ about = '' }) => about);
  expect([...abouts.keys()]).toEqual(['finding', 'fact', 'dataset']);
  expect(rows.find(({ change }) => change === 'worse')?.before).toMatch(/^open high unregistered$/);
  expect(rows.find(({ change }) => change === 'resolved')?.after).toBe('');
  expect(rows.find(({ change }) => change === 'methods-changed')).toMatchObject({
    ...{ before: 'microsoftAuthenticatorPush', after: 'mobilePhone', login: 'ito@sample-trading.example' },
  });
  expect(rows.find(({ change }) => change === 'darker')).toMatchObject({ subject: 'policies', after: 'unavailable' });
});

test('a pipe gets one fact a line, the same in every language', () => {
  const lines = renderPlain(changed(sample('ja'))).split('\n');
  const { report } = changed(sample());
  expect(lines).toContain(
    'sample-trading: change=methods-changed provider=microsoft365 subject=ito@sample-trading.example before=microsoftAuthenticatorPush after=mobilePhone',
  );
  expect(lines).toContain(
    'sample-trading: change=lighter dataset=microsoft365/signInEvents before=partial after=complete',
  );
  const told = report.history.state === 'kept' ? (report.history.changes?.findings ?? []) : [];
  const changedOnes = told.filter(({ kind }) => kind !== 'standing').length;
  expect(lines.filter((line) => /: change=\S+ severity=/.test(line))).toHaveLength(changedOnes);
});

import { expect, test } from 'vitest';
import type { Gap } from '../../src/core/gap.ts';
import type { CheckResult, Finding, Report } from '../../src/core/report.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { remedyOf, unseenOf, unseenWord } from '../../src/render/unseen.ts';
import { sample } from './sample.ts';
import { options } from './words.ts';

const en = options('en').catalogue;
const network: Gap = { kind: 'network', detail: 'GET /admin/directory/v1/users page 2: socket hang up' };
const silent: Gap = { kind: 'absent', detail: 'the directory does not say whether the account is enabled' };
const list: Gap = { kind: 'malformed', detail: 'the HR list cannot be used: staff.csv:3: date' };

function unknown(type: Finding['subject']['type'], id: string, gap: Gap): Finding {
  const subject = { type, id };
  return { key: id, subject, verdict: 'unknown', message: 'unknown', text: '', data: {}, severity: 'high', gap };
}

function result(check: string, provider: CheckResult['provider'], findings: Finding[]): CheckResult {
  const counts = { judged: findings.length, failed: 0, unknown: findings.length, excepted: 0 };
  const gaps = findings.flatMap(({ gap }) => gap ?? []);
  return { check, provider, verdict: 'unknown', severity: 'high', counts, gaps, controls: [], findings };
}

/** The sample, in which Google Workspace broke off, with these results alone. */
function judged(...results: CheckResult[]): Report {
  return { ...sample().report, results };
}

test('what a check of the whole tenant lacks is what a directory lacks', () => {
  const report = judged(result('half-offboarded', null, [unknown('person', 'm-0003', network)]));
  const found = unseenOf(report, []).filter(({ undecided }) => undecided > 0);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ provider: 'google-workspace', datasets: ['signIns'], undecided: 1 });
});

test('what no directory lacks is told of the tenant, with those concerned', () => {
  const report = judged(
    result('half-offboarded', null, [unknown('person', 'm-0003', silent), unknown('person', 'm-0004', silent)]),
    result('privileged-app', 'microsoft365', [unknown('application', 'sp-1', silent)]),
  );
  const found = unseenOf(report, []).filter(({ undecided }) => undecided > 0);
  expect(found.map((one) => [one.provider, unseenWord(one, en)])).toEqual([
    ['microsoft365', '1 application'],
    [null, '2 people'],
  ]);
});

test('an HR list that cannot be used is one line, however many directories there are', () => {
  const report = judged(
    ...(['microsoft365', 'google-workspace'] as const).flatMap((provider) => [
      result('leaver-account', provider, [unknown('directory', provider, list)]),
      result('unlisted-account', provider, [unknown('directory', provider, list)]),
    ]),
  );
  const [one, ...others] = unseenOf(report, []).filter(({ undecided }) => undecided > 0);
  expect(others).toEqual([]);
  if (one === undefined) throw new Error('nothing is unseen');
  expect(one).toMatchObject({ provider: null, undecided: 4 });
  expect(remedyOf(one, en.ui)).toContain('notes');
  const findings = { ...sample(), report };
  const words = en.ui.gapReason(list) ?? '';
  expect(words).not.toBe('');
  for (const text of [
    renderHtml(findings, options('en')),
    renderMarkdown(findings, options('en')),
    renderTerminal(findings, { ...options('en'), colour: false, columns: 80 }),
  ]) {
    expect(text).toContain(en.ui.elsewhere);
    expect(text).not.toContain('staff.csv:3: date');
    expect(text.replace(/\n\s*/g, ' ')).toContain(words);
  }
});

test('a tenant that is convicted is in no doubt', () => {
  const own = unknown('tenant', 'sample-trading', silent);
  const convicted = { ...result('emergency-access', null, [{ ...own, verdict: 'fail' }]), verdict: 'fail' as const };
  const { gap: _, ...failing } = { ...own, verdict: 'fail' as const };
  const report = judged({ ...convicted, gaps: [network], findings: [failing] });
  const [hidden] = unseenOf(report, []).filter(({ datasets }) => datasets.includes('signIns'));
  expect(hidden?.checks).toEqual([]);
});

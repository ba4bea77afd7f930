import { expect, test } from 'vitest';
import type { Gap, Mfa } from '../../src/core/datasets.ts';
import type { Report } from '../../src/core/report.ts';
import { digestOf, sentenceOf } from '../../src/render/digest.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { peopleOf } from '../../src/render/people.ts';
import { repairsOf } from '../../src/render/repairs.ts';
import { linesOf } from '../../src/render/results.ts';
import { renderPlain, renderTerminal } from '../../src/render/terminal.ts';
import { unseenOf } from '../../src/render/unseen.ts';
import { failedReport, halfReport, hostileReport, reportOf, sampleReport, smallReport, snapshotOf } from './sample.ts';
import { options } from './words.ts';

const en = options('en').catalogue;

function repairsFor(report: Report, login: string) {
  const person = peopleOf(report).find((one) => one.login?.startsWith(`${login}@`));
  if (person === undefined) throw new Error(`nobody is ${login}`);
  return repairsOf(person, en);
}

test('a person who fails in both clouds sees the repair of each', () => {
  const found = repairsFor(sampleReport(), 'suzuki').map(({ check, provider, count }) => [check, provider, count]);
  expect(found).toEqual([
    ['missing-mfa', 'microsoft365', 1],
    ['missing-mfa', 'google-workspace', 1],
  ]);
});

test('an unused account is closed before anything is registered for it', () => {
  const [first, ...others] = repairsFor(sampleReport(), 'kuroda');
  expect(first?.check).toBe('stale-account');
  expect(first?.ifStillNeeded).toBe(false);
  const mfa = others.find(({ check }) => check === 'missing-mfa');
  expect(mfa?.ifStillNeeded).toBe(true);
});

test('commands name the account, but only where no shell could misread the name', () => {
  const [, mfa] = repairsFor(sampleReport(), 'scanner');
  expect(mfa?.command).toEqual([
    "New-MgUserAuthenticationTemporaryAccessPassMethod -UserId 'scanner@sample-trading.example' -IsUsableOnce -LifetimeInMinutes 60",
  ]);
  for (const name of ["a'; rm -rf /", '-x@example.com', '$(id)@example.com', 'a b@example.com', '']) {
    const report = hostileReport(name);
    for (const person of peopleOf(report)) {
      for (const { command } of repairsOf(person, en)) {
        for (const line of command.filter((one) => /^New-|^Update-MgUser/.test(one))) {
          expect(line).toContain('-UserId LOGIN');
        }
      }
    }
  }
});

test.each([sampleReport, smallReport, halfReport, failedReport])(
  'what is not seen adds up to what is undecided',
  (make) => {
    const report = make();
    const sum = unseenOf(report).reduce((total, { undecided }) => total + undecided, 0);
    expect(sum).toBe(report.summary.unknown);
    for (const { checks, undecided } of unseenOf(report)) {
      expect(checks.reduce((total, { count }) => total + count, 0)).toBe(undecided);
    }
  },
);

/** A directory that never says which methods are registered. */
function silentReport(locale: 'en' | 'ja' = 'en'): Report {
  const ids = Array.from({ length: 30 }, (_, index) => `g-${index}`);
  const unread: Gap = { kind: 'unsupported', detail: 'not read by this version of shisei' };
  return reportOf(
    [
      snapshotOf('google-workspace', 'C01', {
        organization: [{ id: 'C01', name: 'Silent', domains: ['silent.example'], plan: null }],
        accounts: ids.map((id) => ({
          id,
          login: `${id}@silent.example`,
          name: id,
          enabled: true,
          kind: 'member',
          createdAt: '2020-01-01T00:00:00.000Z',
          invitation: null,
        })),
        signIns: ids.map((accountId) => ({
          accountId,
          lastSuccess: '2026-11-19T00:00:00.000Z',
          recordedSince: null,
          source: 'activity',
        })),
        mfa: ids.map((accountId): Mfa => ({ accountId, registered: true, usable: true, methods: null })),
        roles: [],
        policies: unread,
      }),
    ],
    locale,
  );
}

test('what nobody can decide is one line, and fills no list of people', () => {
  const report = silentReport();
  const digest = digestOf(report, en, 'Asia/Tokyo');
  expect(digest.people).toEqual([]);
  expect(digest.undecidable).toBe(30);
  const sms = report.results.find(({ check }) => check === 'sms-mfa');
  expect(sms === undefined ? [] : linesOf(sms).undecidable.map(({ findings }) => findings.length)).toEqual([30]);
  const page = renderHtml(report, options('en'));
  expect(page.match(/This version does not read which factors Google accounts use\./g)?.length).toBeLessThan(5);
  expect(page).toContain('Of 30 more people nothing is unknown but');
  const markdown = renderMarkdown(report, options('en'));
  expect(markdown.match(/which factors Google accounts use/g)?.length).toBeLessThan(5);
});

test('our own reasons are Japanese in Japanese', () => {
  const report = silentReport('ja');
  const own = /this version does not read|not read by this version|gave no record/i;
  for (const text of [
    renderHtml(report, options('ja')),
    renderMarkdown(report, options('ja')),
    renderTerminal(report, { ...options('ja'), colour: false, columns: 80 }),
    renderHtml(sampleReport('ja'), options('ja')),
  ]) {
    expect(text).not.toMatch(own);
  }
});

test('where nothing could be read no zero is claimed', () => {
  const plain = renderPlain(failedReport());
  expect(plain).toContain('fail critical=unknown high=unknown medium=unknown low=unknown');
  expect(renderPlain(halfReport())).toMatch(/critical=\d/);
  const text = renderTerminal(failedReport(), { ...options('en'), colour: false, columns: 80 });
  expect(text).toMatch(/!! critical +\?/);
});

test('a sentence names the highest role, and the cloud where there are two', () => {
  const report = sampleReport();
  const digest = digestOf(report, en, 'Asia/Tokyo');
  const of = (login: string) => {
    const person = digest.people.find((one) => one.login?.startsWith(`${login}@`));
    return person === undefined ? '' : sentenceOf(person, digest);
  };
  expect(of('kuroda')).toBe('Global Administrator: no usable second factor and no sign-in for 207 days.');
  expect(of('suzuki')).toBe('In Microsoft\u00a0365 and Google Workspace: no usable second factor.');
  expect(of('takahashi')).toBe('No usable second factor.');
});

test('every person with a critical finding is named at first, up to six', () => {
  const page = renderHtml(sampleReport(), options('en'));
  const summary = /<section id="summary"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
  const critical = peopleOf(sampleReport()).filter(({ severity }) => severity === 'critical');
  for (const { name } of critical.slice(0, 6)) expect(summary).toContain(name);
});

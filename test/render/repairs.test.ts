import { expect, test } from 'vitest';
import type { DatasetName } from '../../src/core/datasets.ts';
import type { Gap } from '../../src/core/gap.ts';
import type { Provider } from '../../src/core/provider.ts';
import type { Enforcement } from '../../src/core/rows/enforcement.ts';
import type { Mfa } from '../../src/core/rows/mfa.ts';
import { digestOf } from '../../src/render/digest.ts';
import type { Findings } from '../../src/render/format.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { peopleOf } from '../../src/render/people.ts';
import { renderPlain } from '../../src/render/pipe.ts';
import { repairsOf, repairsOfResult } from '../../src/render/repairs.ts';
import { linesOf } from '../../src/render/results.ts';
import { sentenceOf } from '../../src/render/sentence.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { rowsLeft, unseenOf, whyUnseen } from '../../src/render/unseen.ts';
import { failed, findingsOf, half, hostile, sample, small, snapshotOf } from './sample.ts';
import { options } from './words.ts';

const en = options('en').catalogue;

function repairsFor(findings: Findings, login: string) {
  const person = peopleOf(findings).find((one) => one.login?.startsWith(`${login}@`));
  if (person === undefined) throw new Error(`nobody is ${login}`);
  return repairsOf(person, en);
}

test('a person who fails in both clouds sees the repair of each', () => {
  const found = repairsFor(sample(), 'suzuki').map(({ check, provider, count }) => [check, provider, count]);
  expect(found.slice(0, 2)).toEqual([
    ['missing-mfa', 'microsoft365', 1],
    ['missing-mfa', 'google-workspace', 1],
  ]);
});

test('an unused account is closed before anything is registered for it', () => {
  const [first, ...others] = repairsFor(sample(), 'kuroda');
  expect(first?.check).toBe('leaver-account');
  expect(first?.ifStillNeeded).toBe(false);
  const mfa = others.find(({ check }) => check === 'missing-mfa');
  expect(mfa?.ifStillNeeded).toBe(true);
  expect(others.map(({ check }) => check)).not.toContain('stale-account');
});

test('commands name the account, but only where no shell could misread the name', () => {
  const mfa = repairsFor(sample(), 'scanner').find(({ check }) => check === 'missing-mfa');
  expect(mfa?.command).toEqual([
    "New-MgUserAuthenticationTemporaryAccessPassMethod -UserId 'scanner@sample-trading.example' -IsUsableOnce -LifetimeInMinutes 60",
  ]);
  for (const name of ["a'; rm -rf /", '-x@example.com', '$(id)@example.com', 'a b@example.com', '']) {
    for (const person of peopleOf(hostile(name))) {
      for (const { command } of repairsOf(person, en)) {
        for (const line of command.filter((one) => /^New-MgUser|^Update-MgUser/.test(one))) {
          expect(line).toContain('-UserId LOGIN');
        }
      }
    }
  }
});

test('commands name the application, by the id that each of them takes', () => {
  const result = (check: string, provider: Provider) => {
    const found = sample().report.results.find((one) => one.check === check && one.provider === provider);
    const finding = found?.findings.find(({ subject }) => subject.id === 'sp-backup' || provider !== 'microsoft365');
    if (found === undefined || finding === undefined) throw new Error(`no finding of ${check}`);
    return repairsOfResult({ ...found, findings: [finding] }, en).flatMap(({ command }) => command);
  };
  expect(result('privileged-app', 'microsoft365')[0]).toContain('-ServicePrincipalId sp-backup');
  expect(result('stale-credential', 'microsoft365')[0]).toContain("'client-sp-backup'");
  const { report } = hostile("a'; rm -rf /");
  for (const one of report.results.filter(({ check }) => check === 'stale-credential')) {
    const findings = one.findings.slice(0, 1).map((finding) => ({ ...finding, data: { clientId: "a'; rm" } }));
    expect(repairsOfResult({ ...one, findings }, en)[0]?.command.join('\n') ?? 'CLIENT_ID').toContain('CLIENT_ID');
  }
});

test.each([sample, small, half, failed])('what is not seen adds up to what is undecided', (make) => {
  const { report, access } = make();
  const sum = unseenOf(report, access).reduce((total, { undecided }) => total + undecided, 0);
  expect(sum).toBe(report.summary.unknown);
  for (const { checks, undecided } of unseenOf(report, access)) {
    expect(checks.reduce((total, { count }) => total + count, 0)).toBe(undecided);
  }
});

test('a gap hides nothing of a directory that is convicted all the same', () => {
  const { report, access } = small();
  const blind = report.results.find(({ provider }) => provider === 'microsoft365');
  if (blind === undefined) throw new Error('no result');
  const gap: Gap = { kind: 'licence', detail: 'the log' };
  const subject = { type: 'directory' as const, id: 'd' };
  const finding = { key: 'k', subject, message: 'blind', text: '', data: {}, severity: 'high' as const };
  const directories = report.directories.map((directory) => ({
    ...directory,
    datasets: { ...directory.datasets, signInEvents: { state: 'unavailable' as const, rows: 0, gap } },
  }));
  const hidden = (verdict: 'fail' | 'unknown') => {
    const own = verdict === 'unknown' ? { ...finding, verdict, gap } : { ...finding, verdict };
    const results = [{ ...blind, check: 'blind-log', verdict, gaps: [gap], findings: [own] }];
    const found = unseenOf({ ...report, directories, results }, access);
    return found.find(({ datasets }) => datasets.includes('signInEvents'))?.checks.map(({ check }) => check);
  };
  expect(hidden('fail')).toEqual([]);
  expect(hidden('unknown')).toEqual(['blind-log']);
});

test.each(['en', 'ja'] as const)('rows that were read are told as they are, in %s', (locale) => {
  const { ui } = options(locale).catalogue;
  const { report, access } = sample();
  const gap: Gap = { kind: 'permission', detail: 'x' };
  const told = (rows: number) => {
    const directories = report.directories.slice(0, 1).map((directory) => {
      const { datasets } = directory;
      const partly = { state: 'partial' as const, rows, gap };
      return { ...directory, datasets: { ...datasets, enforcement: partly } };
    });
    const one = unseenOf({ ...report, directories }, access).find(({ datasets }) => datasets.includes('enforcement'));
    return one === undefined ? null : rowsLeft(one, ui);
  };
  const all = access[0]?.rows.length ?? 0;
  const unknown = access[0]?.rows.filter(({ protection }) => protection.state === 'unknown').length ?? 0;
  expect(told(all)).toBe(ui.page.allRows(all, unknown));
  expect(told(all - 1)).toBe(ui.page.partialRows(all - 1));
});

test('a licence for the log is named in place of the provider’s words', () => {
  const { ui } = en;
  const gap: Gap = { kind: 'licence', detail: 'GET /auditLogs/signIns 403 Authentication_Request' };
  const why = (datasets: readonly DatasetName[]) => whyUnseen({ provider: 'microsoft365', datasets, gap }, ui);
  expect(why(['signInEvents'])).toBe(ui.access.needsLicence.microsoft365);
  expect(why(['signIns', 'signInEvents'])).toBe(ui.gap.licence.why);
});

/** A directory of whose accounts nobody offers to read whether MFA is enforced. */
function silent(locale: 'en' | 'ja' = 'en'): Findings {
  const ids = Array.from({ length: 30 }, (_, index) => `g-${index}`);
  const unread: Gap = { kind: 'unsupported', detail: 'not read by this version of shisei' };
  return findingsOf(
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
        enforcement: ids.map(
          (accountId): Enforcement => ({
            ...{ accountId, state: 'unknown', reason: 'unreadable', policies: [], startsAt: null },
            ...{ legacyClients: null, allowedFactors: null, trustsDevices: null, gap: unread },
          }),
        ),
        policies: unread,
      }),
    ],
    locale,
  );
}

test('what nobody can decide is one line, and fills no list of people', () => {
  const findings = silent();
  const digest = digestOf(findings, en, 'Asia/Tokyo');
  expect(digest.people).toEqual([]);
  expect(digest.undecidable).toBe(30);
  const result = findings.report.results.find(({ check }) => check === 'unenforced-mfa');
  expect(result === undefined ? [] : linesOf(result).undecidable.map(({ findings }) => findings.length)).toEqual([30]);
  const page = renderHtml(findings, options('en'));
  const [section = ''] = /<section id="checks"[\s\S]*?<\/section>/.exec(page) ?? [];
  expect(section.match(/This version does not read it\./g)?.length).toBeLessThan(15);
  expect(page).toContain('Of 30 more people nothing is unknown but');
  const [checks = ''] = /^## By check[\s\S]*?^## /m.exec(renderMarkdown(findings, options('en'))) ?? [];
  expect(checks.match(/version does not read it/g)?.length).toBeLessThan(15);
});

test('our own reasons are Japanese in Japanese', () => {
  const findings = silent('ja');
  const own = /this version does not read|not read by this version|gave no record/i;
  for (const text of [
    renderHtml(findings, options('ja')),
    renderMarkdown(findings, options('ja')),
    renderTerminal(findings, { ...options('ja'), colour: false, columns: 80 }),
    renderHtml(sample('ja'), options('ja')),
  ]) {
    expect(text).not.toMatch(own);
  }
});

test('where nothing could be read no zero is claimed', () => {
  const plain = renderPlain(failed());
  expect(plain).toContain('fail critical=unknown high=unknown medium=unknown low=unknown');
  expect(renderPlain(half())).toMatch(/critical=\d/);
  const text = renderTerminal(failed(), { ...options('en'), colour: false, columns: 80 });
  expect(text).toMatch(/!! critical +\?/);
});

test('a sentence names the highest role, and the cloud where there are two', () => {
  const digest = digestOf(sample(), en, 'Asia/Tokyo');
  const of = (login: string) => {
    const person = digest.people.find((one) => one.login?.startsWith(`${login}@`));
    return person === undefined ? '' : sentenceOf(person, digest);
  };
  expect(of('kuroda')).toBe(
    'Global Administrator: no usable second factor, MFA not enforced, account still enabled after leaving on 2026-10-31 and no sign-in for 207 days.',
  );
  expect(of('suzuki')).toBe(
    'In Microsoft\u00a0365 and Google Workspace: no usable second factor and MFA not enforced.',
  );
  expect(of('takahashi')).toBe('No usable second factor and MFA not enforced.');
});

test('every person with a critical finding is named at first, up to five', () => {
  const page = renderHtml(sample(), options('en'));
  const summary = /<section id="summary"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
  const critical = peopleOf(sample()).filter(({ severity }) => severity === 'critical');
  for (const { name } of critical.slice(0, 5)) expect(summary).toContain(name);
});

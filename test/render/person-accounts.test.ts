import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/report.ts';
import type { Roster } from '../../src/core/roster.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Enforcement } from '../../src/core/rows/enforcement.ts';
import type { Mfa } from '../../src/core/rows/mfa.ts';
import type { Role } from '../../src/core/rows/role.ts';
import { digestOf } from '../../src/render/digest.ts';
import type { Findings } from '../../src/render/format.ts';
import { renderHtml } from '../../src/render/html.ts';
import { peopleOf } from '../../src/render/people.ts';
import { repairsOf, repairsOfResult } from '../../src/render/repairs.ts';
import { sentenceOf, shortSentenceOf } from '../../src/render/sentence.ts';
import { findingsOf, snapshotOf } from './sample.ts';
import { options } from './words.ts';

const { catalogue: en } = options('en');
const { catalogue: ja } = options('ja');

interface Scene {
  roster?: Roster | null;
  google?: boolean;
}

function account(id: string, login: string, name: string): Account {
  return {
    ...{ id, login, name, enabled: true, kind: 'member', createdAt: '2020-01-01T00:00:00.000Z', invitation: null },
    ...{ addresses: [], employeeId: null, department: null, synced: false, licences: [] },
  };
}

function mfa(accountId: string): Mfa {
  return { accountId, registered: true, usable: true, methods: [{ name: 'push', strength: 'phishable' }] };
}

function enforcement(accountId: string, state: 'enforced' | 'none'): Enforcement {
  return {
    ...{ accountId, state, reason: state === 'none' ? 'no-policy' : 'policy', policies: [], startsAt: null },
    ...{ legacyClients: 'blocked', allowedFactors: null, trustsDevices: null, gap: null },
  };
}

const security: Role = {
  ...{ holderId: 'm-1', holder: 'account', roleId: 'r', roleName: 'Security Administrator', tier: 'high' },
  ...{ throughGroup: null, state: 'active', scope: '/', endsAt: null, permanent: false, withinTop: true },
};

/** One human: the administrator's account is weak by its factor, the everyday one because nothing enforces MFA. */
function rossi({ roster = null, google = false }: Scene = {}): Findings {
  const login = (name: string) => `${name}@acme.example`;
  const microsoft = snapshotOf('microsoft365', 'm', {
    accounts: [account('m-1', login('adm-rossi'), 'Rossi (admin)'), account('m-2', login('rossi'), 'Giulia Rossi')],
    roles: [security],
    mfa: [mfa('m-1'), mfa('m-2')],
    enforcement: [enforcement('m-1', 'enforced'), enforcement('m-2', 'none')],
  });
  const workspace = snapshotOf('google-workspace', 'g', {
    accounts: [account('g-1', login('g.rossi'), 'G. Rossi')],
    roles: [],
    mfa: [mfa('g-1')],
    enforcement: [enforcement('g-1', 'enforced')],
  });
  const links = [[login('adm-rossi'), login('rossi'), ...(google ? [login('g.rossi')] : [])]];
  const tenant = { id: 'acme', name: 'Acme' };
  return findingsOf(google ? [microsoft, workspace] : [microsoft], 'en', tenant, { links }, roster);
}

function personIn(findings: Findings) {
  const person = peopleOf(findings).find(({ human }) => (human?.holdings.length ?? 0) > 1);
  return person ?? expect.fail('nobody has two accounts');
}

function said(findings: Findings, catalogue = en): string {
  return sentenceOf(personIn(findings), digestOf(findings, catalogue, 'UTC'));
}

/** A finding that is made up, of one account or of the person. */
function finding(subject: Finding['subject'], data: Finding['data'] = {}): Finding {
  const own = { key: `k-${subject.id}`, verdict: 'fail' as const, message: 'x', text: 'X.', severity: 'high' as const };
  return { ...own, subject, data };
}

/** With these results in place of those of the checks. */
function withFindings(findings: Findings, results: Record<string, readonly Finding[]>): Findings {
  const [first] = findings.report.results;
  if (first === undefined) throw new Error('no results');
  const made = Object.entries(results).map(([check, all]) => {
    const provider = all.some(({ subject }) => subject.type === 'person') ? null : ('microsoft365' as const);
    return { ...first, check, provider, controls: [], verdict: 'fail' as const, findings: [...all] };
  });
  return { ...findings, report: { ...findings.report, results: made } };
}

const admin = { type: 'account' as const, id: 'm-1', login: 'adm-rossi@acme.example' };
const everyday = { type: 'account' as const, id: 'm-2', login: 'rossi@acme.example' };
const whole = { type: 'person' as const, id: 'm-1', login: 'adm-rossi@acme.example' };
const bothOpen = {
  ...{ enabledIn: 'microsoft365', disabledIn: 'google-workspace', disabledLogins: 'g.rossi@acme.example' },
  enabledLogins: 'adm-rossi@acme.example, rossi@acme.example',
};

describe('of two accounts in one cloud', () => {
  test('each is told by itself, and a role of its holder alone', () => {
    expect(said(rossi())).toBe(
      'Security Administrator (adm-rossi): no phishing-resistant method. Account rossi: MFA not enforced.',
    );
    expect(said(rossi(), ja)).toMatch(
      /（adm-rossi）：フィッシング耐性のある MFA なし。アカウント rossi：MFA が必須でない。$/,
    );
  });

  test('whole logins are told where the parts before the domain are the same', () => {
    const findings = rossi();
    const person = personIn(findings);
    const holdings = person.human?.holdings.map(({ provider, account }) => {
      return { provider, account: { ...account, login: `rossi@${account.id}.example` } };
    });
    const human = person.human && { ...person.human, holdings: holdings ?? [] };
    const sentence = sentenceOf({ ...person, human }, digestOf(findings, en, 'UTC'));
    expect(sentence).toContain('Account rossi@m-2.example: MFA');
  });

  test('what holds of all is told once, and what holds of one is not told of the other', () => {
    const both = withFindings(rossi(), { 'synced-admin': [finding(admin), finding(everyday)] });
    expect(said(both)).not.toContain('rossi');
    const one = withFindings(rossi(), { 'synced-admin': [finding(everyday)] });
    expect(said(one)).toMatch(/^Account rossi: /);
  });

  test('evidence shows the login of the account, but not where there is one account in the cloud', () => {
    const page = renderHtml(rossi({ google: true }), options('en'));
    const sources = [...page.matchAll(/<span class="src">(Microsoft.*?)<\/span><\/li>/g)].map(([, text]) => text);
    expect(sources).toContain('Microsoft\u00a0365<br><bdi>rossi@acme.example</bdi>');
    expect(sources).toContain('Microsoft\u00a0365<br><bdi>adm-rossi@acme.example</bdi>');
    const google = withFindings(rossi({ google: true }), {});
    const [result] = rossi({ google: true }).report.results.filter(({ provider }) => provider === 'google-workspace');
    const subject = { type: 'account' as const, id: 'g-1', login: 'g.rossi@acme.example' };
    const results = result === undefined ? [] : [{ ...result, check: 'stale-account', findings: [finding(subject)] }];
    const other = renderHtml({ ...google, report: { ...google.report, results } }, options('en'));
    expect(other).toContain('<span class="src">Google Workspace</span></li></ul>');
  });

  test('the person goes by the HR list, else by the account without a role', () => {
    expect(personIn(rossi())).toMatchObject({ name: 'Giulia Rossi', login: 'rossi@acme.example' });
    const line = {
      line: 2,
      email: 'rossi@acme.example',
      employeeId: null,
      name: 'Rossi Giulia',
      status: 'active' as const,
    };
    const people = [{ ...line, leaveDate: null, department: null, managerEmail: null }];
    const roster: Roster = { state: 'read', tellsLeavers: true, file: 'hr.csv', people };
    expect(personIn(rossi({ roster })).name).toBe('Rossi Giulia');
  });

  test('the weakest is named, and two where one is weak by its factor and the other by enforcement', () => {
    const page = renderHtml(rossi(), options('en'));
    expect(page).toContain(
      'MFA not enforced (rossi@acme.example), second factor that can be phished (adm-rossi@acme.example, rossi@acme.example)',
    );
    const same = { of: ['Google Workspace'] };
    const words = (ui: typeof en.ui) =>
      ui.people.weakestOf({ state: 'enforced', ...same }, { state: 'unknown', ...same });
    expect(words(en.ui)).toBe('MFA enforced, second factor not known (Google Workspace)');
    expect(words(ja.ui)).toBe('MFA は必須、第2要素は不明（Google Workspace）');
  });
});

describe('the repair', () => {
  const commands = (results: Record<string, readonly Finding[]>) =>
    repairsOf(personIn(withFindings(rossi({ google: true }), results)), en);

  test('of somebody half offboarded has a command for each account that is still enabled', () => {
    const [repair, ...others] = commands({ 'half-offboarded': [finding(whole, bothOpen)] });
    expect(others).toEqual([]);
    expect(repair).toMatchObject({ provider: 'microsoft365', count: 1, minutes: 10 });
    expect(repair?.title).toBe('Close the 2 accounts of 1 person that are still enabled');
    expect(repair?.command.filter((line) => line.startsWith('Update-MgUser'))).toEqual([
      "Update-MgUser -UserId 'adm-rossi@acme.example' -AccountEnabled:$false",
      "Update-MgUser -UserId 'rossi@acme.example' -AccountEnabled:$false",
    ]);
    expect(ja.checks['half-offboarded']?.action(1, 2)).toContain('2件');
    expect(en.checks['half-offboarded']?.action(1, 1)).toBe('Close the other account of 1 person');
  });

  test('is the same under the check, and names nobody where there are several people', () => {
    const half = finding(whole, bothOpen);
    const other = finding({ ...whole, id: 'm-9', login: 'nine@acme.example' });
    const lines = (all: readonly Finding[]) => {
      const [result] = withFindings(rossi(), { 'half-offboarded': all }).report.results;
      return result === undefined ? [] : (repairsOfResult(result, en)[0]?.command ?? []);
    };
    expect(lines([half])).toHaveLength(4);
    expect(lines([half, other])).toEqual([
      'Update-MgUser -UserId LOGIN -AccountEnabled:$false',
      'Revoke-MgUserSignInSession -UserId LOGIN',
    ]);
  });

  test('closes each account once, and does not take one account for the other', () => {
    const stale = { 'stale-account': [finding(everyday)], 'missing-mfa': [finding(everyday)] };
    const told = (results: Record<string, readonly Finding[]>) =>
      commands(results).map(({ check, ifStillNeeded }) => [check, ifStillNeeded]);
    expect(told({ 'half-offboarded': [finding(whole, bothOpen)], ...stale })).toEqual([
      ['half-offboarded', false],
      ['missing-mfa', true],
    ]);
    expect(told({ 'leaver-account': [finding(admin)], ...stale })).toEqual([
      ['leaver-account', false],
      ['stale-account', false],
      ['missing-mfa', true],
    ]);
    expect(told({ 'leaver-account': [finding(admin)], 'missing-mfa': [finding(everyday)] })).toEqual([
      ['leaver-account', false],
      ['missing-mfa', false],
    ]);
  });
});

test('where there is little room the worst is said, and how much more there is', () => {
  const findings = rossi();
  const digest = digestOf(findings, en, 'UTC');
  const person = personIn(findings);
  expect(shortSentenceOf(person, digest, 200)).toBe(sentenceOf(person, digest));
  const short = 'Security Administrator (adm-rossi): no phishing-resistant method and 1 more.';
  expect(shortSentenceOf(person, digest, short.length)).toBe(short);
  // Somebody is told of all the same.
  expect(shortSentenceOf(person, digest, 10)).toBe(short);
});

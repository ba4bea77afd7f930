import { expect, onTestFinished, test } from 'vitest';
import type { Tenant } from '../../src/core/check.ts';
import { rowsOf, type Snapshot } from '../../src/core/datasets.ts';
import { leaversOf } from '../../src/core/leavers.ts';
import type { Holding } from '../../src/core/people.ts';
import { hasLeft, type RosterPerson } from '../../src/core/roster.ts';
import type { Application } from '../../src/core/rows/application.ts';
import { tenantOf } from '../../src/core/tenant.ts';
import { demoJobs } from '../../src/demo/jobs.ts';
import { demoConfiguration } from '../../src/demo/tenants.ts';
import { undisguised } from '../../src/pseudonyms/disguise.ts';
import { readTenant } from '../../src/scan.ts';
import type { SavedScan } from '../../src/snapshot-file.ts';
import { now } from './ask.ts';

/** What a scan reads of the example tenants. */
async function scans(locale: 'en' | 'ja' = 'en'): Promise<readonly SavedScan[]> {
  const { jobs, close } = await demoJobs(now, locale);
  onTestFinished(close);
  const options = {
    signal: new AbortController().signal,
    now: () => now,
    asOf: undefined,
    disguise: undisguised,
    onEvent: () => undefined,
  };
  return Promise.all(jobs.map((job) => readTenant(job, options)));
}

/** What a scan finds in the example tenants, by tenant and provider. */
async function snapshots(): Promise<ReadonlyMap<string, Snapshot>> {
  return new Map(
    (await scans()).flatMap(({ tenant, snapshots: found }) =>
      found.map((snapshot): [string, Snapshot] => [`${tenant.id}/${snapshot.provider}`, snapshot]),
    ),
  );
}

/** How everybody stands, by the part of the login before the domain. */
function standingsOf(snapshot: Snapshot | undefined): ReadonlyMap<string, string> {
  if (snapshot === undefined) throw new Error('no such example tenant');
  const logins = new Map(rowsOf(snapshot.datasets.accounts).map(({ id, login }) => [id, login.split('@')[0] ?? '']));
  return new Map(
    rowsOf(snapshot.datasets.enforcement).map(({ accountId, state, reason, policies }) => [
      logins.get(accountId) ?? '',
      [state, reason, ...policies.map(({ name }) => name)].join(', '),
    ]),
  );
}

test('the example tenants show every state of enforcement, for a reason that their policies tell', async () => {
  const found = await snapshots();
  const microsoft = standingsOf(found.get('sample-trading/microsoft365'));
  expect(microsoft.get('hayashi')).toBe('enforced, policy, Require MFA for administrators, Require MFA for all users');
  expect(microsoft.get('kimura')).toBe('enforced, policy, Require MFA for all users');
  expect(microsoft.get('kim')).toBe('partly, narrowed, Require MFA outside the office');
  expect(microsoft.get('abe')).toBe('partly, narrowed, Require MFA or a managed device in the warehouse');
  expect(microsoft.get('kuroda')).toMatch(/^none, excluded, .*Require MFA for all users/);
  const unknown = [...microsoft].filter(([, standing]) => standing.startsWith('unknown')).map(([login]) => login);
  expect(unknown.sort()).toEqual(['ogawa', 'okada']);

  const google = standingsOf(found.get('sample-trading/google-workspace'));
  expect(google.get('kimura')).toMatch(/^enforced, /);
  expect(google.get('clark')).toMatch(/^none, .*\/Contractors/);
  expect(google.get('maeda')).toMatch(/^none, scheduled/);
  expect(google.get('kita')).toMatch(/^none, enrolment-off/);
  expect(google.get('tanaka')).toMatch(/^none, /);

  const clinic = standingsOf(found.get('kita-clinic/microsoft365'));
  expect(clinic.get('kitagawa')).toBe('enforced, per-user');
  expect(clinic.get('oyama')).toBe('none, no-policy');
});

/** The trading company with what is known of its people. */
async function trading(locale: 'en' | 'ja' = 'en'): Promise<{ scan: SavedScan; tenant: Tenant }> {
  const [scan] = await scans(locale);
  if (scan === undefined) throw new Error('no example tenant');
  const { settings, roster, snapshots: found } = scan;
  return { scan, tenant: tenantOf({ id: scan.tenant.id, now, settings, roster, snapshots: found }) };
}

function employees({ roster }: SavedScan): readonly RosterPerson[] {
  if (roster?.state !== 'read') throw new Error(`the HR list was not read: ${JSON.stringify(roster)}`);
  return roster.people;
}

function named({ provider, account }: Holding): string {
  return `${provider === 'microsoft365' ? 'm365' : 'google'}:${account.login.replace('@sample-trading.example', '')}`;
}

test('the HR list is read whole, whatever way its dates and numbers are written', async () => {
  const { scan } = await trading();
  const people = employees(scan);
  const of = (local: string) => people.find(({ email }) => email === `${local}@sample-trading.example`);
  expect(of('ueno')).toMatchObject({ status: 'left', leaveDate: '2026-05-15', employeeId: '1045' });
  expect(of('kojima')).toMatchObject({ status: 'left', leaveDate: '2026-11-09' });
  expect(of('hirano')).toMatchObject({ status: 'active', leaveDate: '2026-11-15' });
  expect(of('retired-01')).toMatchObject({ status: 'left', leaveDate: null });
  expect(of('dubois')).toBeUndefined();
  const text = new TextDecoder().decode(demoConfiguration(now).tenants[0]?.roster?.bytes);
  for (const form of [
    /,\d{4}-\d\d-\d\d,/,
    /,\d{4}\/\d+\/\d+,/,
    /,\d{4}年\d+月\d+日,/,
    /,令和\d+年\d+月\d+日,/,
    /[０-９]{4}/,
  ]) {
    expect(text).toMatch(form);
  }
});

test('nobody on leave has left, and a date wins over the word', async () => {
  const { scan, tenant } = await trading();
  const today = tenant.dayOf(now);
  const people = employees(scan);
  const onLeave = people.filter(({ status }) => status === 'leave');
  expect(onLeave.map(({ leaveDate }) => leaveDate === null).sort()).toEqual([false, true]);
  expect(onLeave.filter((person) => hasLeft(person, today))).toEqual([]);
  const left = people.filter((person) => hasLeft(person, today)).map(({ email }) => email?.split('@')[0]);
  expect(left.sort()).toEqual(['arai', 'endo', 'hirano', 'kojima', 'noguchi', 'retired-01', 'ueno', 'watanabe']);
});

test('the clinic has no HR list', async () => {
  expect((await scans()).map(({ roster }) => roster?.state ?? null)).toEqual(['read', null]);
});

test('accounts of one human are joined by a link, a number and an alias, and not by an address that was handed on', async () => {
  const { tenant } = await trading();
  const { persons, unjoined, unknownLinks } = tenant.people();
  const joined = persons
    .filter(({ joinedBy, holdings }) => joinedBy[0] !== 'login' && holdings.length > 1)
    .map(({ joinedBy, holdings }) => `${joinedBy[0]}: ${holdings.map(named).join(' ')}`);
  expect(joined).toEqual(
    expect.arrayContaining([
      'link: m365:ikeda google:hiroshi@sample-trading-shop.example',
      'employee-id: m365:dubois google:claire@sample-trading-shop.example',
      'alias: m365:patel google:p.patel',
    ]),
  );
  const apart = unjoined.map(({ holdings }) => holdings.map(named).join(' '));
  expect(apart).toEqual(expect.arrayContaining(['m365:hirano google:kita', 'm365:watanabe google:okada']));
  expect(unknownLinks).toEqual([]);
});

test.each(['en', 'ja'] as const)('leavers were disabled on the day, late, half, or never (%s)', async (locale) => {
  const { scan, tenant } = await trading(locale);
  const leavers = leaversOf(tenant, scan.snapshots, scan.settings.timeZone);
  const of = (local: string) => leavers?.rows.find(({ listed }) => listed.email?.startsWith(`${local}@`));
  expect(of('noguchi')).toMatchObject({ state: 'closed', lagHours: 0 });
  expect(of('kojima')).toMatchObject({ state: 'closed', lagHours: locale === 'ja' ? 81 : 72 });
  // In the other cloud nobody closed the account.
  expect(of('arai')?.accounts.map(({ account }) => account.enabled)).toEqual([false, true]);
  expect(of('ueno')).toMatchObject({ state: 'open', lagHours: null });
  // Closed before the audit log begins.
  expect(of('endo')).toMatchObject({ state: 'closed', lagHours: null });
  const signIns = scan.snapshots[0]?.datasets.signIns;
  const ueno = of('ueno')?.accounts[0]?.account.id;
  const last = signIns === undefined ? null : rowsOf(signIns).find(({ accountId }) => accountId === ueno);
  expect(Date.parse(last?.lastSuccess ?? '')).toBeGreaterThan(Date.parse('2026-05-16'));
});

test('applications show what an owner of the directory would want to know', async () => {
  const all = await snapshots();
  const of = (directory: string): readonly Application[] => {
    const dataset = all.get(directory)?.datasets.applications;
    return dataset === undefined ? [] : rowsOf(dataset);
  };
  const microsoft = of('sample-trading/microsoft365');
  const called = (name: string | null) => microsoft.find((application) => application.name === name);
  const permissions = (name: string) => called(name)?.permissions?.map((permission) => permission.name);
  expect(permissions('入退社連携')).toContain('RoleManagement.ReadWrite.Directory');
  expect(called('Meeting notes AI')?.delegated?.map(({ name }) => name)).toContain('Mail.Read');
  expect(called('Project board')).toMatchObject({ delegated: [], own: false });
  expect(called('vm-file-server')).toMatchObject({ kind: 'managed-identity' });
  expect(called(null)).toMatchObject({ permissions: [{ name: null }] });
  expect(called('Identity posture scanner')).toMatchObject({ unneeded: ['Sites.Read.All'] });
  const clinic = of('kita-clinic/microsoft365');
  expect(clinic.length).toBeGreaterThan(2);
  expect(clinic.filter(({ delegated }) => delegated !== null)).toEqual([]);
  const google = of('sample-trading/google-workspace');
  expect(google.filter(({ kind }) => kind === 'service-account')).toHaveLength(2);
  const board = google.find(({ name }) => name === 'Project board');
  expect(board).toMatchObject({ kind: 'third-party', consents: { users: 2 } });
});

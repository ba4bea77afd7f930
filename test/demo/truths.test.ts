import { expect, onTestFinished, test } from 'vitest';
import { rowsOf, type Snapshot } from '../../src/core/datasets.ts';
import { demoJobs } from '../../src/demo/jobs.ts';
import { readTenant } from '../../src/scan.ts';
import { now } from './ask.ts';

/** What a scan finds in the example tenants, by tenant and provider. */
async function snapshots(): Promise<ReadonlyMap<string, Snapshot>> {
  const { jobs, close } = await demoJobs(now, 'en');
  onTestFinished(close);
  const options = { signal: new AbortController().signal, now: () => now, asOf: undefined, onEvent: () => undefined };
  const scans = await Promise.all(jobs.map((job) => readTenant(job, options)));
  return new Map(
    scans.flatMap(({ tenant, snapshots: found }) =>
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

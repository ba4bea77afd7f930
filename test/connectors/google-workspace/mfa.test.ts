import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { probeUsageReport, reportDays } from '../../../connectors/google-workspace/usage-report.ts';
import { rowsOf } from '../../../src/core/datasets.ts';
import { useStrictNock } from '../../nock.ts';
import {
  customerId,
  fault,
  mockCustomer,
  mockDomains,
  mockLog,
  mockPolicies,
  mockRoles,
  mockUsage,
  mockUsers,
  open,
  origin,
  reports,
  scan,
  stateOf,
  usageOf,
  user,
} from './google.ts';

useStrictNock();

const four = [user('u1'), user('u2'), user('u3'), user('u4')];

function mockOthers(users = four): void {
  mockCustomer();
  mockDomains();
  mockUsers([users]);
  mockRoles();
  mockLog('login');
  mockLog('admin');
  mockLog('token');
  mockPolicies();
}

async function scanMfa() {
  return (await scan()).datasets.mfa;
}

test.each([
  [0, 0, []],
  [2, 0, ['security_key']],
  [0, 1, ['passkey']],
  [1, 3, ['security_key', 'passkey']],
  [1, null, ['security_key']],
  [null, 1, ['passkey']],
  [0, null, null],
  [null, 0, null],
  [null, null, null],
] as const)('%s keys and %s passkeys are %o', async (keys, passkeys, names) => {
  mockOthers([user('u1')]);
  mockUsage({ usageReports: [usageOf('u1', keys, passkeys), usageOf('other', 0, 0)] });
  const mfa = await scanMfa();
  expect(mfa).toMatchObject({ state: 'complete', source: 'directory+usage-report 2026-11-20' });
  expect(rowsOf(mfa)[0]?.methods).toEqual(names?.map((name) => ({ name, strength: 'resistant' })) ?? null);
});

test('pages; users who are not in the report; counts that are numbers', async () => {
  mockOthers();
  const page = (token: string | undefined, body: Record<string, unknown>) =>
    nock(origin)
      .get(`${reports}/usage/users/all/dates/2026-11-20`)
      .query(
        ({ pageToken, maxResults, parameters, customerId: whose, fields }) =>
          pageToken === token &&
          maxResults === '1000' &&
          whose === customerId &&
          parameters === 'accounts:num_security_keys,accounts:num_passkeys_enrolled' &&
          String(fields).startsWith('nextPageToken,warnings,'),
      )
      .reply(200, body);
  page(undefined, { usageReports: [usageOf('u1', 1, 0)], nextPageToken: 't' });
  const counted = { name: 'accounts:num_security_keys', intValue: 2 };
  page('t', { usageReports: [{ entity: { profileId: 'u3' }, parameters: [counted] }, { entity: {} }] });
  expect(rowsOf(await scanMfa()).map(({ methods }) => methods?.map(({ name }) => name))).toEqual([
    ['security_key'],
    undefined,
    ['security_key'],
    undefined,
  ]);
});

describe('a day that is not there yet', () => {
  const there = { usageReports: [usageOf('u1', 1, 0)] };
  const later = (message: string) => [400, fault('invalid', message)] as const;
  const warning = (code: string, application: string) => ({
    warnings: [
      {
        code,
        message: 'not now',
        data: [
          { key: 'date', value: 'x' },
          { key: 'application', value: application },
        ],
      },
    ],
  });

  test.each([
    ['an error', ...later('Data for dates later than 2026-11-17 is not yet available. Please check back later')],
    ['an error of a start', ...later('Start date can not be later than 2026-11-17')],
    ['an error of an end', ...later('End date greater than LastReportedDate.')],
    ['partial data', 200, { ...there, ...warning('PARTIAL_DATA_AVAILABLE', 'accounts') }],
    ['no data', 200, warning('DATA_NOT_AVAILABLE', 'accounts')],
    ['a warning of nothing in particular', 200, { ...there, warnings: [{ code: 'DATA_NOT_AVAILABLE' }] }],
    ['nobody', 200, {}],
    ['nothing about anybody', 200, { usageReports: [usageOf('u1', null, null)] }],
  ])('%s: the day before is asked for', async (_name, status, body) => {
    mockOthers();
    nock(origin).get(`${reports}/usage/users/all/dates/2026-11-20`).query(true).reply(status, body);
    mockUsage(there, '2026-11-19');
    expect(await scanMfa()).toMatchObject({ state: 'complete', source: 'directory+usage-report 2026-11-19' });
  });

  test('a warning about another application does not matter', async () => {
    mockOthers();
    mockUsage({ ...there, ...warning('PARTIAL_DATA_AVAILABLE', 'gmail') });
    expect(await scanMfa()).toMatchObject({ source: 'directory+usage-report 2026-11-20' });
  });

  test('no day of the last week: nothing is said of methods', async () => {
    mockOthers();
    for (let day = 13; day <= 20; day += 1) mockUsage({}, `2026-11-${day}`);
    const mfa = await scanMfa();
    expect(mfa).toMatchObject({ state: 'complete', source: 'directory' });
    expect(rowsOf(mfa).map(({ registered, methods }) => [registered, methods])).toEqual(four.map(() => [true, null]));
  });
});

test.each([
  ['a refusal', 403, fault('forbidden', 'Not authorized'), 'partial permission'],
  ['a refusal as 401', 401, fault('authError', 'Access denied. You are not authorized to read.'), 'partial permission'],
  ['another error of the request', 400, fault('invalid', 'Bad request'), 'partial malformed'],
  [
    'a count that is none',
    200,
    {
      usageReports: [
        { ...usageOf('u1', 0, 0), parameters: [{ name: 'accounts:num_security_keys', intValue: 'many' }] },
      ],
    },
    'partial malformed',
  ],
])('%s leaves enrolment, and says so', async (_name, status, body, state) => {
  mockOthers();
  nock(origin).get(`${reports}/usage/users/all/dates/2026-11-20`).query(true).reply(status, body);
  const mfa = await scanMfa();
  expect(stateOf(mfa)).toBe(state);
  expect(rowsOf(mfa).map(({ registered, methods }) => [registered, methods])).toEqual(four.map(() => [true, null]));
});

test('a report of another customer poisons everything', async () => {
  mockOthers();
  mockUsage({ usageReports: [{ entity: { profileId: 'u1', customerId: 'C0stranger' } }] });
  expect(stateOf((await scan()).datasets.accounts)).toBe('unavailable identity');
});

test.each([
  ['2026-11-21T09:00:00Z', '2026-11-21T09:00:00Z', '2026-11-21'],
  ['2026-11-21T08:00:00Z', '2026-11-21T08:00:00Z', '2026-11-21'],
  ['2026-11-21T07:59:59Z', '2026-11-21T07:59:59Z', '2026-11-20'],
  ['2026-11-21T09:00:00Z', '2026-10-01T00:00:00Z', '2026-09-30'],
  ['2026-11-21T09:00:00Z', '2027-10-01T00:00:00Z', '2026-11-21'],
])('read at %s, judged by %s: the newest day is %s', (now, asOf, newest) => {
  const days = reportDays({ now: new Date(now), asOf: new Date(asOf) });
  expect([days[0], days.length]).toEqual([newest, 8]);
});

test('the probe takes "not there yet" for an answer, and a refusal for one', async () => {
  mockCustomer();
  const session = await open();
  const answer = (status: number, body: nock.Body) =>
    nock(origin).get(`${reports}/usage/users/all/dates/2026-11-14`).query(true).reply(status, body);
  answer(400, fault('invalid', 'Data for dates later than 2026-11-10 is not yet available.'));
  await probeUsageReport(session);
  answer(403, fault('forbidden'));
  await expect(probeUsageReport(session)).rejects.toThrow('admin.reports.usage.readonly');
});

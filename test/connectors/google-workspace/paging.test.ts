import nock from 'nock';
import { expect, test } from 'vitest';
import { rowsOf } from '../../../src/core/datasets.ts';
import { useStrictNock } from '../../nock.ts';
import {
  assignment,
  base,
  customerId,
  fault,
  mockAll,
  mockCustomer,
  mockDomains,
  mockLogs,
  mockRoles,
  mockUsers,
  origin,
  scan,
  stateOf,
  superAdmin,
  user,
} from './google.ts';

useStrictNock();

function answerUsers(token: string | undefined, status: number, body: nock.Body, headers: Record<string, string> = {}) {
  return nock(origin)
    .get(`${base}/users`)
    .query(({ pageToken }) => pageToken === token)
    .reply(status, body, headers);
}

function mockOthers(): void {
  mockCustomer();
  mockDomains();
  mockLogs();
  mockRoles();
}

test('a token that comes twice is refused', async () => {
  mockOthers();
  answerUsers(undefined, 200, { users: [user('u1')], nextPageToken: 'round' });
  answerUsers('round', 200, { users: [user('u2')], nextPageToken: 'round' });
  const { accounts } = (await scan()).datasets;
  expect(stateOf(accounts)).toBe('partial malformed');
  expect(rowsOf(accounts)).toHaveLength(2);
});

test('an expired page token begins the list again, once', async () => {
  mockOthers();
  answerUsers(undefined, 200, { users: [user('u1')], nextPageToken: 'old' });
  answerUsers('old', 400, fault('invalid', 'Invalid Input: pageToken'));
  answerUsers(undefined, 200, { users: [user('u1')], nextPageToken: 'new' });
  answerUsers('new', 200, { users: [user('u2')] });
  const { accounts } = (await scan()).datasets;
  expect(accounts.state).toBe('complete');
  expect(rowsOf(accounts)).toHaveLength(2);
});

test('a page token that expires again ends the reading', async () => {
  mockOthers();
  for (const token of ['one', 'two']) {
    answerUsers(undefined, 200, { users: [user('u1')], nextPageToken: token });
    answerUsers(token, 400, fault('invalid', 'Invalid page token'));
  }
  expect(stateOf((await scan()).datasets.accounts)).toBe('partial expired');
});

test('403 userRateLimitExceeded is waited for', async () => {
  mockOthers();
  answerUsers(undefined, 403, fault('userRateLimitExceeded', 'too many', 'usageLimits'));
  answerUsers(undefined, 403, fault('quotaExceeded'));
  mockUsers();
  const snapshot = await scan();
  expect(snapshot.datasets.accounts.state).toBe('complete');
  expect(snapshot.requests.retried).toBe(2);
});

test('a limit that stays is throttled', async () => {
  mockOthers();
  for (let count = 0; count < 3; count += 1) answerUsers(undefined, 403, fault('rateLimitExceeded'));
  expect(stateOf((await scan()).datasets.accounts)).toBe('unavailable throttled');
});

test('an API that is switched off comes as a usage limit too, and is not asked again', async () => {
  mockOthers();
  answerUsers(undefined, 403, fault('accessNotConfigured', 'has not been used in project 7', 'usageLimits'));
  const snapshot = await scan();
  expect(stateOf(snapshot.datasets.accounts)).toBe('unavailable permission');
  expect(snapshot.requests.retried).toBe(0);
});

test('"Precondition check failed." is asked again', async () => {
  mockOthers();
  answerUsers(undefined, 400, fault('failedPrecondition', 'Precondition check failed.'));
  mockUsers();
  expect((await scan()).datasets.accounts.state).toBe('complete');
});

test('503 with HTML is retried, and then a network gap without the page', async () => {
  mockOthers();
  for (let count = 0; count < 3; count += 1) {
    answerUsers(undefined, 503, '<html>Service Unavailable</html>', { 'content-type': 'text/html' });
  }
  const { accounts } = (await scan()).datasets;
  expect(stateOf(accounts)).toBe('unavailable network');
  expect(JSON.stringify(accounts)).not.toContain('<html>');
});

test.each([
  ['a redirect', 302, {}, { location: 'https://evil.example/' }],
  ['HTML with a status of success', 200, '<html></html>', { 'content-type': 'text/html' }],
  ['a success that holds an error', 200, { error: { code: 403 } }, {}],
  ['a list that is none', 200, { users: {} }, {}],
  ['a token that is none', 200, { users: [user('u1')], nextPageToken: 5 }, {}],
  ['null', 200, 'null', { 'content-type': 'application/json' }],
])('%s is malformed', async (_name, status, body, headers) => {
  mockOthers();
  answerUsers(undefined, status, body, headers);
  expect(stateOf((await scan()).datasets.accounts)).toBe('unavailable malformed');
});

test('half an answer is retried', async () => {
  mockOthers();
  answerUsers(undefined, 200, '{"users":[{"id":', { 'content-type': 'application/json' });
  mockUsers();
  expect((await scan()).datasets.accounts.state).toBe('complete');
});

test('a broken connection is retried', async () => {
  mockOthers();
  nock(origin)
    .get(`${base}/users`)
    .query(true)
    .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
  mockUsers();
  expect((await scan()).datasets.accounts.state).toBe('complete');
});

test('roles and assignments are read over pages', async () => {
  mockCustomer();
  mockDomains();
  mockLogs();
  mockUsers();
  const lists = [
    ['roles', [superAdmin], [{ roleId: '2', roleName: 'Help desk', rolePrivileges: [] }]],
    ['roleassignments', [assignment('a1')], [assignment('a2', { roleId: '2' })]],
  ] as const;
  for (const [name, first, second] of lists) {
    const list = () => nock(origin).get(`${base}/customer/${customerId}/${name}`);
    list()
      .query(({ pageToken }) => pageToken === undefined)
      .reply(200, { items: first, nextPageToken: 'more' });
    list()
      .query(({ pageToken }) => pageToken === 'more')
      .reply(200, { items: second });
  }
  const { roles } = (await scan()).datasets;
  expect(rowsOf(roles).map(({ roleName, tier }) => [roleName, tier])).toEqual([
    ['_SEED_ADMIN_ROLE', 'top'],
    ['Help desk', 'limited'],
  ]);
});

test('the mocks are whole', async () => {
  mockAll();
  const { datasets } = await scan();
  expect(Object.entries(datasets).map(([name, dataset]) => [name, stateOf(dataset)])).toEqual([
    ['organization', 'complete'],
    ['accounts', 'complete'],
    ['signIns', 'complete'],
    ['mfa', 'complete'],
    ['enforcement', 'complete'],
    ['roles', 'complete'],
    ['policies', 'complete'],
    ['signInEvents', 'complete'],
    ['adminActivity', 'complete'],
    ['applications', 'complete'],
  ]);
});

import nock from 'nock';
import { expect, test } from 'vitest';
import { tokenAccess } from '../../../connectors/google-workspace/access.ts';
import { createGoogleWorkspace } from '../../../connectors/google-workspace/index.ts';
import { rowsOf } from '../../../src/core/datasets.ts';
import { useStrictNock } from '../../nock.ts';
import { calm } from '../../surroundings.ts';
import {
  base,
  customerId,
  fault,
  mockCustomer,
  mockDomains,
  mockLog,
  mockLogs,
  mockOrgUnits,
  mockPolicies,
  mockRoles,
  mockUsage,
  mockUsers,
  open,
  origin,
  readyAccess,
  scan,
  settings,
  stateOf,
  user,
} from './google.ts';

useStrictNock();

function refuseCustomer(status: number, body: nock.Body): void {
  nock(origin).get(`${base}/customers/${customerId}`).query(true).reply(status, body);
}

test('organization: name and domains', async () => {
  mockCustomer();
  mockDomains();
  mockLogs();
  mockUsers();
  mockRoles();
  const { organization } = (await scan()).datasets;
  expect(rowsOf(organization)).toEqual([
    { id: customerId, name: 'Acme', domains: ['a.example', 'acme.example', 'acme.test'], plan: null },
  ]);
});

test('spaces around the configured customer id do not matter', async () => {
  mockCustomer();
  mockDomains();
  mockLogs();
  mockUsers();
  mockRoles();
  const snapshot = await scan(readyAccess, { ...settings, customerId: ` ${customerId} ` });
  expect(snapshot.datasets.accounts.state).toBe('complete');
});

test('the answer of another customer is refused before anything else is read', async () => {
  mockCustomer('C0stranger');
  const { datasets } = await scan();
  for (const name of ['organization', 'accounts', 'signIns', 'mfa', 'roles'] as const) {
    expect(stateOf(datasets[name])).toBe('unavailable identity');
  }
});

test('a customer that differs in case only is another', async () => {
  mockCustomer(customerId.toUpperCase());
  expect(stateOf((await scan()).datasets.accounts)).toBe('unavailable identity');
});

test('a customer that is not known is refused', async () => {
  refuseCustomer(404, fault('notFound', 'Resource Not Found: customerKey'));
  expect(stateOf((await scan()).datasets.accounts)).toBe('unavailable identity');
});

test('where the customer may not be read, users say whose they are', async () => {
  refuseCustomer(403, fault('insufficientPermissions', 'Insufficient Permission'));
  mockLogs();
  mockUsers();
  mockRoles();
  const { organization, accounts } = (await scan()).datasets;
  expect(stateOf(organization)).toBe('unavailable permission');
  expect(organization).toMatchObject({ gap: { detail: expect.stringContaining('admin.directory.customer.readonly') } });
  expect(accounts.state).toBe('complete');
});

test('one user of another customer poisons everything', async () => {
  refuseCustomer(403, fault('forbidden'));
  mockLogs();
  mockUsers([[user('u1')], [user('u2', { customerId: 'C0stranger' })]]);
  mockRoles();
  const { datasets } = await scan();
  for (const name of ['organization', 'accounts', 'signIns', 'mfa', 'roles'] as const) {
    expect(stateOf(datasets[name])).toBe('unavailable identity');
  }
});

test('neither the customer nor its users say whose they are: nothing is used', async () => {
  refuseCustomer(403, fault('forbidden'));
  mockLogs();
  mockUsers([[user('u1', { customerId: undefined })]]);
  mockRoles();
  const { datasets } = await scan();
  expect(stateOf(datasets.accounts)).toBe('unavailable identity');
  expect(stateOf(datasets.roles)).toBe('unavailable identity');
});

test('a customer that answers what nobody understands leaves the directory dark', async () => {
  refuseCustomer(400, 'oops');
  expect(stateOf((await scan()).datasets.accounts)).toBe('unavailable malformed');
});

test('401 on the way: one new token, the same request again', async () => {
  let tokens = 0;
  const { authorization } = tokenAccess(origin, () => {
    tokens += 1;
    return `ya29.${tokens}`;
  });
  mockCustomer();
  mockDomains();
  mockLogs();
  mockRoles();
  nock(origin)
    .get(`${base}/users`)
    .query(({ pageToken }) => pageToken === undefined)
    .reply(200, { users: [user('u1')], nextPageToken: 'more' });
  let refused = '';
  nock(origin)
    .get(`${base}/users`)
    .query(({ pageToken }) => pageToken === 'more')
    .reply((request: Request) => {
      refused = request.headers.get('authorization') ?? '';
      return [401, fault('authError', 'Invalid Credentials')];
    });
  let accepted = '';
  nock(origin)
    .get(`${base}/users`)
    .query(({ pageToken }) => pageToken === 'more')
    .reply((request: Request) => {
      accepted = request.headers.get('authorization') ?? '';
      return [200, { users: [user('u2')] }];
    });
  const { accounts } = (await scan({ authorization })).datasets;
  expect(accounts.state).toBe('complete');
  expect(accepted).toMatch(/^Bearer ya29\.\d$/);
  expect(accepted).not.toBe(refused);
});

test('401 that stays is a permission, after one repetition', async () => {
  mockCustomer();
  mockDomains();
  mockLogs();
  mockRoles();
  nock(origin).get(`${base}/users`).query(true).times(2).reply(401, fault('authError', 'Invalid Credentials'));
  expect(stateOf((await scan()).datasets.accounts)).toBe('unavailable permission');
});

test('another origin serves when it is configured, and only that one', async () => {
  const local = 'http://127.0.0.1:8099';
  nock(local).get(`${base}/customers/${customerId}`).query(true).reply(200, { id: customerId });
  const session = await open(tokenAccess(local, () => 'ya29.local'));
  expect(session.requests()).toEqual({ sent: 1, retried: 0 });
  expect(await session.granted()).toBeNull();
});

test('probes read one object of each dataset', async () => {
  mockCustomer();
  const connector = createGoogleWorkspace();
  const session = await open();
  mockDomains();
  mockOrgUnits([]);
  mockLog('login');
  mockLog('admin');
  mockLog('token');
  mockPolicies();
  mockUsage({}, '2026-11-14');
  nock(origin)
    .get(`${base}/users`)
    .query(({ maxResults }) => maxResults === '1')
    .times(4)
    .reply(200, { users: [{ id: 'u1' }] });
  nock(origin)
    .get(`${base}/customer/${customerId}/roleassignments`)
    .query(({ maxResults }) => maxResults === '200')
    .reply(200, {
      items: [
        { assignedTo: 'u1', assigneeType: 'USER' },
        { assignedTo: 'g1', assigneeType: 'GROUP' },
      ],
    });
  nock(origin)
    .get(`${base}/groups/g1/members`)
    .query(({ maxResults }) => maxResults === '1')
    .reply(200, { members: [{ type: 'USER' }] });
  for (const collector of Object.values(connector.datasets)) {
    if ('unsupported' in collector) continue;
    await collector.probe(session);
    expect(collector.permissions.every((scope) => scope.endsWith('.readonly'))).toBe(true);
  }
});

test('the signal ends everything', async () => {
  mockCustomer();
  const controller = new AbortController();
  const connector = createGoogleWorkspace(readyAccess);
  const session = await connector.open(settings, { ...calm, signal: controller.signal });
  controller.abort(new Error('enough'));
  const reading = session.users().next();
  await expect(reading).rejects.toThrow();
});

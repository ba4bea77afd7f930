import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { openConsent } from '../../../checks/open-consent.ts';
import { unenforcedMfa } from '../../../checks/unenforced-mfa.ts';
import { rowsOf, type Snapshot } from '../../../src/core/datasets.ts';
import { judge } from '../../check-tester.ts';
import { useStrictNock } from '../../nock.ts';
import {
  assignment,
  base,
  customerId,
  type Example,
  fault,
  identityOrigin,
  mockAll,
  mockCustomer,
  mockDomains,
  mockLog,
  mockOrgUnits,
  mockPolicies,
  mockRoles,
  mockUsage,
  mockUsers,
  origin,
  scan,
  stateOf,
  user,
} from './google.ts';
import { queryOf, unitRows } from './two-step.ts';

useStrictNock();

function policy(order: number, type: string, place: string, value: Record<string, unknown>): Record<string, unknown> {
  return {
    name: `policies/${order}`,
    customer: `customers/${customerId}`,
    type: 'ADMIN',
    policyQuery: { orgUnit: 'orgUnits/top', query: queryOf(place), sortOrder: order },
    setting: { type: `settings/security.${type}`, value },
  };
}

const enforcedSince = '2025-06-01T00:00:00Z';
const enforcing = (order: number, place: string, enforcedFrom = enforcedSince) =>
  policy(order, 'two_step_verification_enforcement', place, { enforcedFrom });
const factors = (order: number, place: string, allowedSignInFactorSet: string) =>
  policy(order, 'two_step_verification_enforcement_factor', place, { allowedSignInFactorSet });

const apps = (order: number, place: string, accessLevel: string, type = 'ADMIN') => ({
  ...policy(order, 'x', place, {}),
  type,
  setting: {
    type: 'settings/api_controls.unconfigured_third_party_apps',
    value: { accessLevel, accessLevelUnder18: 'BLOCK_ALL_SCOPES' },
  },
});

const staff = [
  user('ann', { orgUnitPath: '/Sales/West', isEnforcedIn2Sv: true }),
  user('bob', { orgUnitPath: '/', isEnforcedIn2Sv: false }),
  user('eve', { orgUnitPath: '/Ops', isEnforcedIn2Sv: undefined }),
];

const assignments = [assignment('a1', { assignedTo: 'bob' })];

async function scanEnforcement(example: Example) {
  mockAll({ users: [staff], orgUnits: unitRows, assignments, ...example });
  return (await scan()).datasets;
}

test('each account, by the setting that decides for it', async () => {
  const { enforcement } = await scanEnforcement({
    policies: [
      enforcing(1, '/', '1970-01-01T00:00:00Z'),
      enforcing(2, '/Sales'),
      enforcing(3, '/Ops', '2027-04-01T00:00:00Z'),
      factors(4, 'vip', 'PASSKEY_ONLY'),
      factors(5, '/Ops', 'NO_TELEPHONY'),
      policy(6, 'less_secure_apps', '/', { allowLessSecureApps: true }),
      policy(7, 'two_step_verification_device_trust', '/Sales', { allowTrustingDevice: false }),
    ],
    groups: { vip: [{ id: 'bob', type: 'USER' }] },
  });
  const common = { legacyClients: 'open', gap: null, unconfiguredApps: null };
  expect(enforcement).toEqual({
    state: 'complete',
    source: 'directory+policies',
    rows: [
      {
        ...common,
        accountId: 'ann',
        state: 'enforced',
        reason: 'policy',
        policies: [{ id: 'policies/2', name: '/Sales', conditions: [] }],
        startsAt: '2025-06-01T00:00:00.000Z',
        allowedFactors: { set: 'ALL', scope: '/' },
        trustsDevices: false,
      },
      {
        ...common,
        accountId: 'bob',
        state: 'none',
        reason: 'not-included',
        policies: [{ id: 'policies/1', name: '/', conditions: [] }],
        startsAt: null,
        allowedFactors: { set: 'PASSKEY_ONLY', scope: 'groups/vip' },
        trustsDevices: true,
      },
      {
        ...common,
        accountId: 'eve',
        state: 'enforced',
        reason: 'policy',
        policies: [{ id: 'policies/3', name: '/Ops', conditions: [] }],
        startsAt: '2027-04-01T00:00:00.000Z',
        allowedFactors: { set: 'NO_TELEPHONY', scope: '/Ops' },
        trustsDevices: true,
      },
    ],
  });
});

test('which applications that nobody configured each account may use', async () => {
  const { enforcement } = await scanEnforcement({
    policies: [
      apps(1, '/', 'UNSPECIFIED_UBER_BLOCK', 'SYSTEM'),
      apps(2, '/', 'BLOCK_ALL_SCOPES'),
      apps(3, '/Sales', 'ALLOW_SIGN_IN_SCOPES_ONLY'),
    ],
  });
  expect(enforcement.state).toBe('complete');
  expect(rowsOf(enforcement).map(({ unconfiguredApps }) => unconfiguredApps)).toEqual([
    { access: 'ALLOW_SIGN_IN_SCOPES_ONLY', scope: '/Sales' },
    { access: 'BLOCK_ALL_SCOPES', scope: '/' },
    { access: 'BLOCK_ALL_SCOPES', scope: '/' },
  ]);
});

test('a group is read once, for roles and for every setting that names it', async () => {
  const { enforcement, roles } = await scanEnforcement({
    policies: [enforcing(1, 'vip'), factors(2, 'vip', 'NO_TELEPHONY'), factors(3, '/Sales & vip', 'PASSKEY_ONLY')],
    assignments: [
      { roleAssignmentId: 'a1', roleId: '1', assignedTo: 'vip', assigneeType: 'GROUP', scopeType: 'CUSTOMER' },
    ],
    groups: { vip: [{ id: 'ann', type: 'USER' }] },
  });
  expect([enforcement, roles].map(stateOf)).toEqual(['complete', 'complete']);
  expect(rowsOf(enforcement).map(({ allowedFactors }) => allowedFactors?.scope)).toEqual(['groups/vip', '/', '/']);
});

test('administrators: by their account, or by a role that they hold through a group', async () => {
  const { enforcement } = await scanEnforcement({
    users: [[...staff, user('yan', { orgUnitPath: '/' }), user('zoe', { isDelegatedAdmin: true, orgUnitPath: '/' })]],
    policies: [
      { ...factors(1, '*', 'PASSKEY_ONLY'), policyQuery: { group: 'WORKSPACE_ALL_ADMIN_GROUP', sortOrder: 1 } },
    ],
    orgUnits: undefined,
    assignments: [
      { roleAssignmentId: 'a1', roleId: '1', assignedTo: 'admins', assigneeType: 'GROUP', scopeType: 'CUSTOMER' },
    ],
    groups: { admins: [{ id: 'bob', type: 'USER' }] },
  });
  expect(rowsOf(enforcement).map(({ allowedFactors }) => allowedFactors?.set)).toEqual([
    'ALL',
    'PASSKEY_ONLY',
    'ALL',
    'ALL',
    'PASSKEY_ONLY',
  ]);
  expect(rowsOf(enforcement)[1]?.allowedFactors?.scope).toBe('groups/WORKSPACE_ALL_ADMIN_GROUP');
});

test.each([
  ['a setting that is in force', enforcedSince, 'not-included'],
  ['a setting that lies ahead', '2027-04-01T00:00:00Z', 'no-policy'],
])('%s for others', async (_name, from, reason) => {
  const { enforcement } = await scanEnforcement({
    users: [[user('bob', { orgUnitPath: '/', isEnforcedIn2Sv: false })]],
    policies: [enforcing(1, '/Sales', from)],
  });
  expect(rowsOf(enforcement)).toMatchObject([{ state: 'none', reason, policies: [], startsAt: null }]);
});

test('settings of other things ask for no unit and no group', async () => {
  const { enforcement } = await scanEnforcement({
    orgUnits: undefined,
    policies: [policy(1, 'password', '/Sales & vip', { minimumLength: 8 })],
  });
  expect(enforcement).toMatchObject({ state: 'complete', source: 'directory+policies' });
});

function mockAllBut(users: readonly Record<string, unknown>[] = staff): void {
  mockCustomer();
  mockDomains();
  mockUsers([users]);
  mockRoles({ assignments });
  mockLog('login');
  mockLog('admin');
  mockLog('token');
  mockUsage();
}

function refusePolicies(status: number, body: nock.Body, times = 1): void {
  nock(identityOrigin).get('/v1/policies').query(true).times(times).reply(status, body);
}

const denied = {
  error: { code: 403, status: 'PERMISSION_DENIED', message: 'The caller does not have permission', details: [] },
};

describe('without the Policy API', () => {
  test('a refusal leaves the word of the directory, and says who may use it', async () => {
    mockAllBut();
    refusePolicies(403, denied);
    const { enforcement, policies } = (await scan()).datasets;
    expect(stateOf(policies)).toBe('unavailable permission');
    expect(JSON.stringify(policies)).toContain('only a super admin may use this API');
    expect(enforcement).toMatchObject({ state: 'complete', source: 'directory' });
    expect(rowsOf(enforcement)).toMatchObject([
      { state: 'enforced', reason: 'directory', allowedFactors: null, legacyClients: null, trustsDevices: null },
      { state: 'none', reason: 'directory', gap: null },
      { state: 'unknown', reason: 'unreadable', gap: { kind: 'permission' } },
    ]);
  });

  test('too many requests, again and again, are throttled', async () => {
    mockAllBut();
    refusePolicies(429, { error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded' } }, 3);
    const { enforcement, policies } = (await scan()).datasets;
    expect(stateOf(policies)).toBe('unavailable throttled');
    expect(enforcement).toMatchObject({ state: 'complete', source: 'directory' });
  });

  test('a page that fails: settings that were not seen could change all', async () => {
    mockAllBut();
    nock(identityOrigin)
      .get('/v1/policies')
      .query(({ pageToken }) => pageToken === undefined)
      .reply(200, { policies: [enforcing(1, '/')], nextPageToken: 'p1' });
    nock(identityOrigin)
      .get('/v1/policies')
      .query(({ pageToken }) => pageToken === 'p1')
      .reply(403, denied);
    const { enforcement, policies } = (await scan()).datasets;
    expect(stateOf(policies)).toBe('partial permission');
    expect(rowsOf(enforcement)[2]).toMatchObject({ state: 'unknown', reason: 'unreadable' });
    expect(enforcement).toMatchObject({ source: 'directory' });
  });
});

describe('in part', () => {
  test('a group that cannot be read concerns those whom it could concern', async () => {
    mockAllBut();
    mockOrgUnits(unitRows);
    mockPolicies([enforcing(1, '/'), factors(2, '/Sales & vip', 'NO_TELEPHONY')]);
    nock(origin).get(`${base}/groups/vip/members`).query(true).reply(403, fault('forbidden', 'Not Authorized'));
    const { enforcement } = (await scan()).datasets;
    expect(stateOf(enforcement)).toBe('partial permission');
    expect(JSON.stringify(enforcement)).toContain('Groups > Read');
    expect(rowsOf(enforcement).map(({ state, allowedFactors }) => [state, allowedFactors?.set])).toEqual([
      ['enforced', undefined],
      ['none', 'ALL'],
      ['enforced', 'ALL'],
    ]);
  });

  test('a group that cannot be read, and concerns nobody, leaves nothing open', async () => {
    mockAllBut();
    mockOrgUnits(unitRows);
    mockPolicies([enforcing(1, '/'), factors(2, '/Gone & vip', 'NO_TELEPHONY')]);
    nock(origin).get(`${base}/groups/vip/members`).query(true).reply(403, fault('forbidden'));
    const { enforcement } = (await scan()).datasets;
    expect(enforcement).toMatchObject({ state: 'complete', source: 'directory+policies' });
  });

  describe('of access to applications alone makes the table partial, since nobody would notice otherwise:', () => {
    const access = (datasets: Snapshot['datasets']) =>
      rowsOf(datasets.enforcement).map(({ unconfiguredApps }) => unconfiguredApps?.access ?? null);

    test('a group leaves it unknown for those whom it could concern', async () => {
      mockAllBut();
      mockOrgUnits(unitRows);
      mockPolicies([
        enforcing(1, '/'),
        apps(2, '/', 'BLOCK_ALL_SCOPES'),
        apps(3, '/Sales & vip', 'ALLOW_SIGN_IN_SCOPES_ONLY'),
      ]);
      nock(origin).get(`${base}/groups/vip/members`).query(true).reply(403, fault('forbidden', 'Not Authorized'));
      const { datasets } = await scan();
      expect(stateOf(datasets.enforcement)).toBe('partial permission');
      expect(access(datasets)).toEqual([null, 'BLOCK_ALL_SCOPES', 'BLOCK_ALL_SCOPES']);
      expect(rowsOf(datasets.enforcement).map(({ allowedFactors }) => allowedFactors?.set)).toEqual([
        'ALL',
        'ALL',
        'ALL',
      ]);
    });

    test('nothing that reads it passes', async () => {
      mockAllBut(staff.map((account) => ({ ...account, isEnforcedIn2Sv: true })));
      mockOrgUnits(unitRows);
      mockPolicies([apps(1, '/', 'BLOCK_ALL_SCOPES'), apps(2, '/Sales & vip', 'UNSPECIFIED_UBER_BLOCK')]);
      nock(origin).get(`${base}/groups/vip/members`).query(true).reply(403, fault('forbidden'));
      const snapshot = await scan();
      const verdicts = [openConsent, unenforcedMfa].map((check) => judge(check, snapshot).result.verdict);
      expect(verdicts).toEqual(['unknown', 'unknown']);
    });

    test('units leave it unknown for all', async () => {
      mockAllBut();
      mockPolicies([apps(1, '/', 'UNSPECIFIED_UBER_BLOCK', 'SYSTEM'), apps(2, '/Sales', 'BLOCK_ALL_SCOPES')]);
      nock(origin).get(`${base}/customer/${customerId}/orgunits`).query(true).reply(403, fault('forbidden'));
      const { datasets } = await scan();
      expect(stateOf(datasets.enforcement)).toBe('partial permission');
      expect(access(datasets)).toEqual([null, null, null]);
    });

    test('a group that settings of 2-Step Verification name too is missed', async () => {
      mockAllBut();
      mockPolicies([apps(1, 'vip', 'BLOCK_ALL_SCOPES'), factors(2, 'vip', 'NO_TELEPHONY')]);
      nock(origin).get(`${base}/groups/vip/members`).query(true).reply(403, fault('forbidden'));
      const { datasets } = await scan();
      expect(stateOf(datasets.enforcement)).toBe('partial permission');
      expect(access(datasets)).toEqual([null, null, null]);
    });
  });

  test('a setting outlives its group', async () => {
    mockAllBut();
    mockPolicies([factors(2, 'vip', 'NO_TELEPHONY')]);
    nock(origin).get(`${base}/groups/vip/members`).query(true).reply(404, fault('notFound'));
    const { enforcement } = (await scan()).datasets;
    expect(enforcement.state).toBe('complete');
    expect(rowsOf(enforcement).map(({ allowedFactors }) => allowedFactors?.set)).toEqual(['ALL', 'ALL', 'ALL']);
  });

  test('units that cannot be read', async () => {
    mockAllBut();
    mockPolicies([enforcing(1, '/')]);
    nock(origin)
      .get(`${base}/customer/${customerId}/orgunits`)
      .query(true)
      .reply(403, fault('insufficientPermissions'));
    const { enforcement } = (await scan()).datasets;
    expect(stateOf(enforcement)).toBe('partial permission');
    expect(JSON.stringify(enforcement)).toContain('admin.directory.orgunit.readonly');
    expect(rowsOf(enforcement).map(({ state, reason }) => `${state} ${reason}`)).toEqual([
      'enforced directory',
      'none directory',
      'unknown unreadable',
    ]);
  });

  test('users that break off on page two', async () => {
    mockCustomer();
    mockDomains();
    mockRoles({ assignments });
    mockLog('login');
    mockLog('admin');
    mockLog('token');
    mockUsage();
    mockOrgUnits(unitRows);
    mockPolicies([enforcing(1, '/')]);
    nock(origin)
      .get(`${base}/users`)
      .query(({ pageToken }) => pageToken === undefined)
      .reply(200, { users: staff, nextPageToken: 't1' });
    nock(origin)
      .get(`${base}/users`)
      .query(({ pageToken }) => pageToken === 't1')
      .reply(403, fault('forbidden'));
    const { enforcement, mfa } = (await scan()).datasets;
    expect([enforcement, mfa].map(stateOf)).toEqual(['partial permission', 'partial permission']);
    expect([rowsOf(enforcement).length, rowsOf(mfa).length]).toEqual([3, 3]);
  });
});

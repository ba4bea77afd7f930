import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../../src/core/datasets.ts';
import type { Role } from '../../../src/core/rows/role.ts';
import { useStrictNock } from '../../nock.ts';
import {
  assignment,
  base,
  type Example,
  fault,
  mockAll,
  mockCustomer,
  mockDeletedUsers,
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

async function scanRoles(example: Example) {
  mockAll(example);
  return (await scan()).datasets.roles;
}

function holders(rows: readonly Role[]) {
  return rows.map(({ holderId, holder, throughGroup }) => [holderId, holder, throughGroup]);
}

test('a role held directly', async () => {
  expect(await scanRoles({})).toEqual({
    state: 'complete',
    rows: [
      {
        holderId: 'u1',
        holder: 'account',
        roleId: '1',
        roleName: '_SEED_ADMIN_ROLE',
        tier: 'top',
        throughGroup: null,
        state: 'active',
        scope: '/',
        endsAt: null,
        permanent: true,
        withinTop: true,
      },
    ],
  });
});

test('a super admin by the account, without such a role: the assignments were shown in part', async () => {
  const users = [[user('u1', { isAdmin: true }), user('u2', { isAdmin: true })]];
  expect(stateOf(await scanRoles({ users }))).toBe('partial malformed');
});

test.each([
  ['ADMIN_ROLE_MANAGEMENT', 'high'],
  ['USERS_ALL', 'high'],
  ['USERS_CREATE', 'high'],
  ['USERS_UPDATE', 'high'],
  ['USERS_SECURITY', 'high'],
  ['ORGANIZATION_UNITS_ALL', 'high'],
  ['GROUPS_ALL', 'high'],
  ['SERVICES_ALL', 'high'],
  ['ADMIN_OAUTH_PRIVILEGE_GROUP', 'high'],
  ['MANAGE_USER_LICENSES', 'high'],
  ['MOBILE_ALL', 'high'],
  ['USERS_RETRIEVE', 'limited'],
  ['GROUPS_RETRIEVE', 'limited'],
  ['users_all', 'limited'],
])('the privilege %s makes a role %s', async (privilegeName, tier) => {
  const roles = [
    superAdmin,
    { roleId: '2', roleName: 'r', rolePrivileges: [{ privilegeName: 'REPORTS_ACCESS' }, { privilegeName }] },
  ];
  const dataset = await scanRoles({ roles, assignments: [assignment('a1', { roleId: '2' })] });
  expect(rowsOf(dataset)[0]?.tier).toBe(tier);
});

test('the weight of a role without privileges, or that is not listed, is not known', async () => {
  const dataset = await scanRoles({
    roles: [superAdmin, { roleId: '2', roleName: 'silent' }],
    assignments: [assignment('a1', { roleId: '2' }), assignment('a2', { roleId: '3' })],
  });
  expect(rowsOf(dataset).map(({ roleName, tier }) => [roleName, tier])).toEqual([
    ['silent', null],
    ['3', null],
  ]);
});

test('a part of the directory, and an end', async () => {
  const dataset = await scanRoles({
    assignments: [
      assignment('a1', {
        scopeType: 'ORG_UNIT',
        orgUnitId: 'id:03ph8a2z',
        expirationDetails: { expireTime: '2027-01-01T00:00:00+09:00' },
      }),
    ],
  });
  expect(rowsOf(dataset)[0]).toMatchObject({
    scope: 'orgUnits/03ph8a2z',
    endsAt: '2026-12-31T15:00:00.000Z',
    permanent: false,
    withinTop: true,
  });
});

test.each([
  ['no details', undefined, true],
  ['details without a time', {}, null],
  ['a time', { expireTime: '2027-01-01T00:00:00Z' }, false],
  ['a time that is over', { expireTime: '2025-01-01T00:00:00Z' }, false],
  ['the epoch, which is never', { expireTime: '1970-01-01T00:00:00Z' }, true],
])('an assignment with %s of its end is permanent: %s', async (_name, expirationDetails, permanent) => {
  const dataset = await scanRoles({ assignments: [assignment('a1', { expirationDetails })] });
  expect(rowsOf(dataset)[0]?.permanent).toBe(permanent);
});

describe('who holds it', () => {
  test.each([
    ['a user', { assignedTo: 'u1', assigneeType: 'user' }, 'account', 'complete'],
    ['a known account, type not said', { assignedTo: 'u1', assigneeType: undefined }, 'account', 'complete'],
    [
      'a service account that says so',
      { assignedTo: '77', assigneeType: 'SERVICE_ACCOUNT' },
      'application',
      'complete',
    ],
  ])('%s', async (_name, more, holder, state) => {
    const dataset = await scanRoles({ assignments: [assignment('a1', more)] });
    expect(rowsOf(dataset)[0]?.holder).toBe(holder);
    expect(stateOf(dataset)).toBe(state);
  });

  test('a user, when the accounts could not be read', async () => {
    mockCustomer();
    mockDomains();
    mockLogs();
    mockRoles();
    nock(origin).get(`${base}/users`).query(true).reply(403, fault('forbidden'));
    const { roles } = (await scan()).datasets;
    expect(holders(rowsOf(roles))).toEqual([['u1', 'unknown', null]]);
    expect(stateOf(roles)).toBe('partial permission');
  });
});

/** Whom an assignment names by an id that no account has. */
describe('a stranger', () => {
  const strange = (assigneeType?: string) => assignment('a1', { assignedTo: '77', assigneeType });
  const refuseMembers = (status: number, reason: string) =>
    nock(origin).get(`${base}/groups/77/members`).query(true).reply(status, fault(reason));
  const refuseDeleted = () =>
    nock(origin)
      .get(`${base}/users`)
      .query(({ showDeleted }) => showDeleted === 'true')
      .reply(403, fault('forbidden'));

  async function scanStranger(assigneeType?: string) {
    return scanRoles({ assignments: [strange(assigneeType), assignment('a2')] });
  }

  test.each(['USER', 'user', undefined, 'OF_TOMORROW'])('of type %s that was deleted', async (type) => {
    mockDeletedUsers('76', '77');
    const dataset = await scanStranger(type);
    expect(dataset.state).toBe('complete');
    expect(holders(rowsOf(dataset))).toEqual([
      ['77', 'unknown', null],
      ['u1', 'account', null],
    ]);
  });

  test('who is said to be a user, and was not deleted, is a service account', async () => {
    mockDeletedUsers('76');
    const dataset = await scanStranger('USER');
    expect(dataset.state).toBe('complete');
    expect(holders(rowsOf(dataset))[0]).toEqual(['77', 'application', null]);
  });

  test.each([undefined, 'OF_TOMORROW'])('of type %s that is no group is a service account', async (type) => {
    mockDeletedUsers();
    refuseMembers(404, 'notFound');
    const dataset = await scanStranger(type);
    expect(dataset.state).toBe('complete');
    expect(holders(rowsOf(dataset))[0]).toEqual(['77', 'application', null]);
  });

  test('of no type that is a group after all: its members hold the role', async () => {
    mockDeletedUsers();
    const dataset = await scanRoles({
      users: [[user('u1'), user('u2')]],
      assignments: [strange()],
      groups: { 77: [{ id: 'u2', type: 'USER' }] },
    });
    expect(dataset.state).toBe('complete');
    expect(holders(rowsOf(dataset))).toEqual([['u2', 'account', '77']]);
  });

  test('of no type stays unknown where nobody can tell whether it is a group', async () => {
    mockDeletedUsers();
    refuseMembers(403, 'forbidden');
    const dataset = await scanStranger();
    expect(stateOf(dataset)).toBe('partial permission');
    expect(holders(rowsOf(dataset))[0]).toEqual(['77', 'unknown', null]);
    expect(JSON.stringify(dataset)).toContain('groups/77/members');
  });

  test.each(['USER', undefined])('of type %s stays unknown where the deleted users cannot be read', async (type) => {
    refuseDeleted();
    const dataset = await scanStranger(type);
    expect(stateOf(dataset)).toBe('partial permission');
    expect(JSON.stringify(dataset)).toContain('Users > Read');
    expect(holders(rowsOf(dataset))).toEqual([
      ['77', 'unknown', null],
      ['u1', 'account', null],
    ]);
  });

  test('deleted users are read once, over pages, however many strangers there are', async () => {
    const page = (token: string | undefined, answer: Record<string, unknown>) =>
      nock(origin)
        .get(`${base}/users`)
        .query(({ showDeleted, pageToken }) => showDeleted === 'true' && pageToken === token)
        .reply(200, answer);
    page(undefined, { users: [{ id: '78', customerId: 'C01abc23d' }], nextPageToken: 'd1' });
    page('d1', { users: [{ id: '79' }] });
    const dataset = await scanRoles({
      assignments: ['77', '78', '79'].map((id) => assignment(`a${id}`, { assignedTo: id })),
    });
    expect(holders(rowsOf(dataset)).map(([id, holder]) => `${id} ${holder}`)).toEqual([
      '77 application',
      '78 unknown',
      '79 unknown',
    ]);
  });

  test('a deleted user of another customer poisons everything', async () => {
    nock(origin)
      .get(`${base}/users`)
      .query(({ showDeleted }) => showDeleted === 'true')
      .reply(200, { users: [{ id: '77', customerId: 'C0stranger' }] });
    expect(stateOf(await scanStranger('USER'))).toBe('unavailable identity');
  });

  test.each([
    ['USER', 'unknown', 'partial permission'],
    [undefined, 'unknown', 'partial malformed'],
  ])('of type %s, when the accounts are not whole: nobody else is asked', async (type, holder, state) => {
    mockCustomer();
    mockDomains();
    mockLogs();
    mockRoles({ assignments: [strange(type)] });
    nock(origin).get(`${base}/users`).query(true).reply(403, fault('forbidden'));
    const { roles } = (await scan()).datasets;
    expect(holders(rowsOf(roles))).toEqual([['77', holder, null]]);
    expect(stateOf(roles)).toBe(state);
  });
});

describe('groups', () => {
  const groupRole = (id: string, group: string, more = {}) =>
    assignment(id, { assignedTo: group, assigneeType: 'group', ...more });

  test('members of nested groups hold the role; each group is read once', async () => {
    const dataset = await scanRoles({
      users: [[user('u1'), user('u2'), user('u3')]],
      roles: [superAdmin, { roleId: '2', roleName: 'two', rolePrivileges: [] }],
      assignments: [groupRole('a1', 'g1'), groupRole('a2', 'g1', { roleId: '2' }), groupRole('a3', 'g2')],
      groups: {
        g1: [
          { id: 'u1', type: 'USER' },
          { id: 'inner', type: 'GROUP' },
          { id: 'u2', type: 'USER' },
        ],
        g2: [
          { id: 'u1', type: 'user' },
          { email: 'x@else.example', type: 'EXTERNAL' },
        ],
      },
    });
    expect(dataset.state).toBe('complete');
    expect(
      rowsOf(dataset).map(({ holderId, holder, roleId, throughGroup }) => [holderId, holder, roleId, throughGroup]),
    ).toEqual([
      ['u1', 'account', '1', 'g1'],
      ['u1', 'account', '1', 'g2'],
      ['u1', 'account', '2', 'g1'],
      ['u2', 'account', '1', 'g1'],
      ['u2', 'account', '2', 'g1'],
      ['x@else.example', 'unknown', '1', 'g2'],
    ]);
  });

  test('a service account in a group is told by its address', async () => {
    const dataset = await scanRoles({
      assignments: [groupRole('a1', 'g1')],
      groups: {
        g1: [
          { id: '107', email: 'scanner@project.iam.GServiceAccount.com', type: 'USER' },
          { id: '108', email: 'someone@notgserviceaccount.com', type: 'USER' },
        ],
      },
    });
    expect(dataset.state).toBe('complete');
    expect(holders(rowsOf(dataset))).toEqual([
      ['107', 'application', 'g1'],
      ['108', 'unknown', 'g1'],
    ]);
  });

  test('the whole customer as a member is every account', async () => {
    const dataset = await scanRoles({
      users: [[user('u1'), user('u2', { suspended: true })]],
      assignments: [groupRole('a1', 'g1')],
      groups: { g1: [{ id: 'C01abc23d', type: 'CUSTOMER' }] },
    });
    expect(dataset.state).toBe('complete');
    expect(holders(rowsOf(dataset))).toEqual([
      ['u1', 'account', 'g1'],
      ['u2', 'account', 'g1'],
    ]);
  });

  test('the whole customer, when accounts are not whole, is partial', async () => {
    mockCustomer();
    mockDomains();
    mockLogs();
    mockRoles({
      assignments: [assignment('a0'), groupRole('a1', 'g1')],
      groups: { g1: [{ id: 'C01abc23d', type: 'CUSTOMER' }] },
    });
    nock(origin).get(`${base}/users`).query(true).reply(403, fault('forbidden'));
    expect(stateOf((await scan()).datasets.roles)).toBe('partial permission');
  });

  test('a group that cannot be read does not hide the others', async () => {
    mockCustomer();
    mockDomains();
    mockLogs();
    mockUsers([[user('u1'), user('u2')]]);
    mockRoles({
      assignments: [groupRole('a1', 'dark'), groupRole('a2', 'g2'), assignment('a3')],
      groups: { g2: [{ id: 'u2', type: 'USER' }] },
    });
    nock(origin).get(`${base}/groups/dark/members`).query(true).reply(403, fault('forbidden', 'Not Authorized'));
    const { roles } = (await scan()).datasets;
    expect(holders(rowsOf(roles))).toEqual([
      ['u1', 'account', null],
      ['u2', 'account', 'g2'],
    ]);
    expect(roles).toMatchObject({ state: 'partial', gap: { kind: 'permission' } });
    expect(JSON.stringify(roles)).toContain('groups/dark/members');
    expect(JSON.stringify(roles)).toContain('Groups > Read');
  });

  test('a group that is gone is a gap', async () => {
    mockCustomer();
    mockDomains();
    mockLogs();
    mockUsers();
    mockRoles({ assignments: [groupRole('a1', 'gone')] });
    nock(origin).get(`${base}/groups/gone/members`).query(true).reply(404, fault('notFound'));
    expect(stateOf((await scan()).datasets.roles)).toBe('unavailable absent');
  });
});

test.each([
  ['no role', { roles: [] }, 'unavailable malformed'],
  ['no assignment', { assignments: [] }, 'unavailable malformed'],
  ['a scope without its part', { assignments: [assignment('a1', { scopeType: 'ORG_UNIT' })] }, 'unavailable malformed'],
  [
    'a member that is nobody',
    {
      assignments: [assignment('a1'), assignment('a2', { assigneeType: 'GROUP', assignedTo: 'g1' })],
      groups: { g1: [{ type: 'USER' }] },
    },
    'partial malformed',
  ],
])('%s is malformed', async (_name, example, state) => {
  mockAllThatIsAsked(example);
  expect(stateOf((await scan()).datasets.roles)).toBe(state);
});

/** Without roles, the assignments are not asked for. */
function mockAllThatIsAsked(example: Example): void {
  if (example.roles?.length !== 0) {
    mockAll(example);
    return;
  }
  mockCustomer();
  mockDomains();
  mockLogs();
  mockUsers();
  nock(origin).get(`${base}/customer/C01abc23d/roles`).query(true).reply(200, {});
}

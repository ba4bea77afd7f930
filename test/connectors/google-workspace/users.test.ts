import nock from 'nock';
import { describe, expect, test } from 'vitest';
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
  origin,
  scan,
  stateOf,
  user,
} from './google.ts';

useStrictNock();

const expectedFields =
  'nextPageToken,users(id,customerId,primaryEmail,name/fullName,suspended,archived,creationTime,lastLoginTime,' +
  'isEnrolledIn2Sv,isEnforcedIn2Sv,isAdmin,isDelegatedAdmin,orgUnitPath,isGuestUser,aliases,nonEditableAliases,' +
  'externalIds,organizations,suspensionTime,archivalTime,guestAccountInfo/primaryGuestEmail)';

async function scanUsers(...users: Record<string, unknown>[]) {
  mockAll({ users: [users], assignments: [assignment('a1', { assignedTo: users[0]?.id })] });
  return (await scan()).datasets;
}

describe('accounts', () => {
  test('renames a user', async () => {
    const { accounts } = await scanUsers(user('u1'));
    expect(accounts).toEqual({
      state: 'complete',
      rows: [
        {
          id: 'u1',
          login: 'u1@acme.example',
          name: 'Name of u1',
          enabled: true,
          kind: 'member',
          createdAt: '2020-01-02T03:04:05.000Z',
          invitation: null,
          orgUnit: '/Sales',
          addresses: [],
          employeeId: null,
          department: null,
          disabledAt: null,
        },
      ],
    });
  });

  test.each([
    [{ suspended: true, archived: false }, false],
    [{ suspended: false, archived: true }, false],
    [{ suspended: true, archived: undefined }, false],
    [{ suspended: undefined, archived: true }, false],
    [{ suspended: false, archived: false }, true],
    [{ suspended: false, archived: undefined }, null],
    [{ suspended: undefined, archived: false }, null],
    [{ suspended: undefined, archived: undefined }, null],
  ])('%o is enabled: %s', async (more, enabled) => {
    const { accounts } = await scanUsers(user('u1', more));
    expect(rowsOf(accounts)[0]?.enabled).toBe(enabled);
  });

  test('a guest is a guest, a missing name and time are null', async () => {
    const { accounts } = await scanUsers(
      user('u1', { isGuestUser: true, name: undefined, creationTime: undefined }),
      user('u2', { isGuestUser: false, name: { fullName: '' } }),
    );
    expect(rowsOf(accounts).map(({ kind, name, createdAt }) => [kind, name, createdAt])).toEqual([
      ['guest', null, null],
      ['member', null, '2020-01-02T03:04:05.000Z'],
    ]);
  });

  test.each([
    ['a number as id', { id: 7 }, 'users.0.id'],
    ['text as a flag', { suspended: 'yes' }, 'users.0.suspended'],
    ['a time that is none', { creationTime: 'secret-value' }, 'creationTime'],
  ])('%s is malformed, and the value is not told', async (_name, more, path) => {
    const { accounts } = await scanUsers(user('u1', more));
    expect(accounts).toMatchObject({ state: 'unavailable', gap: { kind: 'malformed' } });
    expect(JSON.stringify(accounts)).toContain(path);
    expect(JSON.stringify(accounts)).not.toContain('secret-value');
  });
});

describe('what the directory says of the person', () => {
  async function detail<K extends 'addresses' | 'employeeId' | 'department' | 'disabledAt'>(
    name: K,
    more: Record<string, unknown>,
  ) {
    const { accounts } = await scanUsers(user('u1', more));
    expect(accounts.state).toBe('complete');
    return rowsOf(accounts)[0]?.[name];
  }

  test.each([
    ['no list', {}, []],
    ['empty lists', { aliases: [], nonEditableAliases: [] }, []],
    ['an alias', { aliases: ['Sales@acme.example'] }, ['sales@acme.example']],
    [
      'both lists, with doubles, the login, blanks and no order',
      {
        aliases: ['z@acme.example', ' A@acme.example', 'U1@ACME.example', ''],
        nonEditableAliases: ['a@acme.example', 'u1@acme.example.test-google-a.com'],
      },
      ['a@acme.example', 'u1@acme.example.test-google-a.com', 'z@acme.example'],
    ],
    ['a guest', { guestAccountInfo: { primaryGuestEmail: 'Guest@else.example' } }, ['guest@else.example']],
    ['a guest without an address', { guestAccountInfo: {} }, []],
    ['a list that is none', { aliases: 'a@acme.example', nonEditableAliases: ['b@acme.example'] }, null],
    ['a list of something else', { nonEditableAliases: [{ alias: 'a@acme.example' }] }, null],
    ['a guest of another shape', { guestAccountInfo: 'guest@else.example' }, null],
  ])('addresses: %s', async (_name, more, addresses) => {
    expect(await detail('addresses', more)).toEqual(addresses);
  });

  test.each([
    ['missing', undefined, null],
    ['of the organisation', [{ type: 'organization', value: ' 0042 ' }], '0042'],
    ['a number', [{ type: 'organization', value: 42 }], '42'],
    [
      'beside others',
      [
        { type: 'login_id', value: 'x' },
        { type: 'organization', value: '42' },
      ],
      '42',
    ],
    ['of other types alone', [{ type: 'custom', customType: 'employee_id', value: '42' }], null],
    ['empty', [{ type: 'organization', value: '' }, { type: 'organization' }], null],
    [
      'twice the same',
      [
        { type: 'organization', value: '42' },
        { type: 'organization', value: '42' },
      ],
      '42',
    ],
    [
      'two different ones',
      [
        { type: 'organization', value: '42' },
        { type: 'organization', value: '43' },
      ],
      null,
    ],
    ['no list', { type: 'organization', value: '42' }, null],
    ['a list of something else', ['42'], null],
  ])('employee id: %s', async (_name, externalIds, employeeId) => {
    expect(await detail('employeeId', { externalIds })).toBe(employeeId);
  });

  test.each([
    ['missing', undefined, null],
    ['of the only organisation', [{ department: '営業部' }], '営業部'],
    ['of the primary one', [{ department: 'Ops' }, { department: 'Sales', primary: true }], 'Sales'],
    ['of none in particular', [{ department: 'Ops' }, { department: 'Sales' }], null],
    ['of a primary one that says none', [{ department: 'Ops' }, { primary: true }], null],
    ['empty', [{ department: ' ' }], null],
    ['no list', 'Sales', null],
  ])('department: %s', async (_name, organizations, department) => {
    expect(await detail('department', { organizations })).toBe(department);
  });

  const [early, late] = ['2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'];
  test.each([
    ['enabled', { suspensionTime: late, archivalTime: late }, null],
    ['suspended', { suspended: true, suspensionTime: '2026-03-01T09:00:00+09:00' }, early],
    ['archived', { archived: true, archivalTime: early }, early],
    ['both', { suspended: true, suspensionTime: early, archived: true, archivalTime: late }, early],
    [
      'both, the other way round',
      { suspended: true, suspensionTime: late, archived: true, archivalTime: early },
      early,
    ],
    ['both, one time not told', { suspended: true, suspensionTime: early, archived: true }, null],
    ['both, the other time not told', { suspended: true, archived: true, archivalTime: early }, null],
    [
      'both, suspended at the epoch',
      { suspended: true, suspensionTime: '1970-01-01T00:00:00Z', archived: true, archivalTime: late },
      null,
    ],
    [
      'suspended, with a time left from the archive',
      { suspended: true, suspensionTime: early, archivalTime: late },
      early,
    ],
    ['suspended, time not told', { suspended: true }, null],
    ['suspended at the epoch', { suspended: true, suspensionTime: '1970-01-01T00:00:00Z' }, null],
    ['suspended at no time', { suspended: true, suspensionTime: 'yesterday' }, null],
    ['not said whether enabled', { suspended: undefined, suspensionTime: late }, null],
  ])('disabled since: %s', async (_name, more, disabledAt) => {
    expect(await detail('disabledAt', more)).toBe(disabledAt);
  });
});

describe('signIns', () => {
  test.each([
    ['2026-11-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T09:00:00+09:00', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T00:00:00', '2026-11-01T00:00:00.000Z'],
    ['1793491200000', '2026-11-01T00:00:00.000Z'],
    [1793491200000, '2026-11-01T00:00:00.000Z'],
    ['1970-01-01T00:00:00.000Z', null],
    ['1970-01-01T00:00:00Z', null],
    ['1970-01-01T00:00:00', null],
    ['1970-01-01T09:00:00+09:00', null],
    ['0', null],
    [0, null],
  ])('%s reads as %s', async (lastLoginTime, lastSuccess) => {
    const { signIns } = await scanUsers(user('u1', { lastLoginTime }));
    expect(signIns).toEqual({
      state: 'complete',
      rows: [{ accountId: 'u1', lastSuccess, recordedSince: null, source: 'activity' }],
    });
  });

  test('a user without the field has no row', async () => {
    const { signIns } = await scanUsers(user('u1', { lastLoginTime: undefined }), user('u2'));
    expect(rowsOf(signIns).map(({ accountId }) => accountId)).toEqual(['u2']);
  });

  test.each(['1793491200', '99999999999999999', '2026-13-45T00:00:00Z', 'yesterday', '10000-01-01T00:00:00Z'])(
    '%s is malformed',
    async (lastLoginTime) => {
      const { signIns } = await scanUsers(user('u1', { lastLoginTime }));
      expect(stateOf(signIns)).toBe('unavailable malformed');
    },
  );
});

test('mfa: enrolled, not enrolled, not said', async () => {
  const { mfa } = await scanUsers(
    user('u0'),
    user('u2', { isEnrolledIn2Sv: false }),
    user('u3', { isEnrolledIn2Sv: undefined }),
  );
  expect(rowsOf(mfa)).toEqual([
    { accountId: 'u0', registered: true, usable: true, methods: null },
    { accountId: 'u2', registered: false, usable: false, methods: null },
    { accountId: 'u3', registered: null, usable: null, methods: null },
  ]);
});

describe('the one pass over users', () => {
  test('asks for full rows with a mask that keeps the page token, and only once', async () => {
    mockCustomer();
    mockDomains();
    mockLogs();
    mockRoles();
    nock(origin)
      .get(`${base}/users`)
      .query(
        ({ customer, maxResults, projection, fields }) =>
          customer === customerId && maxResults === '500' && projection === 'full' && fields === expectedFields,
      )
      .matchHeader('authorization', 'Bearer ya29.ready')
      .reply(200, { users: [user('u1')] });
    const snapshot = await scan();
    expect(snapshot.requests).toEqual({ sent: 10, retried: 0 });
  });

  test('a failure on page three makes all three partial, and roles keep what they know', async () => {
    mockCustomer();
    mockDomains();
    mockLogs();
    mockRoles();
    const page = (token: string | undefined, answer: Record<string, unknown>) =>
      nock(origin)
        .get(`${base}/users`)
        .query(({ pageToken }) => pageToken === token)
        .reply(200, answer);
    page(undefined, { users: [user('u1')], nextPageToken: 't1' });
    page('t1', { users: [user('u2')], nextPageToken: 't2' });
    nock(origin)
      .get(`${base}/users`)
      .query(({ pageToken }) => pageToken === 't2')
      .reply(403, fault('forbidden', 'Not Authorized to access this resource/api'));
    const { accounts, signIns, mfa, roles } = (await scan()).datasets;
    for (const dataset of [accounts, signIns, mfa]) {
      expect(stateOf(dataset)).toBe('partial permission');
      expect(rowsOf<unknown>(dataset)).toHaveLength(2);
    }
    expect(roles.state).toBe('complete');
  });

  test('an empty page with a token is not the end, and the same user twice is one', async () => {
    mockAll({ users: [[user('u1')], [], [], [user('u1'), user('u2')]] });
    const { accounts } = (await scan()).datasets;
    expect(rowsOf(accounts).map(({ id }) => id)).toEqual(['u1', 'u2']);
  });

  test('no user at all is refused', async () => {
    mockAll({ users: [[]] });
    expect(stateOf((await scan()).datasets.accounts)).toBe('unavailable malformed');
  });
});

import { describe, expect, it } from 'vitest';
import { accounts } from '../../../connectors/microsoft365/accounts.ts';
import { useStrictNock } from '../../nock.ts';
import { collect, complete, forbidden, graph, type Known, open, origin, tenantId, unlicensed } from './tenant.ts';

useStrictNock();

const plain =
  'id,displayName,userPrincipalName,accountEnabled,userType,createdDateTime,externalUserState,' +
  'mail,proxyAddresses,employeeId,department,onPremisesSyncEnabled,assignedLicenses';
const whole = `${plain},perUserMfaState`;

function users($select: string, status: number, body: object | string) {
  graph().get('/users').query({ $select, $top: '999' }).reply(status, body);
}
const user = (id: string, fields: object = {}) => ({ id, userPrincipalName: id, ...fields });

async function read(...value: object[]) {
  const session = await open();
  users(whole, 200, { value });
  return (await collect('accounts', accounts, session)).rows;
}

describe('accounts', () => {
  it('renames a member', async () => {
    const rows = await read({
      id: 'a',
      displayName: '青木',
      userPrincipalName: 'aoki@acme.example',
      accountEnabled: true,
      userType: 'Member',
      createdDateTime: '2024-05-01T09:30:00Z',
      externalUserState: null,
      perUserMfaState: 'disabled',
      mail: 'Aoki@acme.example',
      proxyAddresses: ['SMTP:Aoki@acme.example', 'smtp:K.Aoki@acme.example'],
      employeeId: '00042',
      department: '営業部',
      onPremisesSyncEnabled: true,
      assignedLicenses: [{ skuId: 'CBDC14AB', disabledPlans: ['B', 'a'] }],
      somethingNew: 1,
    });
    expect(rows).toEqual([
      {
        id: 'a',
        login: 'aoki@acme.example',
        name: '青木',
        enabled: true,
        kind: 'member',
        createdAt: '2024-05-01T09:30:00Z',
        invitation: null,
        external: false,
        perUserMfa: 'disabled',
        addresses: ['k.aoki@acme.example'],
        employeeId: '00042',
        department: '営業部',
        synced: true,
        licences: [{ productId: 'cbdc14ab', disabledPlans: ['a', 'b'] }],
      },
    ]);
  });

  it('does not make up what is not said', async () => {
    expect(await read({ id: 'a', userPrincipalName: 'a' })).toEqual([
      {
        id: 'a',
        login: 'a',
        name: null,
        enabled: null,
        kind: null,
        createdAt: null,
        invitation: null,
        external: false,
        perUserMfa: null,
        addresses: null,
        employeeId: null,
        department: null,
        synced: null,
        licences: null,
      },
    ]);
  });

  it.each([
    [
      { userType: 'Guest', externalUserState: 'PendingAcceptance' },
      { kind: 'guest', invitation: 'pending' },
    ],
    [
      { userType: 'guest', externalUserState: 'Accepted' },
      { kind: 'guest', invitation: 'accepted' },
    ],
    [
      { userType: 'Guest', externalUserState: 'Odd' },
      { kind: 'guest', invitation: null },
    ],
    [{ userType: 'Robot' }, { kind: null }],
    [{ userType: null }, { kind: null }],
    [{ userType: 'Member', '@odata.type': '#microsoft.graph.agentUser' }, { kind: 'agent' }],
    [{ userType: 'Member', '@odata.type': '#microsoft.graph.user' }, { kind: 'member' }],
    [{ accountEnabled: false }, { enabled: false }],
    [{ createdDateTime: '2024-05-01T09:00:00.1234567+09:00' }, { createdAt: '2024-05-01T00:00:00.123Z' }],
  ])('reads %j', async (fields, expected) => {
    expect(await read({ id: 'a', userPrincipalName: 'a', ...fields })).toMatchObject([expected]);
  });

  it.each([
    [{ externalUserState: 'Accepted' }, true],
    [{ externalUserState: 'PendingAcceptance' }, true],
    [{ externalUserState: 'Odd' }, true],
    [{ userPrincipalName: 'kim_b.example#EXT#@acme.example', externalUserState: null }, true],
    [{ userPrincipalName: 'kim_b.example#ext#@acme.example' }, true],
    [{ userType: 'Guest', externalUserState: null }, false],
    [{ externalUserState: null }, false],
    [{}, false],
  ])('tells from %j whether the account signs in elsewhere: %s', async (fields, external) => {
    expect(await read(user('a', fields))).toMatchObject([{ external }]);
  });

  it.each([
    ['disabled', 'disabled'],
    ['Enabled', 'enabled'],
    ['ENFORCED', 'enforced'],
    ['', null],
    ['paused', null],
    ['constructor', null],
    [null, null],
    [undefined, null],
  ])('reads the MFA of one user, %s, as %s', async (perUserMfaState, perUserMfa) => {
    expect(await read(user('a', { perUserMfaState }))).toMatchObject([{ perUserMfa }]);
  });
});

describe('what joins an account to a person', () => {
  const login = 'aoki@acme.example';

  it.each([
    ['nothing of either', {}, null],
    ['neither', { mail: null, proxyAddresses: [] }, []],
    ['no list of aliases', { mail: 'k@acme.example', proxyAddresses: null }, ['k@acme.example']],
    ['only a list', { proxyAddresses: ['smtp:b@x.example', 'SMTP:a@x.example'] }, ['a@x.example', 'b@x.example']],
    ['only the login', { mail: 'AOKI@acme.example', proxyAddresses: ['SMTP:Aoki@Acme.example'] }, []],
    [
      'the same twice',
      { mail: 'K@x.example', proxyAddresses: ['smtp:k@x.example', 'SMTP:K@X.EXAMPLE'] },
      ['k@x.example'],
    ],
    [
      'addresses of other kinds',
      {
        mail: '',
        proxyAddresses: ['sip:aoki@acme.example', 'X500:/o=ExchangeLabs/cn=a', 'SPO:spo_1@x', 'smtp:', 'k@x'],
      },
      [],
    ],
    ['an address for resetting passwords', { mail: null, otherMails: ['home@mail.example'] }, []],
  ])('are the addresses, where the directory tells %s', async (_, fields, addresses) => {
    expect(await read({ id: 'a', userPrincipalName: login, ...fields })).toMatchObject([{ addresses }]);
  });

  it.each([
    [
      { employeeId: '', department: '' },
      { employeeId: null, department: null },
    ],
    [
      { employeeId: null, department: null },
      { employeeId: null, department: null },
    ],
    [
      { employeeId: '007', department: 'R&D' },
      { employeeId: '007', department: 'R&D' },
    ],
  ])('are number and department: %j', async (fields, expected) => {
    expect(await read(user('a', fields))).toMatchObject([expected]);
  });
});

describe('where an account comes from', () => {
  it.each([
    [true, true],
    [false, false],
    [null, false],
    [undefined, null],
  ])('is read from %s as synchronised: %s', async (onPremisesSyncEnabled, synced) => {
    expect(await read(user('a', { onPremisesSyncEnabled }))).toMatchObject([{ synced }]);
  });
});

describe('licences of an account', () => {
  it.each([
    ['nothing', undefined, null],
    ['null', null, null],
    ['none', [], []],
    ['one without a list of plans', [{ skuId: 'p' }], [{ productId: 'p', disabledPlans: [] }]],
  ])('are read from %s', async (_, assignedLicenses, licences) => {
    expect(await read(user('a', { assignedLicenses }))).toMatchObject([{ licences }]);
  });

  it('are one list for all who hold the same, in whatever order', async () => {
    const [p, q] = [
      { skuId: 'P', disabledPlans: ['x', 'y'] },
      { skuId: 'q', disabledPlans: [] },
    ];
    const rows = await read(
      user('a', { assignedLicenses: [p, q] }),
      user('b', { assignedLicenses: [q, { skuId: 'p', disabledPlans: ['Y', 'X'] }] }),
      user('c', { assignedLicenses: [p] }),
      user('d', { assignedLicenses: [{ skuId: 'p', disabledPlans: ['x'] }, q] }),
    );
    expect(rows[0]?.licences).toEqual([
      { productId: 'p', disabledPlans: ['x', 'y'] },
      { productId: 'q', disabledPlans: [] },
    ]);
    expect(rows[1]?.licences).toBe(rows[0]?.licences);
    expect(new Set(rows.map(({ licences }) => licences)).size).toBe(3);
  });
});

describe('MFA of one user', () => {
  const refusal = {
    error: { code: 'BadRequest', message: "Could not find a property named 'perUserMfaState' on type 'user'." },
  };
  const next = `${origin}/v1.0/users?$select=${plain}&$skiptoken=1`;

  it.each([
    ['as not known', 400, refusal, 1],
    ['as not listable', 501, { error: { code: 'NotImplemented', message: 'no perUserMfaState here' } }, 1],
    ['as not understood', 400, { error: { code: 'BadRequest', message: 'Parsing OData Select and Expand failed' } }, 1],
    ['for want of a licence', 403, unlicensed, 1],
    ['for want of a permission, twice', 403, forbidden, 2],
    ['for no reason, twice', 400, {}, 2],
    ['as not made, twice', 501, { error: { code: 'NotImplemented', message: 'not implemented' } }, 2],
  ])('is left out where it is refused %s, and every page is read', async (_, status, body, times) => {
    const session = await open();
    for (let time = 0; time < times; time += 1) users(whole, status, body);
    users(plain, 200, { value: [user('a')], '@odata.nextLink': next });
    graph()
      .get('/users')
      .query({ $select: plain, $skiptoken: '1' })
      .reply(200, { value: [user('b')] });
    const { rows, gap } = await collect('accounts', accounts, session);
    expect(rows.map(({ id, perUserMfa }) => [id, perUserMfa])).toEqual([
      ['a', null],
      ['b', null],
    ]);
    expect(gap).toBeUndefined();
  });

  it('is asked for again where the tenant has the licence that is said to be missing', async () => {
    const known: Known = { organization: complete({ id: tenantId, name: null, domains: [], plan: 'p1' }) };
    const session = await open();
    users(whole, 403, unlicensed);
    users(whole, 200, { value: [user('a', { perUserMfaState: 'enforced' })] });
    expect((await collect('accounts', accounts, session, known)).rows).toMatchObject([{ perUserMfa: 'enforced' }]);
  });

  it.each([
    ['for want of a permission', 403, forbidden],
    ['without a word', 403, {}],
    ['without a body', 400, ''],
    ['in words that do not name it', 400, { error: { code: 'BadRequest', message: 'Bad request.' } }],
  ])('is not lost where it is refused once %s', async (_, status, body) => {
    const session = await open();
    users(whole, status, body);
    users(whole, 200, { value: [user('a', { perUserMfaState: 'enforced' })] });
    const { rows, gap } = await collect('accounts', accounts, session);
    expect(rows).toMatchObject([{ perUserMfa: 'enforced' }]);
    expect(gap).toBeUndefined();
  });

  it('is not lost where it is refused twice, in two ways', async () => {
    const session = await open();
    users(whole, 403, forbidden);
    users(whole, 400, { error: { code: 'BadRequest', message: 'Bad request.' } });
    expect(await collect('accounts', accounts, session)).toMatchObject({ rows: [], gap: { kind: 'malformed' } });
  });

  it.each([
    [403, 'permission'],
    [400, 'malformed'],
  ])('is not given up for a page of somebody in between: %i', async (status, kind) => {
    const session = await open();
    users(whole, status, '<html>Could not find a property perUserMfaState</html>');
    expect(await collect('accounts', accounts, session)).toMatchObject({ rows: [], gap: { kind } });
  });

  it('does not hide that the accounts themselves are refused', async () => {
    const session = await open();
    users(whole, 403, forbidden);
    users(whole, 403, forbidden);
    users(plain, 403, forbidden);
    expect(await collect('accounts', accounts, session)).toMatchObject({ rows: [], gap: { kind: 'permission' } });
  });

  it.each([
    [401, { error: { code: 'Authorization_IdentityNotFound', message: 'no' } }, 'permission', 2],
    [404, { error: { code: 'Request_ResourceNotFound', message: 'no' } }, 'network', 1],
    [500, {}, 'network', 4],
  ])('is not given up for a refusal of another kind: %i', async (status, body, kind, times) => {
    const session = await open();
    graph().get('/users').query({ $select: whole, $top: '999' }).times(times).reply(status, body);
    expect(await collect('accounts', accounts, session)).toMatchObject({ rows: [], gap: { kind } });
  });

  it.each([
    [400, refusal, 'malformed'],
    [403, forbidden, 'permission'],
  ])('is not given up on a later page: %i there is partial', async (status, body, kind) => {
    const session = await open();
    users(whole, 200, { value: [user('a', { perUserMfaState: 'enabled' })], '@odata.nextLink': next });
    graph().get('/users').query({ $select: plain, $skiptoken: '1' }).reply(status, body);
    expect(await collect('accounts', accounts, session)).toMatchObject({
      rows: [{ id: 'a', perUserMfa: 'enabled' }],
      gap: { kind },
    });
  });
});

describe('the probe of accounts', () => {
  it('reads one account', async () => {
    const session = await open();
    graph().get('/users').query({ $select: plain, $top: '1' }).reply(200, { value: [] });
    await accounts.probe(session);
  });
});

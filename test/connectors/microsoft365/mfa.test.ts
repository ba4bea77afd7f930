import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { methodReader, nameOfType, strengthOf } from '../../../connectors/microsoft365/methods.ts';
import { mfa } from '../../../connectors/microsoft365/mfa.ts';
import type { MethodsPolicy, Policy } from '../../../src/core/rows/policy.ts';
import { useStrictNock } from '../../nock.ts';
import { batch, type ItemReply } from './batch-answers.ts';
import {
  account,
  collect,
  complete,
  forbidden,
  graph,
  type Known,
  open,
  origin,
  tenantId,
  unlicensed,
} from './tenant.ts';

useStrictNock();

const reportPath = '/reports/authenticationMethods/userRegistrationDetails';
const free: Known = { organization: complete({ id: tenantId, name: null, domains: [], plan: 'free' }) };
const refused = { code: 'Authorization_RequestDenied', message: 'no' };
const method = (name: string, n = 1) => ({
  id: `${name}${n}`,
  '@odata.type': `#microsoft.graph.${name}AuthenticationMethod`,
});
const password = method('password');

const ok = (...methods: object[]): ItemReply => ({ status: 200, body: { value: methods } });

async function unlicensedSession() {
  const session = await open();
  graph().get(reportPath).query(true).reply(403, unlicensed);
  return session;
}

describe('registration report', () => {
  it('renames its rows, and makes each method once', async () => {
    const session = await open();
    const row = (id: string, fields: object) => ({ id, ...fields });
    graph()
      .get(reportPath)
      .query({ $top: '999' })
      .reply(200, {
        value: [
          row('a', {
            isMfaRegistered: true,
            isMfaCapable: true,
            methodsRegistered: ['mobilePhone', 'fido2SecurityKey'],
          }),
          row('b', {
            isMfaRegistered: true,
            isMfaCapable: false,
            methodsRegistered: ['mobilePhone', 'fido2SecurityKey'],
          }),
          row('c', {}),
        ],
      });
    const { rows, source } = await collect('mfa', mfa, session);
    expect(source).toBe('registration-report');
    const methods = [
      { name: 'mobilePhone', strength: 'phone' },
      { name: 'fido2SecurityKey', strength: 'resistant' },
    ];
    expect(rows).toEqual([
      { accountId: 'a', registered: true, usable: true, methods },
      { accountId: 'b', registered: true, usable: false, methods },
      { accountId: 'c', registered: null, usable: null, methods: null },
    ]);
    expect(rows[0]?.methods).toBe(rows[1]?.methods);
  });

  it.each([
    ['malformed when there are members', [account('a')], 'malformed'],
    ['complete when nobody could be in it', [account('a', { enabled: false })], undefined],
  ])('that is empty is %s', async (_, members, kind) => {
    const session = await open();
    graph().get(reportPath).query(true).reply(200, { value: [] });
    const { gap } = await collect('mfa', mfa, session, { accounts: complete(...members) });
    expect(gap?.kind).toBe(kind);
  });

  it('asks without $top where it is refused', async () => {
    const session = await open();
    graph()
      .get(reportPath)
      .query({ $top: '999' })
      .reply(400, { error: { code: 'BadRequest', message: "Query option 'Top' is not allowed. To allow it, …" } });
    graph()
      .get(reportPath)
      .reply(200, { value: [{ id: 'a' }] });
    expect((await collect('mfa', mfa, session)).rows).toHaveLength(1);
  });

  it('tells a missing permission', async () => {
    const session = await open();
    graph().get(reportPath).query(true).reply(403, forbidden);
    expect((await collect('mfa', mfa, session, free)).gap).toMatchObject({
      kind: 'permission',
      detail: expect.stringContaining('AuditLog.Read.All'),
    });
  });

  it('doubts "no licence" where there is a plan', async () => {
    const session = await open();
    graph().get(reportPath).query(true).reply(403, unlicensed);
    graph().get(reportPath).query(true).reply(200, { value: [] });
    const known: Known = { organization: complete({ id: tenantId, name: null, domains: [], plan: 'p1' }) };
    expect(await collect('mfa', mfa, session, known)).toMatchObject({ source: 'registration-report' });
  });
});

describe('methods of each member', () => {
  it('asks for enabled members, in batches, and joins by id', async () => {
    const session = await unlicensedSession();
    const members = Array.from({ length: 45 }, (_, n) => account(`m${n}`));
    const others = [
      account('off', { enabled: false }),
      account('guest', { kind: 'guest' }),
      account('agent', { kind: 'agent' }),
    ];
    const asked = [0, 1, 2].map(() => batch((id) => (id === 'm7' ? ok(password) : ok(password, method('phone')))));
    const known = {
      ...free,
      accounts: complete(...members, ...others, account('odd/../id', { kind: null, enabled: null })),
    };
    const { rows, source, gap } = await collect('mfa', mfa, session, known);
    expect(gap).toBeUndefined();
    expect(source).toBe('authentication-methods');
    expect(asked.map((urls) => urls.length)).toEqual([20, 20, 6]);
    expect(asked.flat()).toContain('/users/odd%2F..%2Fid/authentication/methods');
    expect(rows).toHaveLength(46);
    expect(rows.find((row) => row.accountId === 'm7')).toMatchObject({ registered: false, usable: false });
    expect(rows.find((row) => row.accountId === 'm8')).toEqual({
      accountId: 'm8',
      registered: true,
      usable: null,
      methods: [
        { name: 'password', strength: 'none' },
        { name: 'phone', strength: 'phone' },
      ],
    });
  });

  it('asks throttled items again after their own Retry-After, and items without an answer', async () => {
    const session = await unlicensedSession();
    const first = batch((id) => {
      if (id === 'a') return { status: 429, headers: { 'retry-AFTER': '1' }, body: { error: { code: 'x' } } };
      return id === 'b' ? { status: 503 } : id === 'c' ? null : ok(password);
    });
    const second = batch(() => ok(password));
    const start = performance.now();
    const known = { ...free, accounts: complete(...['a', 'b', 'c', 'd'].map((id) => account(id))) };
    const { rows } = await collect('mfa', mfa, session, known);
    expect(performance.now() - start).toBeGreaterThan(990);
    expect([first.length, second.length]).toEqual([4, 3]);
    expect(rows.map(({ accountId }) => accountId).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('does not ask for ever', async () => {
    const session = await unlicensedSession();
    for (let round = 0; round < 5; round += 1) {
      batch((id) => (id === 'a' ? { status: 429, headers: { 'Retry-After': '0' } } : ok(password)));
    }
    const known = { ...free, accounts: complete(account('a'), account('b')) };
    const { rows, gap } = await collect('mfa', mfa, session, known);
    expect(rows.map(({ accountId }) => accountId)).toEqual(['b']);
    expect(gap).toMatchObject({ kind: 'throttled' });
  });

  it('goes on as long as the pace lets some through', async () => {
    const session = await unlicensedSession();
    for (let round = 0; round < 10; round += 1) {
      let left = 2;
      batch(() => {
        left -= 1;
        return left >= 0 ? ok(password) : { status: 429, headers: { 'Retry-After': '0' } };
      });
    }
    const members = Array.from({ length: 20 }, (_, n) => account(`m${n}`));
    const { rows, gap } = await collect('mfa', mfa, session, { ...free, accounts: complete(...members) });
    expect(gap).toBeUndefined();
    expect(rows).toHaveLength(20);
  });

  it('gives up on an item that is never answered', async () => {
    const session = await unlicensedSession();
    for (let round = 0; round < 4; round += 1) batch(() => null);
    const known = { ...free, accounts: complete(account('a')) };
    expect((await collect('mfa', mfa, session, known)).gap).toMatchObject({ kind: 'malformed' });
  });

  it('does not wait longer than anybody would', async () => {
    const session = await unlicensedSession();
    batch(() => ({ status: 429, headers: { 'Retry-After': '86400' } }));
    expect((await collect('mfa', mfa, session, { ...free, accounts: complete(account('a')) })).gap).toMatchObject({
      kind: 'throttled',
    });
  });

  it('reads the others when one is refused', async () => {
    const session = await unlicensedSession();
    batch((id) => (id === 'a' ? { status: 403, body: { error: refused } } : ok(password)));
    const known = { ...free, accounts: complete(account('a'), account('b')) };
    const { rows, gap } = await collect('mfa', mfa, session, known);
    expect(rows).toHaveLength(1);
    expect(gap).toMatchObject({
      kind: 'permission',
      detail: expect.stringContaining('UserAuthenticationMethod.Read.All'),
    });
  });

  it('is malformed when every account is gone: then the answers are not of the accounts', async () => {
    const session = await unlicensedSession();
    batch(() => ({ status: 404, body: { error: { code: 'Request_ResourceNotFound' } } }));
    const known = { ...free, accounts: complete(account('a'), account('b')) };
    expect(await collect('mfa', mfa, session, known)).toMatchObject({ rows: [], gap: { kind: 'malformed' } });
  });

  it('has no row of an account that is gone', async () => {
    const session = await unlicensedSession();
    batch((id) => (id === 'a' ? { status: 404, body: { error: { code: 'Request_ResourceNotFound' } } } : ok(password)));
    const known = { ...free, accounts: complete(account('a'), account('b')) };
    const { rows, gap } = await collect('mfa', mfa, session, known);
    expect(rows.map(({ accountId }) => accountId)).toEqual(['b']);
    expect(gap).toBeUndefined();
  });

  it('stops when everybody is refused', async () => {
    const session = await unlicensedSession();
    batch(() => ({ status: 403, body: { error: refused } }));
    const members = Array.from({ length: 500 }, (_, n) => account(`m${n}`));
    const { rows, gap } = await collect('mfa', mfa, session, { ...free, accounts: complete(...members) });
    expect(rows).toEqual([]);
    expect(gap).toMatchObject({ kind: 'permission' });
  });

  it.each([
    ['text', 'text'],
    ['no list', {}],
    ['an error', { error: { code: 'x' } }],
    ['a method without a type', { value: [{ id: 'x' }] }],
  ])('calls an item with %s malformed', async (_, body) => {
    const session = await unlicensedSession();
    batch((id) => (id === 'a' ? { status: 200, body } : ok(password)));
    const known = { ...free, accounts: complete(account('a'), account('b')) };
    expect(await collect('mfa', mfa, session, known)).toMatchObject({
      rows: [{ accountId: 'b' }],
      gap: { kind: 'malformed' },
    });
  });

  it('reads further pages of an item', async () => {
    const session = await unlicensedSession();
    const next = `${origin}/v1.0/users/a/authentication/methods?$skiptoken=1`;
    batch(() => ({ status: 200, body: { value: [password], '@odata.nextLink': next } }));
    graph()
      .get('/users/a/authentication/methods')
      .query({ $skiptoken: '1' })
      .reply(200, { value: [method('fido2')] });
    const { rows } = await collect('mfa', mfa, session, { ...free, accounts: complete(account('a')) });
    expect(rows).toMatchObject([{ registered: true, usable: null }]);
  });

  it('tells when the batch itself is refused', async () => {
    const session = await unlicensedSession();
    graph()
      .post('/$batch')
      .reply(400, { error: { code: 'BadRequest', message: 'no' } });
    const known = { ...free, accounts: complete(account('a')) };
    expect((await collect('mfa', mfa, session, known)).gap).toMatchObject({ kind: 'malformed' });
  });

  it('is as partial as the accounts are', async () => {
    const session = await unlicensedSession();
    batch(() => ok(password));
    const gap = { kind: 'expired', detail: 'old' } as const;
    const known: Known = { ...free, accounts: { state: 'partial', rows: [account('a')], gap } };
    expect(await collect('mfa', mfa, session, known)).toMatchObject({ rows: [{ accountId: 'a' }], gap });
  });

  const off = (
    names: string[],
    legacyPolicies: MethodsPolicy['legacyPolicies'] = 'retired',
    on: string[] = [],
  ): Known['policies'] =>
    complete<Policy>({
      id: 'authentication-methods',
      legacyPolicies,
      methods: [
        ...names.map((name) => ({ name, enabled: false, scopes: null })),
        ...on.map((name) => ({ name, enabled: true, scopes: null })),
      ],
    });

  it.each([
    ['all is off', off(['sms', 'voice']), ['phone'], false],
    ['one of two ways is on', off(['sms'], 'retired', ['voice']), ['phone'], true],
    ['of one of two ways nothing is said', off(['sms']), ['phone'], null],
    ['nothing is said of a factor', off(['sms', 'voice']), ['fido2'], null],
    ['old policies may allow it', off(['sms', 'voice'], 'in-force'), ['phone'], null],
    ['it is not known whether they may', off(['sms', 'voice'], null), ['phone'], null],
    ['another factor is on', off(['sms', 'voice'], 'retired', ['fido2']), ['phone', 'fido2'], true],
    ['a factor needs no policy', off(['sms', 'voice']), ['phone', 'windowsHelloForBusiness'], true],
    [
      'every factor is off',
      off(['sms', 'voice', 'microsoftauthenticator']),
      ['phone', 'microsoftAuthenticator'],
      false,
    ],
    ['only e-mail is left', off([]), ['email'], false],
    ['the policy was not read', undefined, ['phone'], null],
    ['the policy was not read, and a factor needs none', undefined, ['windowsHelloForBusiness'], true],
  ])('judges what is usable when %s', async (_, policies, names, usable) => {
    const session = await unlicensedSession();
    batch(() => ok(password, ...names.map((name) => method(name))));
    const known: Known = { ...free, accounts: complete(account('a')), ...(policies === undefined ? {} : { policies }) };
    const { rows } = await collect('mfa', mfa, session, known);
    expect(rows).toMatchObject([{ usable, registered: !names.includes('email') }]);
  });
});

describe('names of methods', () => {
  it.each([
    ['mobilePhone', 'phone'],
    ['SMS', 'phone'],
    ['voiceOffice', 'phone'],
    ['phone', 'phone'],
    ['fido2', 'resistant'],
    ['fido2SecurityKey', 'resistant'],
    ['passKeyDeviceBoundWindowsHello', 'resistant'],
    ['passkeysynced', 'resistant'],
    ['windowsHelloForBusiness', 'resistant'],
    ['macOsSecureEnclaveKey', 'resistant'],
    ['platformCredential', 'resistant'],
    ['x509CertificateMultiFactor', 'resistant'],
    ['x509CertificateSingleFactor', 'unknown'],
    ['certificateBasedAuthentication', 'unknown'],
    ['microsoftAuthenticatorPush', 'phishable'],
    ['microsoftAuthenticatorPasswordless', 'phishable'],
    ['softwareOath', 'phishable'],
    ['hardwareOneTimePasscode', 'phishable'],
    ['appCode', 'phishable'],
    ['password', 'none'],
    ['email', 'none'],
    ['securityQuestion', 'none'],
    ['temporaryAccessPass', 'none'],
    ['appPassword', 'none'],
    ['externalAuthMethod', 'unknown'],
    ['qrCode', 'unknown'],
    ['__proto__', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (name, strength) => {
    expect(strengthOf(name)).toBe(strength);
  });

  it('are read from types', () => {
    expect(nameOfType('#microsoft.graph.windowsHelloForBusinessAuthenticationMethod')).toBe('windowsHelloForBusiness');
    expect(nameOfType('#microsoft.graph.newThing')).toBe('newThing');
  });

  it('are not mixed up', () => {
    const read = methodReader();
    expect(read([])).toEqual([]);
    expect(read(['a', 'b'])).toBe(read(['a', 'b']));
    expect(read(['b', 'a'])[0]).toBe(read(['a', 'b'])[1]);
  });
});

describe('probe', () => {
  it('reads the report', async () => {
    const session = await open();
    graph().get(reportPath).reply(200, { value: [] });
    await mfa.probe(session);
  });

  it('reads the methods of one account where the licence is missing', async () => {
    const session = await open();
    graph().get(reportPath).reply(403, unlicensed);
    nock(`${origin}/v1.0`)
      .get('/users')
      .query({ $select: 'id', $top: '1' })
      .reply(200, { value: [{ id: 'a' }] });
    graph().get('/users/a/authentication/methods').reply(403, forbidden);
    await expect(mfa.probe(session)).rejects.toThrow('403');
  });
});

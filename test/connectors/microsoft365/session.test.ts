import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { accounts } from '../../../connectors/microsoft365/accounts.ts';
import { explain } from '../../../connectors/microsoft365/gaps.ts';
import { createMicrosoft365 } from '../../../connectors/microsoft365/index.ts';
import { openSession } from '../../../connectors/microsoft365/session.ts';
import { pageShape as accountsShape, directoryObject } from '../../../connectors/microsoft365/shapes.ts';
import { gather } from '../../../src/core/gather.ts';
import { eachRow } from '../../../src/http/pages.ts';
import { useStrictNock } from '../../nock.ts';
import { calm } from '../../surroundings.ts';
import {
  collect,
  forbidden,
  graph,
  jwt,
  open,
  organizationAnswer,
  origin,
  settings,
  tenantId,
  testAccess,
  timing,
} from './tenant.ts';

useStrictNock();

const signal = new AbortController().signal;
const user = (id: string) => ({ id, userPrincipalName: `${id}@acme.example` });
const login = 'https://login.microsoftonline.com';

async function gapOfOpening(promise: Promise<unknown>) {
  return promise.then(
    () => null,
    (error: unknown) => explain(error),
  );
}

describe('opening', () => {
  it('signs in with a client secret, and asks for one token only', async () => {
    let form = '';
    nock(login)
      .post(`/${tenantId}/oauth2/v2.0/token`, (body) => {
        form = JSON.stringify(body);
        return true;
      })
      .query(true)
      .reply(200, { token_type: 'Bearer', expires_in: 3599, access_token: jwt({ tid: tenantId, roles: ['A', 'B'] }) });
    graph().get('/organization').query(true).reply(200, organizationAnswer);
    graph()
      .get('/users')
      .query(true)
      .reply(200, { value: [user('a')] });
    const session = await openSession(settings, { ...calm, signal }, { timing });
    expect(await session.granted()).toEqual(['A', 'B']);
    expect((await collect('accounts', accounts, session)).rows).toHaveLength(1);
    expect(form).toContain('https://graph.microsoft.com/.default');
    expect(session.requests()).toEqual({ sent: 3, retried: 0 });
  });

  it.each([
    ['AADSTS7000215', 'permission', 'not the id of the secret'],
    ['AADSTS7000222', 'expired', 'has expired'],
    ['AADSTS700016', 'permission', 'check clientId'],
    ['AADSTS90002', 'permission', 'check tenantId and cloud'],
  ])('tells what %s means, without the secret', async (code, kind, words) => {
    nock(login)
      .post(`/${tenantId}/oauth2/v2.0/token`)
      .query(true)
      .reply(401, {
        error: 'invalid_client',
        error_description: `${code}: Refused hush-hush-secret. Trace ID: 1 Correlation ID: 2`,
      });
    const gap = await gapOfOpening(openSession(settings, { ...calm, signal }, { timing }));
    expect(gap?.kind).toBe(kind);
    expect(gap?.detail).toContain(code);
    expect(gap?.detail).toContain(words);
    expect(gap?.detail).not.toContain('hush');
    expect(gap?.detail).not.toContain('Trace ID');
  });

  it('calls trouble on the way to the sign-in a matter of the network', async () => {
    const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    nock(login).post(`/${tenantId}/oauth2/v2.0/token`).query(true).times(4).replyWithError(reset);
    expect((await gapOfOpening(openSession(settings, { ...calm, signal }, { timing })))?.kind).toBe('network');
  });

  it('calls a sign-in service that is down a matter of the network', async () => {
    nock(login).post(`/${tenantId}/oauth2/v2.0/token`).query(true).times(4).reply(503, 'down');
    expect((await gapOfOpening(openSession(settings, { ...calm, signal }, { timing })))?.kind).toBe('network');
  });

  it('says so when the certificate cannot be read', async () => {
    const credential = { kind: 'certificate', certificatePath: '/nowhere/at-all.pem' } as const;
    const gap = await gapOfOpening(openSession({ ...settings, credential }, { ...calm, signal }, { timing }));
    expect(gap).toMatchObject({ kind: 'permission', detail: expect.stringContaining('/nowhere/at-all.pem') });
  });

  it.each([
    ['usgov', 'https://graph.microsoft.us', 'https://login.microsoftonline.us'],
    ['usgov-dod', 'https://dod-graph.microsoft.us', 'https://login.microsoftonline.us'],
    ['china', 'https://microsoftgraph.chinacloudapi.cn', 'https://login.partner.microsoftonline.cn'],
  ] as const)('goes to the addresses of %s', async (cloud, graphHost, loginHost) => {
    nock(loginHost)
      .post(`/${tenantId}/oauth2/v2.0/token`)
      .query(true)
      .reply(200, { token_type: 'Bearer', expires_in: 3599, access_token: jwt({ tid: tenantId }) });
    nock(graphHost).get('/v1.0/organization').query(true).reply(200, organizationAnswer);
    await openSession({ ...settings, cloud }, { ...calm, signal }, { timing });
  });

  it('refuses the token of another tenant before it is used', async () => {
    const opening = openSession(settings, { ...calm, signal }, { access: testAccess({ tid: 'another' }), timing });
    expect(await gapOfOpening(opening)).toMatchObject({ kind: 'identity' });
  });

  it('refuses the answer of another tenant, and then nothing is read', async () => {
    graph()
      .get('/organization')
      .query(true)
      .reply(200, { value: [{ id: 'another' }] });
    const connector = createMicrosoft365(testAccess({}), timing);
    const snapshot = await gather(connector, settings, { directoryId: tenantId, signal, now: () => new Date() });
    expect(Object.values(snapshot.datasets).every((dataset) => dataset.state === 'unavailable')).toBe(true);
    expect(snapshot.datasets.accounts).toMatchObject({ gap: { kind: 'identity' } });
  });

  it('goes on by the token alone when the organization may not be read', async () => {
    graph().get('/organization').query(true).reply(403, forbidden);
    await openSession(settings, { ...calm, signal }, { access: testAccess(), timing });
  });

  it('goes on when the organization cannot be read: the sign-in was made at the tenant', async () => {
    graph().get('/organization').query(true).reply(403, forbidden);
    const access = { origin, token: async () => ({ token: 'opaque', expiresAt: Date.now() + 3_600_000 }) };
    expect((await openSession(settings, { ...calm, signal }, { access, timing })).tenantId).toBe(tenantId);
  });

  it('compares tenants without case', async () => {
    const upper = { ...settings, tenantId: tenantId.toUpperCase() };
    graph().get('/organization').query(true).reply(200, organizationAnswer);
    await openSession(upper, { ...calm, signal }, { access: testAccess(), timing });
  });

  it('does not know what an opaque token grants', async () => {
    graph().get('/organization').query(true).reply(200, organizationAnswer);
    const access = { origin, token: async () => ({ token: 'opaque', expiresAt: Date.now() + 3_600_000 }) };
    expect(await (await openSession(settings, { ...calm, signal }, { access, timing })).granted()).toBeNull();
  });

  it('knows the permissions that a person delegated', async () => {
    const session = await open(testAccess({ tid: tenantId, scp: 'User.Read.All Policy.Read.All' }));
    expect(await session.granted()).toEqual(['User.Read.All', 'Policy.Read.All']);
  });
});

describe('reading', () => {
  it('names itself, and asks to be served after others', async () => {
    const session = await open();
    graph()
      .get('/users')
      .query({ $select: /.+/, $top: '999' })
      .matchHeader('x-ms-throttle-priority', 'Low')
      .matchHeader('user-agent', 'shisei')
      .matchHeader('authorization', /^Bearer eyJ/)
      .reply(200, { value: [user('a')] });
    expect((await collect('accounts', accounts, session)).rows).toHaveLength(1);
  });

  it('goes on over empty pages, and reads each object once', async () => {
    const session = await open();
    const link = (n: number) => ({ '@odata.nextLink': `${origin}/v1.0/users?$select=id&$skiptoken=${n}` });
    graph()
      .get('/users')
      .query({ $select: /.+/, $top: '999' })
      .reply(200, { value: [], ...link(1) });
    const page = (n: number, body: object) =>
      graph()
        .get('/users')
        .query({ $select: 'id', $skiptoken: String(n) })
        .reply(200, body);
    page(1, { value: [user('a')], ...link(2) });
    page(2, { value: [], ...link(3) });
    page(3, { value: [user('a'), user('b')] });
    expect((await collect('accounts', accounts, session)).rows.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it.each([
    'https://evil.example/v1.0/users?$skiptoken=1',
    'http://graph.microsoft.com/v1.0/users?$skiptoken=1',
    'https://graph.microsoft.com:444/v1.0/users?$skiptoken=1',
    'https://graph.microsoft.com:x@evil.example/v1.0/users',
    'https://me:pass@graph.microsoft.com/v1.0/users',
    'https://graph.microsoft.com/beta/users?$skiptoken=1',
    'https://graph.microsoft.com/v1.0/../beta/users',
    '/v1.0/users?$skiptoken=1',
  ])('does not follow %s', async (link) => {
    const session = await open();
    graph()
      .get('/users')
      .query(true)
      .reply(200, { value: [user('a')], '@odata.nextLink': link });
    const { rows, gap } = await collect('accounts', accounts, session);
    expect(rows).toHaveLength(1);
    expect(gap).toMatchObject({ kind: 'malformed' });
  });

  it('sends its headers with every page', async () => {
    const session = await open();
    const headers = { ConsistencyLevel: 'eventual' };
    const next = `${origin}/v1.0/groups?$skiptoken=https%3A%2F%2Fa&q=https://b`;
    graph()
      .get('/groups')
      .matchHeader('consistencylevel', 'eventual')
      .reply(200, { value: [{ id: 'a' }], '@odata.nextLink': next });
    graph()
      .get('/groups')
      .query({ $skiptoken: 'https://a', q: 'https://b' })
      .matchHeader('consistencylevel', 'eventual')
      .reply(200, { value: [{ id: 'b' }] });
    const rows = await Array.fromAsync(eachRow(session.collection('/groups', directoryObject, { headers })));
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('goes on to no other collection, though it is of the same service', async () => {
    const session = await open();
    const next = { '@odata.nextLink': `${origin}/v1.0/groups?$skiptoken=1` };
    graph()
      .get('/users')
      .query(true)
      .reply(200, { value: [user('a')], ...next });
    expect((await collect('accounts', accounts, session)).gap).toMatchObject({ kind: 'malformed' });
  });

  it('notices pages that come round again', async () => {
    const session = await open();
    const next = { '@odata.nextLink': `${origin}/v1.0/users?$skiptoken=1` };
    graph()
      .get('/users')
      .query(true)
      .twice()
      .reply(200, { value: [user('a')], ...next });
    expect((await collect('accounts', accounts, session)).gap).toMatchObject({ kind: 'malformed' });
  });

  it('starts again once when a page link has expired', async () => {
    const session = await open();
    const next = { '@odata.nextLink': `${origin}/v1.0/users?$skiptoken=1` };
    const expired = { error: { code: 'Directory_ExpiredPageToken', message: 'The page token value has expired' } };
    graph()
      .get('/users')
      .query({ $select: /.+/, $top: '999' })
      .twice()
      .reply(200, { value: [user('a')], ...next });
    graph().get('/users').query({ $skiptoken: '1' }).reply(400, expired);
    graph()
      .get('/users')
      .query({ $skiptoken: '1' })
      .reply(200, { value: [user('b')] });
    const { rows, gap } = await collect('accounts', accounts, session);
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(gap).toBeUndefined();
  });

  it('gives up when the page link expires again', async () => {
    const session = await open();
    const next = { '@odata.nextLink': `${origin}/v1.0/users?$skiptoken=1` };
    graph()
      .get('/users')
      .query({ $select: /.+/, $top: '999' })
      .twice()
      .reply(200, { value: [user('a')], ...next });
    graph()
      .get('/users')
      .query({ $skiptoken: '1' })
      .twice()
      .reply(400, { error: { code: '', message: 'Invalid Skip Token' } });
    expect(await collect('accounts', accounts, session)).toMatchObject({
      rows: [{ id: 'a' }],
      gap: { kind: 'expired' },
    });
  });

  it('waits as long as Retry-After says', async () => {
    const session = await open();
    graph()
      .get('/users')
      .query(true)
      .reply(429, { error: { code: 'TooManyRequests' } }, { 'Retry-After': '1' });
    graph()
      .get('/users')
      .query(true)
      .reply(200, { value: [user('a')] });
    const start = performance.now();
    expect((await collect('accounts', accounts, session)).rows).toHaveLength(1);
    expect(performance.now() - start).toBeGreaterThan(990);
    expect(session.requests()).toEqual({ sent: 3, retried: 1 });
  });

  it('tells that it was throttled to the end', async () => {
    const session = await open();
    graph()
      .get('/users')
      .query(true)
      .times(4)
      .reply(429, { error: { code: 'TooManyRequests', message: 'Please retry again later.' } }, { 'Retry-After': '0' });
    expect((await collect('accounts', accounts, session)).gap).toMatchObject({ kind: 'throttled' });
  });

  it('tries again over broken connections, and says so when they stay broken', async () => {
    const session = await open();
    const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    graph().get('/users').query(true).times(4).replyWithError(reset);
    const { gap } = await collect('accounts', accounts, session);
    expect(gap?.kind).toBe('network');
    expect(gap?.detail).toContain('GET graph.microsoft.com/v1.0/users');
  });

  it('calls answers of a broken service a matter of the network', async () => {
    const session = await open();
    graph().get('/users').query(true).times(4).reply(503, '<html>no</html>', { 'content-type': 'text/html' });
    expect((await collect('accounts', accounts, session)).gap?.kind).toBe('network');
  });

  it('renews a refused token once, for all the requests that it was refused to', async () => {
    const access = testAccess();
    const session = await open(access);
    const claims = '{"access_token":{"nbf":{"essential":true}}}';
    const challenge = `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;
    const old = jwt({ tid: tenantId, n: 1 });
    graph()
      .get('/users')
      .query(true)
      .matchHeader('authorization', `Bearer ${old}`)
      .twice()
      .reply(401, { error: { code: 'InvalidAuthenticationToken' } }, { 'WWW-Authenticate': challenge });
    graph()
      .get('/users')
      .query(true)
      .matchHeader('authorization', `Bearer ${jwt({ tid: tenantId, n: 2 })}`)
      .twice()
      .reply(200, { value: [user('a')] });
    const results = await Promise.all([0, 1].map(() => collect('accounts', accounts, session)));
    expect(results.map(({ rows }) => rows.length)).toEqual([1, 1]);
    expect(access.asked).toEqual([{ refresh: false }, { refresh: true, claims }]);
  });

  it('takes a second 401 as final', async () => {
    const session = await open();
    graph()
      .get('/users')
      .query(true)
      .twice()
      .reply(401, { error: { code: 'InvalidAuthenticationToken', message: `bad ${jwt({ tid: tenantId })}` } });
    const { gap } = await collect('accounts', accounts, session);
    expect(gap?.kind).toBe('permission');
    expect(gap?.detail).not.toContain('eyJ');
  });

  it('makes everything unusable when a renewed token is of another tenant', async () => {
    let tid = tenantId;
    const access = { origin, token: async () => ({ token: jwt({ tid }), expiresAt: Date.now() + 3_600_000 }) };
    const session = await open(access);
    tid = 'another';
    graph().get('/users').query(true).reply(401, {});
    expect((await collect('accounts', accounts, session)).gap).toMatchObject({ kind: 'identity' });
  });

  it('renews a token before it expires', async () => {
    let asked = 0;
    const token = async () => {
      asked += 1;
      return { token: jwt({ tid: tenantId, asked }), expiresAt: Date.now() + (asked === 1 ? -1 : 3_600_000) };
    };
    await open({ origin, token });
    expect(asked).toBe(2);
  });

  it.each([
    ['a page of HTML', 200, '<html>sign in</html>'],
    ['an error as a success', 200, { error: { code: 'Oops', message: 'taro@acme.example' } }],
    ['no list', 200, { values: [] }],
    ['an account without login', 200, { value: [{ id: 'a' }] }],
    ['an odd date', 200, { value: [{ ...user('a'), createdDateTime: 'yesterday' }] }],
    ['a word for a boolean', 200, { value: [{ ...user('taro'), accountEnabled: 'taro' }] }],
    ['a redirect', 302, ''],
    ['an odd refusal', 410, { error: { code: 'Gone', message: 'no' } }],
    ['nothing', 204, ''],
  ])('calls %s malformed, and tells no value of a person', async (_, status, body) => {
    const session = await open();
    graph().get('/users').query(true).reply(status, body);
    const { rows, gap } = await collect('accounts', accounts, session);
    expect(rows).toEqual([]);
    expect(gap?.kind).toBe('malformed');
    expect(gap?.detail).toContain('/v1.0/users');
    expect(gap?.detail).not.toContain('taro');
  });

  it('names the field that is malformed', async () => {
    const session = await open();
    graph()
      .get('/users')
      .query(true)
      .reply(200, { value: [user('a'), { ...user('b'), accountEnabled: 'yes' }] });
    expect((await collect('accounts', accounts, session)).gap?.detail).toContain('value[1].accountEnabled');
  });

  it('takes a half answer as trouble of the network', async () => {
    const session = await open();
    graph().get('/users').query(true).times(4).reply(200, '{"value":[', { 'content-type': 'application/json' });
    expect((await collect('accounts', accounts, session)).gap?.kind).toBe('network');
  });

  it('names the permission to grant', async () => {
    const session = await open();
    graph().get('/users').query(true).times(3).reply(403, forbidden);
    const { gap } = await collect('accounts', accounts, session);
    expect(gap?.kind).toBe('permission');
    expect(gap?.detail).toContain('GET graph.microsoft.com/v1.0/users');
    expect(gap?.detail).toContain('Authorization_RequestDenied: Insufficient privileges');
    expect(gap?.detail).toContain('User.Read.All');
  });

  it('asks without $top where it is refused', async () => {
    const session = await open();
    const refusal = { error: { code: 'BadRequest', message: "Query option 'Top' is not allowed." } };
    graph().get('/users').query({ $select: /.+/, $top: '999' }).reply(400, refusal);
    graph()
      .get('/users')
      .query({ $select: /.+/ })
      .reply(200, { value: [user('a')] });
    expect((await collect('accounts', accounts, session)).rows).toHaveLength(1);
  });

  it('ends at once when it is told to', async () => {
    const controller = new AbortController();
    graph().get('/organization').query(true).reply(200, organizationAnswer);
    const session = await openSession(
      settings,
      { ...calm, signal: controller.signal },
      { access: testAccess(), timing },
    );
    graph().get('/users').query(true).reply(429, {}, { 'Retry-After': '60' });
    const reading = session.read('/users?$top=1', accountsShape);
    setTimeout(() => controller.abort(new Error('enough')), 50);
    await expect(reading).rejects.toThrow('enough');
  });
});

describe('the connector', () => {
  it('reads what it says and no more', () => {
    const microsoft365 = createMicrosoft365();
    expect(microsoft365.provider).toBe('microsoft365');
    const read = Object.entries(microsoft365.datasets).filter(([, collector]) => 'collect' in collector);
    expect(read.map(([name]) => name)).toEqual([
      'organization',
      'accounts',
      'signIns',
      'mfa',
      'enforcement',
      'roles',
      'policies',
      'signInEvents',
      'adminActivity',
      'applications',
    ]);
    for (const [, collector] of read) {
      const asked = 'permissions' in collector ? [...collector.permissions, ...(collector.optional ?? [])] : [];
      expect(asked.join()).not.toMatch(/Write/);
    }
  });
});

import nock from 'nock';
import { describe, expect, it, test } from 'vitest';
import { type Call, type DoorOptions, openDoor } from '../../src/http/door.ts';
import { WritingError } from '../../src/http/errors.ts';
import { createSecrets } from '../../src/http/secrets.ts';
import { useStrictNock } from '../nock.ts';

useStrictNock();

const origin = 'https://api.example';
const token = 'abcdef.0123456789-ABCDEF';

function doorWith(options: Partial<DoorOptions> = {}) {
  return openDoor({
    trusted: new Set([origin]),
    signal: new AbortController().signal,
    mayPost: ({ url }) => url.pathname === '/token',
    budgetFor: () => undefined,
    isTransient: () => false,
    timing: { retries: 1, delayMs: 1 },
    ...options,
  });
}

function get(path: string): Call {
  return { method: 'GET', url: new URL(path, origin), headers: new Headers({ authorization: `Bearer ${token}` }) };
}

function signIn(fields: Record<string, string>): Call {
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' });
  return { method: 'POST', url: new URL('/token', origin), headers, body: String(new URLSearchParams(fields)) };
}

describe('a request that could change something', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is refused before anything is sent', async (method) => {
    const call = { ...get('/users'), method } as Call;
    await expect(doorWith().send(call)).rejects.toThrow(WritingError);
    await expect(doorWith().send(call)).rejects.toThrow(`${method} api.example/users: refused`);
  });

  test.each(['PUT', 'PATCH', 'DELETE'])('%s is refused also where a POST may go', async (method) => {
    const door = doorWith({ mayPost: () => true });
    await expect(door.send({ ...signIn({}), method } as unknown as Call)).rejects.toThrow(WritingError);
    expect(door.requests().sent).toBe(0);
  });
});

describe('what was sent', () => {
  test.each([
    [403, { error: { message: `no: ${token}` } }],
    [400, `<p>${token.slice(0, 14)}</p>`],
  ])('is not in a refusal (%i)', async (status, body) => {
    nock(origin).get('/users').reply(status, body);
    const answer = await doorWith().send(get('/users'));
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain('…');
    expect(JSON.stringify(answer.body)).not.toContain(token.slice(0, 12));
  });

  it('is not in rows', async () => {
    nock(origin)
      .get('/users')
      .reply(200, { value: [{ id: '1', name: `I am ${token}` }] });
    expect((await doorWith().send(get('/users'))).body).toEqual({ value: [{ id: '1', name: 'I am …' }] });
  });

  test.each(['client_secret', 'client_assertion', 'assertion', 'refresh_token', 'password'])(
    'as %s of a form is learned',
    async (name) => {
      const secrets = createSecrets();
      nock(origin).post('/token').reply(401, {});
      await doorWith({ secrets }).send(
        signIn({ client_id: 'client-of-acme', [name]: token, grant_type: 'a-type-of-it' }),
      );
      expect(secrets.hide(`${token} client-of-acme a-type-of-it`)).toBe('… client-of-acme a-type-of-it');
    },
  );
});

describe('a token that is granted', () => {
  it('is handed out and learned, also when it is granted again', async () => {
    const secrets = createSecrets();
    const door = doorWith({ secrets });
    const granted = { access_token: token, token_type: 'Bearer', note: `for ${token}` };
    nock(origin).post('/token').twice().reply(200, granted);
    const expected = { ...granted, note: 'for …' };
    expect((await door.send(signIn({ a: 'b' }))).body).toEqual(expected);
    expect((await door.send(signIn({ a: 'b' }))).body).toEqual(expected);
    expect(secrets.hide(token)).toBe('…');
  });
});

describe('the address that a redirect leads to', () => {
  it('is a secret, with what it asks for', async () => {
    const secrets = createSecrets();
    const location = 'https://files.example/data/secret-path-of-a-report?sig=0123456789abcdef0123';
    nock(origin).get('/report').reply(302, '', { location });
    await doorWith({ secrets }).send(get('/report'));
    expect(secrets.hide(`GET ${location}: reset`)).toBe('GET https://files.example/data/…?sig=…: reset');
  });

  it('on the same service is no secret, but for what it asks for', async () => {
    const secrets = createSecrets();
    nock(origin).get('/report').reply(302, '', { location: '/v1/getOffice365Report?sig=0123456789abcdef0123' });
    await doorWith({ secrets }).send(get('/report'));
    expect(secrets.hide('/v1/getOffice365Report?sig=0123456789abcdef0123')).toBe('/v1/getOffice365Report?sig=…');
  });

  it('takes no facts out of other answers, and no words that were asked for', async () => {
    const secrets = createSecrets();
    const asked = 'customer-with-a-long-name';
    nock(origin)
      .get('/report')
      .query({ asked })
      .reply(302, '', { location: `https://files.example/?a=${asked}&b=Enabled&c=hostile.person.with.a.login` });
    await doorWith({ secrets }).send(get(`/report?asked=${asked}`));
    const fact = `${asked}: hostile.person.with.a.login is Enabled`;
    expect(secrets.cut(fact)).toBe(fact);
    expect(secrets.hide(fact)).toBe(`${asked}: … is Enabled`);
  });
});

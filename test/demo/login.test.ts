import { createSign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { demoDirectories } from '../../src/demo/tenants.ts';
import { keyPair } from '../key-pair.ts';
import { errorOf, now, rows, type World, world } from './ask.ts';

const form = (fields: Record<string, string>) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

describe('Microsoft', () => {
  const credentials = ({ trading }: World) => ({
    grant_type: 'client_credentials',
    client_id: trading.application.clientId,
    client_secret: trading.application.clientSecret,
    scope: 'https://graph.microsoft.com/.default',
  });

  test('gives a token with the permissions that were consented to', async () => {
    const here = await world();
    const answer = await here.ask(null, `/${here.trading.tenantId}/oauth2/v2.0/token`, form(credentials(here)));
    expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
    const organization = await here.ask(String(answer.body.access_token), '/v1.0/organization');
    expect(rows(organization)[0]).toMatchObject({ id: here.trading.tenantId });
  });

  test.each([
    [{ client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
    [{ client_id: '11111111-1111-4111-8111-111111111111' }, 400, 'unauthorized_client', 700016],
    [{ scope: 'User.Read.All' }, 400, 'invalid_scope', 1002012],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ])('refuses %o', async (change, status, error, code) => {
    const here = await world();
    const answer = await here.ask(
      null,
      `/${here.trading.tenantId}/oauth2/v2.0/token`,
      form({ ...credentials(here), ...change }),
    );
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error, error_codes: [code] });
  });

  test('does not know every tenant, and says what MSAL asks first', async () => {
    const here = await world();
    const nobody = await here.ask(null, '/nobody.example/oauth2/v2.0/token', form(credentials(here)));
    expect(nobody.body).toMatchObject({ error: 'invalid_request', error_codes: [90002] });
    const configuration = await here.ask(null, `/${here.trading.tenantId}/v2.0/.well-known/openid-configuration`);
    expect(configuration.body.token_endpoint).toBe(`${here.service.origin}/${here.trading.tenantId}/oauth2/v2.0/token`);
    const discovery = await here.ask(null, '/common/discovery/instance?api-version=1.1');
    expect(rows(discovery, 'metadata')).toHaveLength(1);
  });
});

describe('Google', () => {
  const { publicKey, privateKey } = keyPair();
  const google = demoDirectories(now).google.map((directory) => ({
    ...directory,
    serviceAccount: { ...directory.serviceAccount, publicKey },
  }));
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  function grant(change: Record<string, unknown>, key = privateKey) {
    const seconds = Math.floor(Date.now() / 1000);
    const claims = {
      iss: google[0]?.serviceAccount.email,
      sub: google[0]?.admin,
      scope: 'https://www.googleapis.com/auth/admin.directory.user.readonly',
      aud: 'https://oauth2.googleapis.com/token',
      iat: seconds,
      exp: seconds + 3600,
      ...change,
    };
    const body = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
    const signature = createSign('RSA-SHA256').update(body).sign(key, 'base64url');
    return form({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: `${body}.${signature}` });
  }

  test('gives a token of the scopes asked for', async () => {
    const { ask } = await world({ google });
    const answer = await ask(null, '/token', grant({}));
    expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
    const token = String(answer.body.access_token);
    expect((await ask(token, '/admin/directory/v1/users?customer=my_customer')).status).toBe(200);
    expect(errorOf(await ask(token, '/admin/directory/v1/customers/my_customer')).reason).toBe(
      'insufficientPermissions',
    );
  });

  test.each([
    [
      'one scope too many',
      { scope: 'https://www.googleapis.com/auth/admin.directory.user.readonly https://www.googleapis.com/auth/drive' },
      'unauthorized_client',
    ],
    ['a subject that nobody knows', { sub: 'nobody@sample-trading.example' }, 'invalid_grant'],
    ['a suspended subject', { sub: 'endo@sample-trading.example' }, 'invalid_grant'],
    ['another audience', { aud: 'https://elsewhere.example/token' }, 'invalid_grant'],
    ['one that has expired', { exp: 1000, iat: 1 }, 'invalid_grant'],
    ['one that lives too long', { exp: Math.floor(Date.now() / 1000) + 90_000 }, 'invalid_grant'],
    ['an unknown issuer', { iss: 'nobody@project.example' }, 'invalid_grant'],
  ])('refuses %s', async (_name, change, error) => {
    const { ask } = await world({ google });
    const answer = await ask(null, '/token', grant(change));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body.error).toBe(error);
  });

  test('refuses the signature of another key', async () => {
    const { ask } = await world({ google });
    const other = keyPair();
    const answer = await ask(null, '/token', grant({}, other.privateKey));
    expect(answer.body).toMatchObject({ error: 'invalid_grant', error_description: 'Invalid JWT Signature.' });
  });
});

import { describe, expect, test } from 'vitest';
import { mayPost as mayPostGoogle } from '../../connectors/google-workspace/posts.ts';
import { mayPost } from '../../connectors/microsoft365/posts.ts';
import type { Microsoft365Settings } from '../../connectors/microsoft365/settings.ts';
import type { Call } from '../../src/http/door.ts';

const tenantId = '3f1c2d4e-5b6a-4c7d-8e9f-0a1b2c3d4e5f';
const credential = { kind: 'managedIdentity' } as const;
const settings: Microsoft365Settings = { tenantId, clientId: '', cloud: 'global', credential };
const graph = 'https://graph.microsoft.com';

function post(url: string, body?: unknown): Call {
  const call = { method: 'POST', url: new URL(url), headers: new Headers() } as const;
  return body === undefined ? call : { ...call, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const reading = { requests: [{ id: '1', method: 'GET', url: '/users/1' }] };

describe('Microsoft 365: a POST may go', () => {
  test.each([
    post(`https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token?client-request-id=1`),
    post(`https://login.microsoftonline.us/${tenantId.toUpperCase()}/oauth2/v2.0/token`),
    post(`https://login.partner.microsoftonline.cn/${tenantId}/oauth2/v2.0/token`),
    post(`https://japaneast.login.microsoft.com/${tenantId}/oauth2/v2.0/token`),
    post('http://localhost:50342/oauth2/token'),
    post(`${graph}/v1.0/$batch`, reading),
    post(`${graph}/beta/$batch`, { requests: [] }),
  ])('to $url.href', (call) => {
    expect(mayPost(settings, graph)(call)).toBe(true);
  });

  test.each([
    ['another tenant', post('https://login.microsoftonline.com/common/oauth2/v2.0/token')],
    ['another sign-in', post(`https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/devicecode`)],
    ['without TLS', post(`http://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`)],
    ['another host', post(`https://login.microsoftonline.com.example/${tenantId}/oauth2/v2.0/token`)],
    ['another path of Graph', post(`${graph}/v1.0/users`, reading)],
    ['a batch elsewhere', post(`https://graph.example/v1.0/$batch`, reading)],
    [
      'a batch that writes',
      post(`${graph}/v1.0/$batch`, { requests: [...reading.requests, { id: '2', method: 'PATCH', url: '/users/1' }] }),
    ],
    ['a batch of unknown methods', post(`${graph}/v1.0/$batch`, { requests: [{ id: '1', url: '/users/1' }] })],
    ['a batch that is none', post(`${graph}/v1.0/$batch`, 'x')],
    ['a batch without a body', post(`${graph}/v1.0/$batch`)],
  ])('nowhere else: %s', (_name, call) => {
    expect(mayPost(settings, graph)(call)).toBe(false);
  });

  test('to the machine itself for its own identity only', () => {
    const secret = { kind: 'clientSecret', clientSecret: 'x' } as const;
    expect(mayPost({ ...settings, credential: secret }, graph)(post('http://localhost:50342/oauth2/token'))).toBe(
      false,
    );
  });
});

describe('Google Workspace: a POST may go', () => {
  const credentials = 'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/sa%40p.example';
  test.each([
    'https://oauth2.googleapis.com/token',
    'https://sts.googleapis.com/v1/token',
    `${credentials}:signJwt`,
    `${credentials}:generateAccessToken`,
  ])('to %s', (url) => {
    expect(mayPostGoogle(post(url))).toBe(true);
  });

  test.each([
    'https://oauth2.googleapis.com/revoke',
    'http://oauth2.googleapis.com/token',
    'https://oauth2.googleapis.com.example/token',
    `${credentials}/keys`,
    `${credentials}:signBlob`,
    'https://admin.googleapis.com/admin/directory/v1/users',
    'https://cloudidentity.googleapis.com/v1/policies',
  ])('nowhere else: %s', (url) => {
    expect(mayPostGoogle(post(url))).toBe(false);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officialAccess } from '../../../connectors/microsoft365/access.ts';
import { explain } from '../../../connectors/microsoft365/gaps.ts';
import { mayPost } from '../../../connectors/microsoft365/posts.ts';
import type { Microsoft365Credential } from '../../../connectors/microsoft365/settings.ts';
import { openDoor } from '../../../src/http/door.ts';
import { useStrictNock } from '../../nock.ts';
import { jwt, settings, tenantId, timing } from './tenant.ts';

useStrictNock();

const { signal } = new AbortController();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shisei-access-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

function access(credential: Microsoft365Credential) {
  const door = openDoor({
    trusted: new Set(),
    signal,
    mayPost: mayPost(settings, 'https://graph.microsoft.com'),
    budgetFor: () => undefined,
    isTransient: () => false,
    timing,
  });
  return officialAccess({ ...settings, credential }, door.send);
}

/** Expects a request for a token, and gives what it says of itself. */
function login(n: number): () => URLSearchParams {
  let form = new URLSearchParams();
  nock('https://login.microsoftonline.com')
    .post(`/${tenantId}/oauth2/v2.0/token`, (body: Record<string, string>) => {
      form = new URLSearchParams(body);
      return true;
    })
    .query(true)
    .reply(200, { token_type: 'Bearer', expires_in: 3600, access_token: jwt({ tid: tenantId, n }) });
  return () => form;
}

describe('the official sign-in', () => {
  it('keeps its token, and asks for a new one when it is told to', async () => {
    const official = access(settings.credential);
    login(1);
    const first = await official.token({ refresh: false, signal });
    expect(await official.token({ refresh: false, signal })).toEqual(first);
    expect(first.expiresAt - Date.now()).toBeGreaterThan(3_500_000);
    login(2);
    expect((await official.token({ refresh: true, signal })).token).toBe(jwt({ tid: tenantId, n: 2 }));
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    const form = login(3);
    await official.token({ refresh: true, claims, signal });
    expect(form().get('claims')).toContain('essential');
  });

  it('signs in with a certificate', async () => {
    const pems = await generate([{ name: 'commonName', value: 'shisei' }], { keySize: 2048 });
    const certificatePath = await write('certificate.pem', `${pems.private}\n${pems.cert}`);
    const form = login(1);
    await access({ kind: 'certificate', certificatePath }).token({ refresh: false, signal });
    expect(form().get('client_assertion')).toMatch(/^eyJ/);
    expect(form().get('client_secret')).toBeNull();
  });

  it('signs in with the token of another provider', async () => {
    const federatedTokenFile = await write('token', 'their-token');
    const form = login(1);
    await access({ kind: 'federatedToken', federatedTokenFile }).token({ refresh: false, signal });
    expect(form().get('client_assertion')).toBe('their-token');
  });

  it('signs in as a managed identity', async () => {
    nock('http://169.254.169.254')
      .get('/metadata/identity/oauth2/token')
      .query(({ resource, client_id }) => resource === 'https://graph.microsoft.com' && client_id === settings.clientId)
      .matchHeader('metadata', 'true')
      .reply(200, { access_token: jwt({ tid: tenantId }), expires_in: '3600', token_type: 'Bearer' });
    const { token } = await access({ kind: 'managedIdentity' }).token({ refresh: false, signal });
    expect(token).toBe(jwt({ tid: tenantId }));
  });

  it.each([
    ['no certificate', { kind: 'certificate', certificatePath: '/nowhere/a.pem' }],
    ['no token of the other provider', { kind: 'federatedToken', federatedTokenFile: '/nowhere/token' }],
  ] as const)('says so when there is %s', async (_, credential) => {
    const error = await access(credential)
      .token({ refresh: false, signal })
      .catch((thrown: unknown) => thrown);
    expect(explain(error)).toMatchObject({ kind: 'permission', detail: expect.stringContaining('/nowhere/') });
  });

  it('does not show a secret that an error repeats', async () => {
    const reply = { error: 'invalid_client', error_description: 'no code, but hush-hush-secret' };
    nock('https://login.microsoftonline.com')
      .post(/token$/)
      .query(true)
      .reply(400, reply);
    const error = await access(settings.credential)
      .token({ refresh: false, signal })
      .catch((thrown: unknown) => thrown);
    expect(JSON.stringify(explain(error))).not.toContain('hush');
    expect(String(error)).not.toContain('hush');
  });
});

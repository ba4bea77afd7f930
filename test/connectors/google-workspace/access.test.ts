import { verify } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { officialAccess } from '../../../connectors/google-workspace/access.ts';
import type { GoogleWorkspaceSettings } from '../../../connectors/google-workspace/settings.ts';
import { keyPair } from '../../key-pair.ts';
import { useStrictNock } from '../../nock.ts';
import {
  base,
  fault,
  mockAll,
  mockCustomer,
  mockDomains,
  mockLogs,
  mockRoles,
  mockUsers,
  origin,
  scan,
  settings,
  stateOf,
} from './google.ts';

useStrictNock();

const { privateKey, publicKey } = keyPair();
const prefix = 'https://www.googleapis.com/auth/';
const directoryScopes = ['customer', 'domain', 'rolemanagement', 'user'].map((name) => `admin.directory.${name}`);
const scopes = [...directoryScopes, 'admin.reports.audit', 'admin.reports.usage', 'cloud-identity.policies'].map(
  (name) => `${prefix}${name}.readonly`,
);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shisei-key-'));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

async function keyFile(content: unknown): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.json`);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const goodKey = {
  type: 'service_account',
  client_email: 'scanner@project.iam.gserviceaccount.com',
  private_key: privateKey,
  private_key_id: 'k1',
};

async function withKeyFile(content: unknown = goodKey): Promise<GoogleWorkspaceSettings> {
  return { ...settings, credential: { kind: 'keyFile', keyFile: await keyFile(content) } };
}

interface Claims {
  iss: string;
  sub: string;
  aud: string;
  scope: string;
  iat: number;
  exp: number;
}

function claimsOf(assertion: string): Claims {
  const [head, body, signature] = assertion.split('.');
  const genuine = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    publicKey,
    Buffer.from(signature ?? '', 'base64url'),
  );
  expect(genuine).toBe(true);
  return JSON.parse(Buffer.from(body ?? '', 'base64url').toString());
}

type TokenAnswer = [number, Record<string, unknown>];

/** Answers requests for tokens; each token names the scope that it is for. */
function mockTokens(times: number, answer: (claims: Claims) => TokenAnswer = granted): Claims[] {
  const seen: Claims[] = [];
  nock('https://oauth2.googleapis.com')
    .post('/token')
    .times(times)
    .reply(async (request: Request) => {
      const form = new URLSearchParams(await request.text());
      expect(request.headers.get('content-type')).toContain('application/x-www-form-urlencoded');
      expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
      const claims = claimsOf(form.get('assertion') ?? '');
      seen.push(claims);
      return answer(claims);
    });
  return seen;
}

function granted({ scope }: Claims): TokenAnswer {
  return [
    200,
    { access_token: `ya29.${Buffer.from(scope).toString('base64url')}`, expires_in: 3_600, token_type: 'Bearer' },
  ];
}

function sortedScopes(claims: readonly Claims[]): string[] {
  return claims.map(({ scope }) => scope).sort();
}

describe('a key file', () => {
  test('signs for one scope a token, in the name of the administrator', async () => {
    const seen = mockTokens(7);
    mockAll();
    const snapshot = await scan(officialAccess(), await withKeyFile());
    expect(snapshot.datasets.accounts.state).toBe('complete');
    expect(sortedScopes(seen)).toEqual(scopes);
    for (const claims of seen) {
      expect(claims).toMatchObject({
        iss: goodKey.client_email,
        sub: settings.admin,
        aud: 'https://oauth2.googleapis.com/token',
      });
      expect(claims.exp - claims.iat).toBeLessThanOrEqual(3_600);
    }
    expect(snapshot.requests.sent).toBe(17);
  });

  test('a scope that is not delegated darkens one dataset only', async () => {
    mockTokens(7, (claims) =>
      claims.scope.includes('rolemanagement')
        ? [401, { error: 'unauthorized_client', error_description: 'Client is unauthorized to retrieve access tokens' }]
        : granted(claims),
    );
    mockCustomer();
    mockDomains();
    mockLogs();
    mockUsers();
    const { roles, accounts, mfa, organization } = (await scan(officialAccess(), await withKeyFile())).datasets;
    expect([accounts, mfa, organization].map(stateOf)).toEqual(['complete', 'complete', 'complete']);
    expect(roles).toMatchObject({ state: 'unavailable', gap: { kind: 'permission' } });
    expect(JSON.stringify(roles)).toContain(`add the scope ${prefix}admin.directory.rolemanagement.readonly`);
  });

  test('a suspended administrator is expired, and leaves all dark', async () => {
    mockTokens(1, () => [400, { error: 'invalid_grant', error_description: 'Invalid email or User ID' }]);
    const { datasets } = await scan(officialAccess(), await withKeyFile());
    expect(stateOf(datasets.accounts)).toBe('unavailable expired');
    expect(JSON.stringify(datasets)).toContain('Invalid email or User ID');
  });

  test('a token that is refused before its time is replaced by a new one', async () => {
    let count = 0;
    mockTokens(8, (claims) => {
      count += 1;
      return [200, { ...granted(claims)[1], access_token: `ya29.${count}` }];
    });
    mockCustomer();
    mockDomains();
    mockLogs();
    mockRoles();
    nock(origin).get(`${base}/users`).query(true).reply(401, fault('authError', 'Invalid Credentials'));
    mockUsers();
    expect((await scan(officialAccess(), await withKeyFile())).datasets.accounts.state).toBe('complete');
    expect(count).toBe(8);
  });

  test('the token endpoint is asked again after 503, once per retry', async () => {
    nock('https://oauth2.googleapis.com').post('/token').reply(503, 'busy');
    mockTokens(7);
    mockAll();
    const snapshot = await scan(officialAccess(), await withKeyFile());
    expect(snapshot.requests).toEqual({ sent: 18, retried: 1 });
  });

  test.each([
    ['that is missing', undefined, 'cannot be read (ENOENT)'],
    ['that is not JSON', 'secret-material', 'not JSON'],
    ['of another kind', { ...goodKey, type: 'authorized_user' }, 'look at type'],
    ['without an address', { ...goodKey, client_email: undefined }, 'look at client_email'],
    ['without a key', { ...goodKey, private_key: undefined }, 'look at private_key'],
    ['that is a list', [], 'look at its top level'],
    ['with a key that is none', { ...goodKey, private_key: 'secret-material' }, 'not a readable private key'],
  ])('%s is named, and nothing of it told', async (_name, content, problem) => {
    const configured: GoogleWorkspaceSettings = content === undefined ? settings : await withKeyFile(content);
    const { datasets } = await scan(officialAccess(), configured);
    expect(stateOf(datasets.accounts)).toBe('unavailable permission');
    expect(JSON.stringify(datasets)).toContain(problem);
    expect(JSON.stringify(datasets)).not.toContain('secret-material');
  });
});

describe('without a key', () => {
  const serviceAccount = 'scanner@project.iam.gserviceaccount.com';
  const keyless: GoogleWorkspaceSettings = { ...settings, credential: { kind: 'serviceAccount', serviceAccount } };
  const signPath = `/v1/projects/-/serviceAccounts/${encodeURIComponent(serviceAccount)}:signJwt`;

  /** Application default credentials of a person who once consented. */
  async function stubDefaultCredentials(): Promise<void> {
    const path = await keyFile({
      type: 'authorized_user',
      client_id: 'id',
      client_secret: 'secret-material',
      refresh_token: 'refresh',
    });
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', path);
  }

  /** The token endpoint answers both the refresh of the source and the signed assertions. */
  function mockExchange(times: number): void {
    nock('https://oauth2.googleapis.com')
      .post('/token')
      .times(times)
      .reply(async (request: Request) => {
        const form = new URLSearchParams(await request.text());
        const token = form.get('grant_type') === 'refresh_token' ? 'ya29.source' : `ya29.of-${form.get('assertion')}`;
        return [200, { access_token: token, expires_in: 3_600, token_type: 'Bearer' }];
      });
  }

  function mockSigning(times: number): Claims[] {
    const seen: Claims[] = [];
    nock('https://iamcredentials.googleapis.com')
      .post(signPath)
      .times(times)
      .matchHeader('authorization', 'Bearer ya29.source')
      .reply(async (request: Request) => {
        const { payload } = JSON.parse(await request.text());
        seen.push(JSON.parse(payload));
        return [200, { keyId: 'k', signedJwt: `signed-${seen.length}` }];
      });
    return seen;
  }

  test('Google signs the assertion, and it is exchanged', async () => {
    await stubDefaultCredentials();
    mockExchange(8);
    const seen = mockSigning(7);
    mockAll();
    const { datasets } = await scan(officialAccess(), keyless);
    expect(datasets.accounts.state).toBe('complete');
    expect(sortedScopes(seen)).toEqual(scopes);
    for (const claims of seen) {
      expect(claims).toMatchObject({ iss: serviceAccount, sub: settings.admin, exp: claims.iat + 3_600 });
    }
  });

  test('a source that may not sign is told which role it lacks', async () => {
    await stubDefaultCredentials();
    mockExchange(1);
    nock('https://iamcredentials.googleapis.com')
      .post(signPath)
      .times(6)
      .reply(403, {
        error: { code: 403, status: 'PERMISSION_DENIED', message: "Permission 'iam.serviceAccounts.signJwt' denied" },
      });
    const { datasets } = await scan(officialAccess(), keyless);
    expect(stateOf(datasets.accounts)).toBe('unavailable permission');
    expect(JSON.stringify(datasets.accounts)).toContain('roles/iam.serviceAccountTokenCreator');
  });

  test('a signature that is none is malformed', async () => {
    await stubDefaultCredentials();
    mockExchange(1);
    nock('https://iamcredentials.googleapis.com').post(signPath).reply(200, {});
    const { datasets } = await scan(officialAccess(), keyless);
    expect(stateOf(datasets.accounts)).toBe('unavailable malformed');
  });

  test('no default credentials are named as such', async () => {
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', await keyFile('{}'));
    const { datasets } = await scan(officialAccess(), keyless);
    expect(stateOf(datasets.accounts)).toBe('unavailable permission');
    expect(JSON.stringify(datasets.accounts)).toContain('application default credentials');
  });
});

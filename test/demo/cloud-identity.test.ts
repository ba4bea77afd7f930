import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { parsePolicyFilter } from '../../src/demo/cel-filter.ts';
import { googleScope } from '../../src/demo/scanner.ts';
import { demoDirectories } from '../../src/demo/tenants.ts';
import { demoGoogleToken } from '../../src/demo/tokens.ts';
import { type Answer, now, rows, type World, world } from './ask.ts';

const path = '/v1/policies';
const security = encodeURIComponent("setting.type.matches('^settings/security\\\\..*$')");

interface Row {
  name: string;
  customer: string;
  type: string;
  policyQuery: { query: string; orgUnit?: string; group?: string; sortOrder: number };
  setting: { type: string; value: Record<string, unknown> };
}

async function pages({ ask, workspace }: Pick<World, 'ask' | 'workspace'>, query: string): Promise<Answer[]> {
  const all: Answer[] = [];
  for (let token: unknown = ''; typeof token === 'string'; token = all.at(-1)?.body.nextPageToken) {
    all.push(await ask(workspace, `${path}?${query}&pageToken=${token}`));
  }
  return all;
}

function policiesOf(all: readonly Answer[]): Row[] {
  return all.flatMap((page) => ('policies' in page.body ? (rows(page, 'policies') as unknown as Row[]) : []));
}

function error(answer: Answer): Record<string, unknown> {
  return answer.body.error as Record<string, unknown>;
}

describe('who may read policies', () => {
  test('a super admin alone; errors are of the newer kind', async () => {
    const { ask, workspace } = await world();
    const refused = await ask(demoGoogleToken(workspace, undefined, 'miller@sample-trading.example'), path);
    expect(error(refused)).toEqual({
      code: 403,
      message: 'The caller does not have permission',
      status: 'PERMISSION_DENIED',
    });
  });

  test('with the scope', async () => {
    const { ask, workspace } = await world();
    const token = demoGoogleToken(workspace, [`${googleScope}admin.directory.user.readonly`]);
    expect(error(await ask(token, path))).toMatchObject({
      code: 403,
      status: 'PERMISSION_DENIED',
      details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }],
    });
    expect(error(await ask('ya29.x', path))).toMatchObject({ code: 401, status: 'UNAUTHENTICATED' });
  });

  test('thirty times a minute', async () => {
    const { ask, workspace } = await world({ limits: 'documented' });
    for (let nth = 0; nth < 30; nth += 1) expect((await ask(workspace, path)).status).toBe(200);
    const refused = await ask(workspace, path);
    expect(error(refused)).toMatchObject({ code: 429, status: 'RESOURCE_EXHAUSTED' });
    expect((await ask(workspace, '/admin/directory/v1/customers/my_customer')).status).toBe(200);
  });

  test('under its own name and no other', async () => {
    const { service, workspace } = await world();
    const statusOf = (host: string) =>
      new Promise((resolve, reject) => {
        const headers = { host, authorization: `Bearer ${demoGoogleToken(workspace)}` };
        request(`${service.origin}${path}`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await statusOf('cloudidentity.googleapis.com')).toBe(200);
    expect(await statusOf('admin.googleapis.com')).toBe(404);
  });
});

describe('pages', () => {
  test('some are empty and lead on, and every policy comes once', async () => {
    const { ask, workspace } = await world();
    const all = await pages({ ask, workspace }, 'pageSize=10');
    const names = policiesOf(all).map(({ name }) => name);
    expect(new Set(names).size).toBe(workspace.policies.length);
    expect(names).toHaveLength(workspace.policies.length);
    expect(all.filter(({ body }) => !('policies' in body) && 'nextPageToken' in body).length).toBeGreaterThan(0);
  });

  test.each([
    ['', 50],
    ['pageSize=0', 50],
    ['pageSize=20', 20],
    ['pageSize=500', 100],
  ])('%s: at most %i', async (query, most) => {
    const [workspace] = demoDirectories(now).google;
    const [policy] = workspace?.policies ?? [];
    if (workspace === undefined || policy === undefined) throw new Error('no example settings');
    const policies = Array.from({ length: 120 }, (_, nth) => ({ ...policy, name: `policies/${nth}` }));
    const { ask } = await world({ google: [{ ...workspace, policies }] });
    expect(rows(await ask(workspace, `${path}?${query}`), 'policies')).toHaveLength(most);
  });

  test('a token belongs to its question', async () => {
    const { ask, workspace } = await world();
    const first = await ask(workspace, `${path}?pageSize=10`);
    const token = String(first.body.nextPageToken);
    expect((await ask(workspace, `${path}?pageSize=10&pageToken=${token}`)).status).toBe(200);
    for (const query of [`pageSize=11&pageToken=${token}`, `pageSize=10&filter=${security}&pageToken=${token}`]) {
      expect(error(await ask(workspace, `${path}?${query}`))).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' });
    }
    expect((await ask(workspace, `${path}?pageSize=-1`)).status).toBe(400);
  });
});

describe('filters', () => {
  test('by type, by pattern and by customer', async () => {
    const { ask, workspace } = await world();
    const own = workspace.customer.id;
    const typesFor = async (filter: string) =>
      policiesOf(await pages({ ask, workspace }, `filter=${encodeURIComponent(filter)}`)).map(
        ({ setting }) => setting.type,
      );
    const some = await typesFor(`customer == "customers/${own}" && setting.type.matches('^settings/security\\\\.')`);
    expect(some.length).toBeGreaterThan(10);
    expect(some.filter((type) => !type.startsWith('settings/security.'))).toEqual([]);
    expect(await typesFor('setting.type == "settings/gmail.imap_access"')).toEqual(['settings/gmail.imap_access']);
    expect(new Set(await typesFor("setting.type.matches('gmail') || setting.type.matches('meet')"))).toEqual(
      new Set(['settings/gmail.imap_access', 'settings/meet.video_recording']),
    );
  });

  test('another customer is refused, and two of them are a mistake', async () => {
    const { ask, workspace } = await world();
    const ask2 = (filter: string) => ask(workspace, `${path}?filter=${encodeURIComponent(filter)}`);
    expect(error(await ask2('customer == "customers/C0other"'))).toMatchObject({ status: 'PERMISSION_DENIED' });
    const both = 'customer == "customers/my_customer" || customer == "customers/C0other"';
    expect(error(await ask2(both))).toMatchObject({ status: 'INVALID_ARGUMENT' });
  });

  test.each([
    ["setting.type.matches('^settings/security\\..*$')", 'a single backslash in a string'],
    ["setting.type.matches('(')", 'a broken pattern'],
    ["setting.type != 'a'", 'an operator that is not documented'],
    ["setting.type == 'a' &&", 'an end too early'],
    ["(setting.type == 'a'", 'an open bracket'],
    ["setting.type == 'a' setting.type == 'b'", 'two in a row'],
    ['setting.type == a', 'a word for a string'],
  ])('%s is refused: %s', async (filter) => {
    const { ask, workspace } = await world();
    const refused = await ask(workspace, `${path}?filter=${encodeURIComponent(filter)}`);
    expect(error(refused)).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' });
  });

  test.each([
    ["setting.type.matches('^a\\\\.b$')", 'a.b', true],
    ["setting.type.matches('^a\\\\.b$')", 'axb', false],
    ["setting.type.matches(r'^a\\.b$')", 'axb', false],
    ["setting.type == 'a' || setting.type == 'b' && setting.type == 'c'", 'a', true],
    ["(setting.type == 'a' || setting.type == 'b') && setting.type == 'a'", 'b', false],
  ])('%s of %s: %s', (filter, settingType, expected) => {
    expect(parsePolicyFilter(filter)?.matches({ customer: 'customers/C', settingType })).toBe(expected);
  });
});

describe('the settings of the example', () => {
  test('have whom they are for, in words and in Google’s language', async () => {
    const { ask, workspace } = await world();
    const all = policiesOf(await pages({ ask, workspace }, `filter=${security}`));
    const enforcement = all.filter(({ setting }) => setting.type.endsWith('two_step_verification_enforcement'));
    expect(enforcement.map(({ type }) => type).sort()).toEqual(['ADMIN', 'ADMIN', 'ADMIN', 'ADMIN', 'SYSTEM']);
    expect(new Set(enforcement.map(({ policyQuery }) => policyQuery.sortOrder)).size).toBe(enforcement.length);
    const contractors = workspace.orgUnits.find(({ orgUnitPath }) => orgUnitPath === '/Contractors')?.orgUnitId;
    expect(enforcement.find(({ policyQuery }) => policyQuery.orgUnit === `orgUnits/${contractors}`)).toMatchObject({
      customer: `customers/${workspace.customer.id}`,
      policyQuery: {
        query: `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('${contractors}'))`,
      },
      setting: { value: { enforcedFrom: '1970-01-01T00:00:00Z' } },
    });
    expect(all.find(({ policyQuery }) => policyQuery.group === 'WORKSPACE_ALL_ADMIN_GROUP')).toMatchObject({
      setting: { value: { allowTrustingDevice: false } },
    });
  });

  test('agree with what the directory says of every account', async () => {
    const { workspace } = await world();
    const exempt = new Set(
      workspace.groups.find(({ email }) => email.startsWith('no-2sv@'))?.members.map(({ id }) => id),
    );
    for (const { id, primaryEmail, orgUnitPath, isEnforcedIn2Sv } of workspace.users) {
      const outside = exempt.has(id) || orgUnitPath.startsWith('/Contractors') || orgUnitPath === '/倉庫';
      expect({ primaryEmail, isEnforcedIn2Sv }).toEqual({ primaryEmail, isEnforcedIn2Sv: !outside });
    }
    expect(exempt.size).toBe(2);
  });

  test('one by its name', async () => {
    const { ask, workspace } = await world();
    const { name } = workspace.policies[0] ?? { name: 'none' };
    expect((await ask(workspace, `/v1/${name}`)).body).toMatchObject({ name });
    expect(error(await ask(workspace, `${path}/none`))).toMatchObject({ status: 'NOT_FOUND' });
  });
});

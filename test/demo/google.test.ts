import { describe, expect, test } from 'vitest';
import { googleScope } from '../../src/demo/scanner.ts';
import { demoGoogleToken } from '../../src/demo/tokens.ts';
import { errorOf, rows, world } from './ask.ts';

const root = '/admin/directory/v1';
const users = `${root}/users?customer=my_customer`;

describe('tokens', () => {
  test('refuses none, a broken one and an expired one', async () => {
    const { ask, workspace } = await world();
    const expired = demoGoogleToken(workspace, [`${googleScope}admin.directory.user.readonly`], workspace.admin, -1);
    for (const token of [null, 'ya29.x', expired]) {
      const answer = await ask(token, users);
      expect(answer.status).toBe(401);
      expect(errorOf(answer)).toMatchObject({ code: 401, reason: 'authError' });
    }
  });

  test.each([
    ['/users?customer=my_customer'],
    ['/customers/my_customer'],
    ['/customer/my_customer/domains'],
    ['/customer/my_customer/roles'],
    ['/customer/my_customer/roleassignments'],
    ['/customer/my_customer/orgunits'],
    ['/groups/it-operations@sample-trading.example/members'],
  ])('%s needs its scope', async (path) => {
    const { ask, workspace } = await world();
    const answer = await ask(demoGoogleToken(workspace, [`${googleScope}other.readonly`]), `${root}${path}`);
    expect(answer.status).toBe(403);
    expect(errorOf(answer)).toMatchObject({ reason: 'insufficientPermissions' });
    expect(answer.headers.get('www-authenticate')).toContain('insufficient_scope');
  });

  test('refuses somebody who is no administrator', async () => {
    const { ask, workspace } = await world();
    const token = demoGoogleToken(workspace, undefined, 'chen@sample-trading.example');
    expect(errorOf(await ask(token, users))).toMatchObject({ code: 403, reason: 'forbidden' });
  });

  test('refuses another customer', async () => {
    const { ask, workspace, largeWorkspace } = await world();
    const other = largeWorkspace.customer.id;
    expect(errorOf(await ask(workspace, `${root}/users?customer=${other}`))).toMatchObject({ reason: 'forbidden' });
    expect((await ask(workspace, `${root}/customers/${other}`)).status).toBe(404);
    expect((await ask(workspace, `${root}/customer/${other}/roles`)).status).toBe(403);
  });
});

describe('users', () => {
  test('gives a hundred, at most five hundred, and refuses more', async () => {
    const { ask, largeWorkspace } = await world();
    expect(rows(await ask(largeWorkspace, users), 'users')).toHaveLength(100);
    expect(rows(await ask(largeWorkspace, `${users}&maxResults=500`), 'users')).toHaveLength(500);
    expect((await ask(largeWorkspace, `${users}&maxResults=501`)).status).toBe(400);
  });

  test('pages to the end, in the order of addresses', async () => {
    const { ask, largeWorkspace } = await world();
    const seen: unknown[] = [];
    let token: unknown = '';
    while (typeof token === 'string') {
      const answer = await ask(largeWorkspace, `${users}&maxResults=500&pageToken=${token}`);
      seen.push(...rows(answer, 'users').map((row) => row.primaryEmail));
      token = answer.body.nextPageToken;
    }
    expect(new Set(seen).size).toBe(1200);
    expect(seen).toEqual([...seen].sort());
    expect((await ask(largeWorkspace, `${users}&pageToken=stale`)).status).toBe(400);
  });

  test('a mask that does not name the page token loses it', async () => {
    const { ask, largeWorkspace } = await world();
    const bare = await ask(largeWorkspace, `${users}&maxResults=2&fields=users(id,name/fullName)`);
    expect(bare.body).toEqual({
      users: [
        { id: expect.any(String), name: { fullName: expect.any(String) } },
        { id: expect.any(String), name: { fullName: expect.any(String) } },
      ],
    });
    const named = await ask(largeWorkspace, `${users}&maxResults=2&fields=nextPageToken,users/id`);
    expect(Object.keys(named.body).sort()).toEqual(['nextPageToken', 'users']);
    expect((await ask(largeWorkspace, `${users}&fields=users(id`)).status).toBe(400);
  });

  test('the epoch stands for never, and suspended and archived users are listed', async () => {
    const { ask, workspace } = await world();
    const all = rows(await ask(workspace, `${users}&maxResults=500`), 'users');
    const of = (local: string) => all.find((row) => String(row.primaryEmail).startsWith(`${local}@`));
    expect(of('onodera')).toMatchObject({ lastLoginTime: '1970-01-01T00:00:00.000Z' });
    expect(of('endo')).toMatchObject({ suspended: true, isAdmin: true, suspensionReason: 'ADMIN' });
    expect(of('fujita')).toMatchObject({ archived: true });
    expect(of('tanaka')).toMatchObject({ isDelegatedAdmin: true, isEnrolledIn2Sv: false, isEnforcedIn2Sv: false });
    expect(of('clark')).toMatchObject({ orgUnitPath: '/Contractors' });
    expect(of('fujita')).not.toHaveProperty('suspensionReason');
    expect(of('guest-1a2b3c')).toMatchObject({ isGuestUser: true });
  });

  test('tell aliases, numbers and departments of those who have some', async () => {
    const { ask, workspace } = await world();
    const all = rows(await ask(workspace, `${users}&maxResults=500`), 'users');
    const of = (local: string) => all.find((row) => String(row.primaryEmail).startsWith(`${local}@`));
    expect(of('okada')).toMatchObject({
      aliases: ['watanabe@sample-trading.example'],
      nonEditableAliases: ['okada@sample-trading.example.test-google-a.com'],
      externalIds: [{ type: 'organization', value: '1035' }],
      organizations: [{ primary: true, department: expect.any(String) }],
    });
    expect(of('okada')?.emails).toContainEqual({ address: 'watanabe@sample-trading.example' });
    expect(of('printer')).not.toHaveProperty('aliases');
    expect(of('printer')).not.toHaveProperty('externalIds');
    expect(of('guest-1a2b3c')).not.toHaveProperty('nonEditableAliases');
  });

  test('tell when somebody was suspended or archived', async () => {
    const { ask, workspace } = await world();
    const all = rows(await ask(workspace, `${users}&maxResults=500`), 'users');
    const of = (local: string) => all.find((row) => String(row.primaryEmail).startsWith(`${local}@`));
    expect(of('kojima')).toMatchObject({ suspended: true, suspensionTime: '2026-11-13T00:45:00Z' });
    expect(of('fujita')).toMatchObject({ archived: true, archivalTime: expect.any(String) });
    expect(of('ueno')).not.toHaveProperty('suspensionTime');
  });

  test('who were deleted are a list of their own, on request', async () => {
    const { ask, workspace, largeWorkspace } = await world();
    const deleted = await ask(workspace, `${users}&showDeleted=true`);
    expect(rows(deleted, 'users')).toMatchObject([
      { primaryEmail: 'temp-2024@sample-trading.example', deletionTime: expect.any(String) },
    ]);
    const living = rows(await ask(workspace, `${users}&maxResults=500&showDeleted=false`), 'users');
    expect(living.map(({ primaryEmail }) => primaryEmail)).not.toContain('temp-2024@sample-trading.example');
    expect((await ask(workspace, `${root}/users/temp-2024@sample-trading.example`)).status).toBe(404);
    expect((await ask(largeWorkspace, `${users}&showDeleted=true`)).body).not.toHaveProperty('users');
  });
});

describe('roles and groups', () => {
  test('service accounts hold roles by their unique id, and are called users', async () => {
    const { ask, workspace } = await world();
    const all = rows(await ask(workspace, `${root}/customer/my_customer/roleassignments?maxResults=200`), 'items');
    const known = new Set([...workspace.users, ...workspace.groups].map(({ id }) => id));
    const strangers = all.filter(({ assignedTo }) => !known.has(String(assignedTo)));
    expect(strangers).toMatchObject([{ assigneeType: 'user' }, { assigneeType: 'user' }]);
    expect(strangers.every(({ assignedTo }) => /^\d{21}$/.test(String(assignedTo)))).toBe(true);
  });

  test('roles hold at most a hundred a page, assignments two hundred', async () => {
    const { ask, workspace } = await world();
    const path = `${root}/customer/my_customer`;
    expect((await ask(workspace, `${path}/roles?maxResults=101`)).status).toBe(400);
    expect((await ask(workspace, `${path}/roleassignments?maxResults=201`)).status).toBe(400);
    const superRole = rows(await ask(workspace, `${path}/roles`), 'items').find((row) => row.isSuperAdminRole === true);
    expect(superRole).toMatchObject({ roleName: '_SEED_ADMIN_ROLE' });
    const first = await ask(workspace, `${path}/roleassignments?maxResults=10`);
    const rest = await ask(workspace, `${path}/roleassignments?maxResults=10&pageToken=${first.body.nextPageToken}`);
    expect(rows(first, 'items').length + rows(rest, 'items').length).toBe(workspace.roleAssignments.length);
    expect((await ask(workspace, `${path}/roleassignments?includeIndirectRoleAssignments=true`)).status).toBe(400);
  });

  test('derived members reach through nested groups', async () => {
    const { ask, workspace } = await world();
    const path = `${root}/groups/it-operations@sample-trading.example/members`;
    const direct = rows(await ask(workspace, path), 'members').map((row) => row.type);
    expect(direct).toEqual(['USER', 'GROUP']);
    const derived = rows(await ask(workspace, `${path}?includeDerivedMembership=true`), 'members');
    expect(derived.map((row) => row.email)).toContain('ito@sample-trading.example');
  });

  test.each([
    ['', ['/Sales', '/Back office', '/Contractors', '/倉庫']],
    ['?type=children', ['/Sales', '/Back office', '/Contractors', '/倉庫']],
    ['?type=all', ['/Sales', '/Back office', '/Contractors', '/Contractors/Trainees', '/倉庫']],
    ['?type=allIncludingParent', ['/', '/Sales', '/Back office', '/Contractors', '/Contractors/Trainees', '/倉庫']],
    ['?type=allIncludingParent&orgUnitPath=/Contractors', ['/Contractors', '/Contractors/Trainees']],
    ['?type=all&orgUnitPath=Contractors', ['/Contractors/Trainees']],
  ])('organisational units%s: the top itself on request only', async (query, paths) => {
    const { ask, workspace } = await world();
    const answer = await ask(workspace, `${root}/customer/my_customer/orgunits${query}`);
    expect(rows(answer, 'organizationUnits').map(({ orgUnitPath }) => orgUnitPath)).toEqual(paths);
  });

  test('ids of organisational units have a prefix, and lead to the parent', async () => {
    const { ask, workspace } = await world();
    const units = rows(
      await ask(workspace, `${root}/customer/my_customer/orgunits?type=allIncludingParent`),
      'organizationUnits',
    );
    const of = (path: string) => units.find(({ orgUnitPath }) => orgUnitPath === path);
    expect(of('/')).not.toHaveProperty('parentOrgUnitId');
    expect(of('/Contractors/Trainees')).toMatchObject({ parentOrgUnitId: of('/Contractors')?.orgUnitId });
    expect(of('/')?.orgUnitId).toMatch(/^id:/);
  });

  test.each([
    ['?type=some', 400],
    ['?orgUnitPath=/Nowhere', 404],
  ])('refuses organisational units%s', async (query, status) => {
    const { ask, workspace } = await world();
    expect((await ask(workspace, `${root}/customer/my_customer/orgunits${query}`)).status).toBe(status);
  });

  test('tells the customer and its domains', async () => {
    const { ask, workspace } = await world();
    expect((await ask(workspace, `${root}/customers/my_customer`)).body).toMatchObject({ id: workspace.customer.id });
    expect(rows(await ask(workspace, `${root}/customer/my_customer/domains`), 'domains')).toHaveLength(2);
  });
});

test('2,400 requests a minute and administrator', async () => {
  const { ask, workspace, largeWorkspace } = await world({ limits: 'documented' });
  const path = `${root}/customers/my_customer`;
  for (let nth = 0; nth < 24; nth += 1) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask(workspace, path)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  }
  const answer = await ask(workspace, path);
  expect(errorOf(answer)).toMatchObject({ code: 403, reason: 'userRateLimitExceeded' });
  expect(answer.headers.get('retry-after')).toBeNull();
  expect((await ask(largeWorkspace, path)).status).toBe(200);
});

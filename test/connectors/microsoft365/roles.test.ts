import { describe, expect, it } from 'vitest';
import { type Definition, roleTiers } from '../../../connectors/microsoft365/role-tiers.ts';
import { roles } from '../../../connectors/microsoft365/roles.ts';
import { useStrictNock } from '../../nock.ts';
import {
  applicationAdmin,
  assignment,
  builtIn,
  custom,
  definitions,
  developer,
  globalAdmin,
  member,
  members,
  pimPath,
  premium,
  schedulesPath,
  session,
  visibility,
  withoutPim,
} from './role-answers.ts';
import { account, collect, complete, forbidden, graph, type Known, open, origin } from './tenant.ts';

useStrictNock();

describe('roles', () => {
  it('reads what is held directly', async () => {
    const opened = await session([
      assignment(globalAdmin, 'a', 'user'),
      assignment(applicationAdmin, 'app', 'servicePrincipal', { directoryScopeId: '/administrativeUnits/1' }),
      assignment(developer, 'bot', 'agentIdentity'),
    ]);
    expect(await collect('roles', roles, opened)).toEqual({
      source: 'assignments',
      rows: [
        {
          holderId: 'a',
          holder: 'account',
          roleId: globalAdmin,
          roleName: 'Global Administrator',
          tier: 'top',
          throughGroup: null,
          state: 'active',
          scope: '/',
          endsAt: null,
          permanent: true,
          withinTop: true,
        },
        expect.objectContaining({
          holderId: 'app',
          holder: 'application',
          tier: 'high',
          scope: '/administrativeUnits/1',
        }),
        expect.objectContaining({ holderId: 'bot', holder: 'application', tier: 'limited' }),
      ],
    });
  });

  it('reads what may be made active, and when it ends', async () => {
    const value = [assignment(globalAdmin, 'a', 'user', { endDateTime: '2027-01-01T00:00:00Z' })];
    const { rows } = await collect('roles', roles, await session([], { status: 200, body: { value } }));
    expect(rows).toMatchObject([
      { holderId: 'a', state: 'eligible', endsAt: '2027-01-01T00:00:00Z', permanent: false },
    ]);
  });

  it.each([
    ['without the licence', 400, premium],
    ['where there is none', 404, { error: { code: 'Request_ResourceNotFound', message: 'no' } }],
  ])('is complete %s of PIM', async (_, status, body) => {
    const { rows, gap } = await collect(
      'roles',
      roles,
      await session([assignment(developer, 'a', 'user')], { status, body }),
    );
    expect(rows).toHaveLength(1);
    expect(gap).toBeUndefined();
  });

  it('is partial when eligible roles may not be read, with the groups of active ones', async () => {
    const opened = await session([assignment(globalAdmin, 'g', 'group')], { status: 403, body: forbidden });
    members('g', 200, { value: [member('a', 'user')] });
    expect(await collect('roles', roles, opened)).toMatchObject({
      rows: [{ holderId: 'a', throughGroup: 'g' }],
      gap: { kind: 'permission', detail: expect.stringContaining('RoleManagement.Read.Directory') },
    });
  });

  it('is partial when the licence is missed on the way', async () => {
    const next = `${origin}/v1.0${pimPath}?$expand=principal&$skiptoken=1`;
    const body = { value: [assignment(globalAdmin, 'a', 'user')], '@odata.nextLink': next };
    const opened = await session([], { status: 200, body });
    graph().get(pimPath).query({ $expand: 'principal', $skiptoken: '1' }).reply(400, premium);
    expect(await collect('roles', roles, opened)).toMatchObject({
      rows: [{ holderId: 'a' }],
      gap: { kind: 'licence' },
    });
  });

  it('reads each group once, for all its roles, with the members of inner groups', async () => {
    const eligible = { status: 200, body: { value: [assignment(applicationAdmin, 'g', 'group')] } };
    const opened = await session(
      [
        assignment(globalAdmin, 'g', 'group'),
        assignment(globalAdmin, 'a', 'user'),
        assignment(developer, 'h', 'group'),
      ],
      eligible,
    );
    const next = `${origin}/v1.0/groups/g/transitiveMembers?$select=id&$skiptoken=1`;
    members('g', 200, { value: [member('a', 'user'), member('inner', 'group')], '@odata.nextLink': next });
    graph()
      .get('/groups/g/transitiveMembers')
      .query({ $select: 'id', $skiptoken: '1' })
      .reply(200, { value: [member('app', 'servicePrincipal'), member('pc', 'device')] });
    members('h', 200, { value: [] });
    visibility('h', null);
    visibility('inner', null);
    const { rows, gap } = await collect('roles', roles, opened);
    expect(gap).toBeUndefined();
    expect(rows.map((row) => [row.holderId, row.holder, row.tier, row.state, row.throughGroup])).toEqual([
      ['a', 'account', 'top', 'active', null],
      ['a', 'account', 'top', 'active', 'g'],
      ['app', 'application', 'top', 'active', 'g'],
      ['a', 'account', 'high', 'eligible', 'g'],
      ['app', 'application', 'high', 'eligible', 'g'],
    ]);
  });

  it('reads all the groups that can be read, then tells of the other', async () => {
    const opened = await session([assignment(globalAdmin, 'g', 'group'), assignment(globalAdmin, 'h', 'group')]);
    members('g', 403, forbidden);
    members('h', 200, { value: [member('a', 'user')] });
    expect(await collect('roles', roles, opened)).toMatchObject({
      rows: [{ holderId: 'a', throughGroup: 'h' }],
      gap: { kind: 'permission', detail: expect.stringContaining('GroupMember.Read.All') },
    });
  });

  it('asks the accounts who a principal is that Graph does not show', async () => {
    const known: Known = { accounts: complete(account('a'), account('b')) };
    const active = [
      assignment(developer, 'a', null),
      assignment(developer, 'gone', null),
      assignment(developer, 'g', 'group'),
      assignment(developer, 'odd', 'newThing'),
    ];
    const opened = await session(active);
    members('g', 200, { value: [{ id: 'b' }] });
    members('gone', 404, { error: { code: 'Request_ResourceNotFound', message: 'no' } });
    members('odd', 404, { error: { code: 'Request_ResourceNotFound', message: 'no' } });
    const { rows, gap } = await collect('roles', roles, opened, known);
    expect(gap).toBeUndefined();
    expect(rows.map(({ holderId, holder }) => [holderId, holder])).toEqual([
      ['a', 'account'],
      ['gone', 'unknown'],
      ['b', 'account'],
      ['odd', 'unknown'],
    ]);
  });

  it('is malformed when nobody holds anything: every tenant has an administrator', async () => {
    expect(await collect('roles', roles, await session([]))).toMatchObject({ rows: [], gap: { kind: 'malformed' } });
  });

  it('reads the members of a group that Graph does not show', async () => {
    const opened = await session([assignment(developer, 'hidden', null)]);
    members('hidden', 200, { value: [{ id: 'b' }] });
    const { rows } = await collect('roles', roles, opened, { accounts: complete(account('b')) });
    expect(rows).toMatchObject([{ holderId: 'b', holder: 'account', throughGroup: 'hidden' }]);
  });

  it('is partial when a group that holds a role is gone before it is read', async () => {
    const opened = await session([assignment(developer, 'a', 'user'), assignment(developer, 'g', 'group')]);
    members('g', 404, { error: { code: 'Request_ResourceNotFound', message: 'no' } });
    const { rows, gap } = await collect('roles', roles, opened);
    expect(rows).toMatchObject([{ holderId: 'a' }]);
    expect(gap).toMatchObject({ kind: 'absent', detail: expect.stringContaining('group g') });
  });

  it('is partial when it cannot be told whether a principal is a group', async () => {
    const opened = await session([assignment(developer, 'a', 'user'), assignment(developer, 'dark', null)]);
    members('dark', 403, forbidden);
    const { rows, gap } = await collect('roles', roles, opened, { accounts: complete(account('a')) });
    expect(rows).toMatchObject([{ holderId: 'a' }]);
    expect(gap).toMatchObject({ kind: 'permission' });
  });

  it('keeps the holders of a group that was read half, and names the roles that are in doubt', async () => {
    const opened = await session([
      assignment(globalAdmin, 'g', 'group'),
      assignment(developer, 'h', 'group'),
      assignment(applicationAdmin, 'b', 'user'),
    ]);
    const next = `${origin}/v1.0/groups/g/transitiveMembers?$select=id&$skiptoken=1`;
    members('g', 200, { value: [member('a', 'user')], '@odata.nextLink': next });
    graph().get('/groups/g/transitiveMembers').query({ $select: 'id', $skiptoken: '1' }).reply(403, forbidden);
    members('h', 200, { value: [member('c', 'user')] });
    const { rows, gap, lacking } = await collect('roles', roles, opened);
    expect(rows.map(({ holderId, roleId }) => [holderId, roleId]).sort()).toEqual(
      [
        ['a', globalAdmin],
        ['b', applicationAdmin],
        ['c', developer],
      ].sort(),
    );
    expect({ kind: gap?.kind, lacking }).toEqual({ kind: 'permission', lacking: [globalAdmin] });
  });

  it('is partial when a group hides its members', async () => {
    const opened = await session([assignment(developer, 'a', 'user'), assignment(developer, 'secret', 'group')]);
    members('secret', 200, { value: [] });
    visibility('secret', 'HiddenMembership');
    const { gap } = await collect('roles', roles, opened, { accounts: complete(account('a')) });
    expect(gap).toMatchObject({ kind: 'permission', detail: expect.stringContaining('Member.Read.Hidden') });
  });

  it('knows roles that are not in the list by the table', async () => {
    const unlisted = 'e8611ab8-c189-46e8-94e1-60213ab1f814';
    const { rows } = await collect(
      'roles',
      roles,
      await session([assignment(unlisted, 'a', 'user'), assignment('nobody-knows', 'a', 'user')]),
    );
    expect(rows).toMatchObject([
      { roleId: unlisted, roleName: unlisted, tier: 'high' },
      { roleId: 'nobody-knows', roleName: 'nobody-knows', tier: null },
    ]);
  });

  it('is not there when the definitions may not be read', async () => {
    const opened = await open();
    graph().get('/roleManagement/directory/roleDefinitions').reply(403, forbidden);
    graph().get(schedulesPath).reply(400, premium);
    expect(await collect('roles', roles, opened)).toMatchObject({ rows: [], gap: { kind: 'permission' } });
  });

  it('is probed with one of the groups that hold a role', async () => {
    const opened = await session([assignment(developer, 'g', 'group')]);
    graph().get('/groups/g/transitiveMembers').query({ $select: 'id', $top: '1' }).reply(403, forbidden);
    await expect(roles.probe(opened)).rejects.toThrow('403');
  });

  it('can be probed', async () => {
    await roles.probe(await session([]));
    const refused = { status: 403, body: forbidden };
    await expect(roles.probe(await session([], withoutPim, refused))).rejects.toThrow('403');
  });
});

describe('tiers of custom roles', () => {
  const tier = (role: Definition, known: Definition[] = definitions) => roleTiers([...known, role])(role);

  it.each([
    ['an action of a high role', ['microsoft.directory/applications/credentials/update'], 'high'],
    ['the same in capitals', ['Microsoft.Directory/Applications/Credentials/Update'], 'high'],
    ['only reading', ['microsoft.directory/applications/standard/read'], 'limited'],
    ['all tasks over such an action', ['microsoft.directory/applications/allTasks'], 'high'],
    ['all tasks of all properties', ['microsoft.directory/applications/allProperties/allTasks'], 'high'],
    ['all tasks of all entities', ['microsoft.directory/allEntities/allTasks'], 'high'],
    ['all tasks of something that begins alike', ['microsoft.directory/app/allTasks'], 'limited'],
    ['a part of all tasks of a high role', ['microsoft.directory/policies/basic/update'], 'high'],
    ['an action of a limited role', ['microsoft.directory/applications/createAsOwner'], 'limited'],
    ['an action of the top role', ['microsoft.directory/everything/some/update'], 'limited'],
    ['nothing', [], 'limited'],
  ])('%s', (_, actions, expected) => {
    expect(tier(custom('c', ...actions))).toBe(expected);
  });

  it('are not known when the definitions tell no permissions', () => {
    const silent = definitions.map((definition) => ({ ...definition, rolePermissions: null }));
    expect(tier(custom('c', 'microsoft.directory/applications/credentials/update'), silent)).toBeNull();
    expect(tier({ ...custom('c'), rolePermissions: undefined })).toBeNull();
  });

  it('do not make a new built-in role known', () => {
    expect(tier(builtIn('brand-new', 'Brand New Administrator', 'a/b/update'))).toBeNull();
  });
});

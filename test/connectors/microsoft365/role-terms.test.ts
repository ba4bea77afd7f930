import { describe, expect, it } from 'vitest';
import { type Instance, shorter, type Term, termOf } from '../../../connectors/microsoft365/role-terms.ts';
import type { Definition } from '../../../connectors/microsoft365/role-tiers.ts';
import { roles } from '../../../connectors/microsoft365/roles.ts';
import { isWithinTop } from '../../../connectors/microsoft365/within-top.ts';
import { useStrictNock } from '../../nock.ts';
import {
  applicationAdmin,
  assignment,
  builtIn,
  custom,
  developer,
  globalAdmin,
  instance,
  ok,
  pimPath,
  planned,
  premium,
  schedulesPath,
  session,
  withoutPim,
} from './role-answers.ts';
import { account, collect, complete, forbidden, graph, open, origin } from './tenant.ts';

useStrictNock();

const sooner = '2026-11-21T12:00:00Z';
const later = '2027-03-31T15:00:00Z';

describe('how long a role is held', () => {
  const read = async (...instances: object[]) => {
    const active = [assignment(globalAdmin, 'a', 'user')];
    const { rows, gap } = await collect('roles', roles, await session(active, ok(), ok(...instances)), planned('p2'));
    expect(gap).toBeUndefined();
    return rows.map(({ endsAt, permanent }) => [endsAt, permanent]);
  };
  const activated = { assignmentType: 'Activated', endDateTime: sooner };

  it.each([
    ['assigned without an end', [{}], [null, true]],
    ['assigned with an end', [{ endDateTime: later }], [later, false]],
    ['activated', [activated], [sooner, false]],
    ['activated without an end that is told', [{ assignmentType: 'Activated' }], [null, false]],
    ['activated, and assigned with an end', [activated, { endDateTime: later }], [later, false]],
    ['assigned with an end, and activated', [{ endDateTime: later }, activated], [later, false]],
    ['activated, and assigned without an end', [activated, {}], [null, true]],
    ['held in a new way, without an end', [{ assignmentType: 'unknownFutureValue' }], [null, null]],
    ['held in a way that is not told, with an end', [{ assignmentType: null, endDateTime: later }], [later, false]],
    ['told in other letters', [{ assignmentType: 'ASSIGNED', memberType: 'direct' }], [null, true]],
    ['told without saying how', [{ memberType: null }], [null, true]],
  ])('is told where it is %s', async (_, ways, expected) => {
    expect(await read(...ways.map((fields) => instance(globalAdmin, 'a', fields)))).toEqual([expected]);
  });

  it('is found without case', async () => {
    const active = [assignment(globalAdmin, 'ab', 'user', { directoryScopeId: '/administrativeUnits/cd' })];
    const schedules = ok(
      instance(globalAdmin.toUpperCase(), 'AB', { directoryScopeId: '/administrativeUnits/CD', ...activated }),
    );
    const { rows } = await collect('roles', roles, await session(active, ok(), schedules), planned('p2'));
    expect(rows).toMatchObject([{ endsAt: sooner, permanent: false, scope: '/administrativeUnits/cd' }]);
  });

  it.each([
    ['of somebody else', instance(globalAdmin, 'b')],
    ['of another role', instance(developer, 'a')],
    ['in another scope', instance(globalAdmin, 'a', { directoryScopeId: '/administrativeUnits/1' })],
    ['of an application', instance(globalAdmin, 'a', { directoryScopeId: null, appScopeId: '/apps/1' })],
    ['through a group', instance(globalAdmin, 'a', { memberType: 'Group' })],
    ['that is inherited', instance(globalAdmin, 'a', { memberType: 'Inherited' })],
  ])('is not told by the schedule %s', async (_, schedule) => {
    expect(await read(schedule)).toEqual([[null, null]]);
  });

  it('is read over pages', async () => {
    const next = `${origin}/v1.0${schedulesPath}?$skiptoken=1`;
    const schedules = { status: 200, body: { value: [], '@odata.nextLink': next } };
    const opened = await session([assignment(globalAdmin, 'a', 'user')], ok(), schedules);
    graph()
      .get(schedulesPath)
      .query({ $skiptoken: '1' })
      .reply(200, { value: [instance(globalAdmin, 'a', activated)] });
    expect((await collect('roles', roles, opened, planned('p2'))).rows).toMatchObject([{ endsAt: sooner }]);
  });

  it.each(['free', 'p1'] as const)('is for ever without PIM, as plan %s says', async (plan) => {
    const opened = await session([assignment(globalAdmin, 'a', 'user')]);
    expect(await collect('roles', roles, opened, planned(plan))).toMatchObject({
      rows: [{ endsAt: null, permanent: true }],
      source: 'assignments',
    });
  });

  it('is for ever where the licence is said to be missing, and the plan is not known', async () => {
    const opened = await session([assignment(globalAdmin, 'a', 'user')]);
    const { rows, gap, source } = await collect('roles', roles, opened, planned(null));
    expect(rows).toMatchObject([{ endsAt: null, permanent: true }]);
    expect({ gap, source }).toEqual({ gap: undefined, source: 'assignments' });
  });

  it('is not told where the licence is said to be missing for good, and is there', async () => {
    const opened = await session([assignment(globalAdmin, 'a', 'user')], ok());
    graph().get(schedulesPath).times(3).reply(400, premium);
    const { rows, gap } = await collect('roles', roles, opened, planned('p2'));
    expect(rows).toMatchObject([{ endsAt: null, permanent: null }]);
    expect(gap).toMatchObject({ kind: 'network', detail: expect.stringContaining('the tenant has the licence') });
  });

  it('is asked for again where the licence is said to be missing, and is there', async () => {
    const opened = await session([assignment(globalAdmin, 'a', 'user')], ok());
    graph()
      .get(schedulesPath)
      .reply(200, { value: [instance(globalAdmin, 'a')] });
    const { rows, source } = await collect('roles', roles, opened, planned('p2'));
    expect(rows).toMatchObject([{ permanent: true }]);
    expect(source).toBe('pim-and-groups');
  });

  it('is told of nobody when it is refused, and every row stays', async () => {
    const active = [assignment(globalAdmin, 'a', 'user'), assignment(developer, 'b', 'user')];
    const eligible = ok(assignment(applicationAdmin, 'c', 'user', { endDateTime: later }));
    const opened = await session(active, eligible, { status: 403, body: forbidden });
    const { rows, gap, lacking } = await collect('roles', roles, opened, planned('p2'));
    expect(rows.map(({ holderId, endsAt, permanent }) => [holderId, endsAt, permanent])).toEqual([
      ['a', null, null],
      ['b', null, null],
      ['c', later, false],
    ]);
    expect(gap).toMatchObject({ kind: 'permission', detail: expect.stringContaining('RoleManagement.Read.Directory') });
    // No row is missing, so that nobody is in doubt who asks only who holds what.
    expect(lacking).toEqual([]);
  });

  it('is told of nobody when the list breaks off', async () => {
    const next = `${origin}/v1.0${schedulesPath}?$skiptoken=1`;
    const schedules = {
      status: 200,
      body: { value: [instance(globalAdmin, 'a', activated)], '@odata.nextLink': next },
    };
    const opened = await session([assignment(globalAdmin, 'a', 'user')], ok(), schedules);
    graph().get(schedulesPath).query({ $skiptoken: '1' }).reply(400, premium);
    expect(await collect('roles', roles, opened, planned('free'))).toMatchObject({
      rows: [{ endsAt: null, permanent: null }],
      gap: { kind: 'licence' },
    });
  });

  it('is for a while, where a role may be made active', async () => {
    const opened = await session([assignment(globalAdmin, 'a', 'user')], ok(assignment(developer, 'b', 'user')), ok());
    const { rows, source } = await collect('roles', roles, opened, planned('p2'));
    expect(rows[1]).toMatchObject({ holderId: 'b', state: 'eligible', endsAt: null, permanent: false });
    expect(source).toBe('pim-and-groups');
  });

  it('of somebody who was deleted is told too', async () => {
    const opened = await session([assignment(developer, 'gone', null)], ok(), ok(instance(developer, 'gone')));
    graph()
      .get('/groups/gone/transitiveMembers')
      .query(true)
      .reply(404, { error: { code: 'Request_ResourceNotFound', message: 'no' } });
    const { rows } = await collect('roles', roles, opened, { ...planned('p2'), accounts: complete(account('a')) });
    expect(rows).toMatchObject([{ holderId: 'gone', holder: 'unknown', permanent: true, throughGroup: null }]);
  });
});

describe('terms', () => {
  const way = (assignmentType: string | null, endDateTime: string | null): Instance => ({
    assignmentType,
    endDateTime,
  });

  it('compare ends as instants', () => {
    const tenths = '2026-11-21T12:00:00.1Z';
    expect(termOf([way('Assigned', sooner), way('Assigned', tenths)]).endsAt).toBe(tenths);
    expect(shorter(termOf([way('Assigned', tenths)]), termOf([way('Assigned', sooner)])).endsAt).toBe(sooner);
  });

  it.each([
    [true, true, true],
    [true, false, false],
    [true, null, null],
    [null, false, false],
    [null, null, null],
    [false, false, false],
  ])('of %s and %s are together %s, in either order', (one, other, both) => {
    const term = (permanent: boolean | null): Term => ({ endsAt: null, permanent });
    expect(shorter(term(one), term(other)).permanent).toBe(both);
    expect(shorter(term(other), term(one)).permanent).toBe(both);
  });
});

describe('what the top role can do', () => {
  const attributes = 'microsoft.directory/users/customSecurityAttributes/update';

  it.each<[string, Definition, boolean | null]>([
    ['the top role', builtIn(globalAdmin, 'GA', 'a/allTasks'), true],
    ['a built-in role', builtIn(applicationAdmin, 'AA', 'microsoft.directory/applications/credentials/update'), true],
    ['a built-in role that tells no actions', { id: developer, isBuiltIn: true }, true],
    ['a role of our table that is not listed', { id: developer.toUpperCase() }, true],
    ['a new built-in role', builtIn('new', 'New', 'microsoft.directory/new/update'), true],
    ['a new built-in role that tells no actions', { id: 'new', isBuiltIn: true }, null],
    ['a new built-in role for attributes', builtIn('new', 'New', attributes), false],
    ['a role that nobody knows', { id: 'unheard-of' }, null],
    ['Attribute Log Reader', builtIn('9c99539d-8186-4804-835f-fd51ef9e2dcd', 'ALR', 'x/read'), false],
    ['Attribute Definition Administrator, not listed', { id: '8424C6F0-a189-499e-bbd0-26c1753c96d4' }, false],
    ['a custom role', custom('c', 'microsoft.directory/applications/standard/read'), true],
    ['a custom role without any action', custom('c'), true],
    [
      'a custom role with one action on attributes',
      custom('c', 'microsoft.directory/users/basic/update', attributes),
      false,
    ],
    ['the same in capitals', custom('c', attributes.toUpperCase()), false],
    ['a custom role on attribute sets', custom('c', 'microsoft.directory/attributeSets/allProperties/read'), false],
    ['a custom role that tells no actions', { id: 'c', isBuiltIn: false, rolePermissions: null }, null],
    ['a custom role that only shares the id', { id: developer, isBuiltIn: false }, null],
  ])('is told of %s', (_, definition, expected) => {
    expect(isWithinTop(definition)).toBe(expected);
  });

  it('is in the rows', async () => {
    const unlisted = 'e8611ab8-c189-46e8-94e1-60213ab1f814';
    const active = [unlisted, 'nobody-knows', globalAdmin].map((role) => assignment(role, 'a', 'user'));
    const { rows } = await collect('roles', roles, await session(active));
    expect(rows.map(({ withinTop }) => withinTop)).toEqual([true, null, true]);
  });
});

describe('the probe of roles', () => {
  it('asks PIM for both lists', async () => {
    const opened = await open();
    graph().get('/roleManagement/directory/roleDefinitions').times(2).reply(200, { value: [] });
    graph().get('/roleManagement/directory/roleAssignments').times(2).query(true).reply(200, { value: [] });
    graph().get(pimPath).query({ $expand: 'principal' }).reply(403, forbidden);
    await expect(roles.probe(opened)).rejects.toThrow('403');
    graph().get(pimPath).query({ $expand: 'principal' }).reply(withoutPim.status, withoutPim.body);
    graph().get(schedulesPath).reply(500, {}).persist();
    await expect(roles.probe(opened)).rejects.toThrow('500');
  });
});

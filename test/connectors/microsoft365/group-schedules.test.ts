import { describe, expect, it } from 'vitest';
import { roles } from '../../../connectors/microsoft365/roles.ts';
import type { Session } from '../../../connectors/microsoft365/session.ts';
import { useStrictNock } from '../../nock.ts';
import { batch, type ItemReply } from './batch-answers.ts';
import {
  applicationAdmin,
  assignment,
  developer,
  globalAdmin,
  instance,
  member,
  members,
  ok,
  planned,
  premium,
  session,
  visibility,
} from './role-answers.ts';
import { account, collect, complete, forbidden, graph, origin } from './tenant.ts';

useStrictNock();

const sooner = '2026-11-21T12:00:00Z';
const later = '2027-03-31T15:00:00Z';
const groupPath = '/identityGovernance/privilegedAccess/group';
const nobody = ok();
const missing = { status: 404, body: { error: { code: 'ResourceNotFound', message: 'no' } } };
const refused = { status: 403, body: forbidden };
const unlicensed = { status: 400, body: premium };

let serial = 0;
/** What PIM tells of one membership. */
function membership(principalId: string, fields: object = {}, type: string | null = 'user') {
  serial += 1;
  const principal = type === null ? null : { '@odata.type': `#microsoft.graph.${type}`, id: principalId };
  return {
    id: `membership-${serial}`,
    principalId,
    accessId: 'member',
    memberType: 'direct',
    endDateTime: null,
    principal,
    ...fields,
  };
}

const assigned = { assignmentType: 'assigned' };
const activated = { assignmentType: 'activated', endDateTime: sooner };

/** A tenant with P2 where the group `g` holds the top role for ever. */
function tenant(end: object = {}): Promise<Session> {
  const active = [assignment(globalAdmin, 'g', 'group')];
  return session(active, nobody, ok(instance(globalAdmin, 'g', end)));
}

function schedules(eligible: ItemReply, active: ItemReply): string[] {
  return batch((id) => (id.startsWith('eligible/') ? eligible : active));
}

const read = (opened: Session, accounts = complete(account('a'))) =>
  collect('roles', roles, opened, { ...planned('p2'), accounts });

const told = (rows: Awaited<ReturnType<typeof read>>['rows']) =>
  rows.map(({ holderId, holder, state, endsAt, permanent }) => [holderId, holder, state, endsAt, permanent]);

describe('members of groups that hold roles', () => {
  it('are told by PIM who they may be, and for how long they are', async () => {
    const opened = await tenant();
    members('g', 200, { value: ['a', 'b', 'c', 'd'].map((id) => member(id, 'user')) });
    const asked = schedules(
      ok(membership('b', { endDateTime: later }), membership('e'), membership('f', {}, 'servicePrincipal')),
      ok(membership('A', assigned), membership('b', activated), membership('c', { ...assigned, endDateTime: later })),
    );
    const { rows, gap, source } = await read(opened);
    expect(gap).toBeUndefined();
    expect(source).toBe('pim-and-groups');
    expect(told(rows)).toEqual([
      ['a', 'account', 'active', null, true],
      ['b', 'account', 'active', sooner, false],
      ['c', 'account', 'active', later, false],
      ['d', 'account', 'active', null, true],
      ['b', 'account', 'eligible', later, false],
      ['e', 'account', 'eligible', null, false],
      ['f', 'application', 'eligible', null, false],
    ]);
    expect(new Set(rows.map(({ throughGroup, roleId }) => `${throughGroup} ${roleId}`))).toEqual(
      new Set([`g ${globalAdmin}`]),
    );
    expect(asked).toEqual([
      `${groupPath}/eligibilityScheduleInstances?$filter=groupId%20eq%20'g'&$expand=principal`,
      `${groupPath}/assignmentScheduleInstances?$filter=groupId%20eq%20'g'`,
    ]);
  });

  it.each([
    ['the role ends first', { endDateTime: sooner }, { ...assigned, endDateTime: later }, [sooner, false]],
    ['the membership ends first', { endDateTime: later }, { ...assigned, endDateTime: sooner }, [sooner, false]],
    ['only the role ends', { endDateTime: later }, assigned, [later, false]],
    ['only the membership ends', {}, { ...assigned, endDateTime: later }, [later, false]],
    ['nothing ends', {}, assigned, [null, true]],
    ['the role is held in a new way', { assignmentType: 'new' }, assigned, [null, null]],
    ['the membership is of a new kind', {}, { assignmentType: 'new' }, [null, null]],
    ['the membership ends, of a role held in a new way', { assignmentType: 'new' }, activated, [sooner, false]],
  ])('hold a role for as long as both hold, where %s', async (_, role, own, expected) => {
    const opened = await tenant(role);
    members('g', 200, { value: [member('a', 'user')] });
    schedules(nobody, ok(membership('a', own)));
    expect((await read(opened)).rows.map(({ endsAt, permanent }) => [endsAt, permanent])).toEqual([expected]);
  });

  it.each([
    ['owners', { accessId: 'owner' }],
    ['members of a group inside', { memberType: 'group' }],
  ])('are not %s', async (_, fields) => {
    const opened = await tenant();
    members('g', 200, { value: [member('a', 'user')] });
    schedules(ok(membership('b', fields)), ok(membership('a', { ...activated, ...fields })));
    expect(told((await read(opened)).rows)).toEqual([['a', 'account', 'active', null, true]]);
  });

  it.each([
    ['in a new sense', { accessId: 'unknownFutureValue' }],
    ['in no sense that is told', { accessId: null }],
    ['in a new way', { memberType: 'unknownFutureValue' }],
  ])('are not known where PIM lists them %s', async (_, fields) => {
    const opened = await tenant();
    members('g', 200, { value: [member('a', 'user')] });
    schedules(nobody, ok(membership('a', { ...activated, ...fields })));
    const { rows, gap } = await read(opened);
    expect(told(rows)).toEqual([['a', 'account', 'active', null, null]]);
    expect(gap?.kind).toBe('malformed');
  });

  it('may be those of another group', async () => {
    const opened = await tenant();
    members('g', 200, { value: [] });
    visibility('g', null);
    schedules(ok(membership('team', { endDateTime: later }, 'group'), membership('pc', {}, 'device')), nobody);
    members('team', 200, { value: [member('a', 'user'), member('inner', 'group')] });
    visibility('inner', null);
    const { rows, gap } = await read(opened);
    expect(gap).toBeUndefined();
    expect(told(rows)).toEqual([['a', 'account', 'eligible', later, false]]);
    expect(rows).toMatchObject([{ throughGroup: 'g' }]);
  });

  it('may be somebody whom Graph does not show, and whom the accounts know, or nobody does', async () => {
    const opened = await tenant();
    members('g', 200, { value: [] });
    visibility('g', null);
    schedules(ok(membership('a', {}, null), membership('gone', {}, null), membership('odd', {}, 'newThing')), nobody);
    expect(told((await read(opened)).rows)).toEqual([
      ['a', 'account', 'eligible', null, false],
      ['gone', 'unknown', 'eligible', null, false],
      ['odd', 'unknown', 'eligible', null, false],
    ]);
  });

  it('may make a role active only, where the group may', async () => {
    const eligible = ok(assignment(applicationAdmin, 'g', 'group', { endDateTime: later }));
    const opened = await session([assignment(developer, 'a', 'user')], eligible, ok(instance(developer, 'a')));
    members('g', 200, { value: [member('b', 'user')] });
    schedules(ok(membership('c')), ok(membership('b', assigned)));
    const { rows } = await read(opened);
    expect(told(rows).slice(1)).toEqual([
      ['b', 'account', 'eligible', later, false],
      ['c', 'account', 'eligible', later, false],
    ]);
  });

  it('are read over pages', async () => {
    const opened = await tenant();
    members('g', 200, { value: [] });
    visibility('g', null);
    const path = `${groupPath}/eligibilityScheduleInstances`;
    const link = `${origin}/v1.0${path}?$skiptoken=1`;
    schedules({ status: 200, body: { value: [membership('b')], '@odata.nextLink': link } }, nobody);
    graph()
      .get(path)
      .query({ $skiptoken: '1' })
      .reply(200, { value: [membership('c'), membership('d', { accessId: 'owner' })] });
    expect((await read(opened)).rows.map(({ holderId }) => holderId)).toEqual(['b', 'c']);
  });

  it('are asked for ten groups to a request, each group once', async () => {
    const ids = Array.from({ length: 11 }, (_, index) => `g${index}`);
    const active = ids.flatMap((id) => [assignment(globalAdmin, id, 'group'), assignment(developer, id, 'group')]);
    const opened = await session(active, nobody, nobody);
    for (const id of ids) members(id, 200, { value: [member('a', 'user')] });
    const asked = [schedules(nobody, nobody), schedules(nobody, nobody)];
    const { rows } = await read(opened);
    expect(rows).toHaveLength(22);
    expect(asked.map(({ length }) => length)).toEqual([20, 2]);
    expect(opened.requests().sent).toBe(1 + 4 + 11 + 2);
  });
});

describe('PIM for groups', () => {
  const oneMember = async () => {
    const opened = await tenant();
    members('g', 200, { value: [member('a', 'user')] });
    return opened;
  };

  it.each([
    ['the permission for either', refused, refused],
    ['the permission for who may become one', refused, ok(membership('a', assigned))],
    ['all knowledge of the group', missing, missing],
  ])('leaves no gap where it lacks %s, and the source says so', async (_, eligible, active) => {
    const opened = await oneMember();
    schedules(eligible, active);
    const { rows, gap, source } = await read(opened);
    expect(gap).toBeUndefined();
    expect(source).toBe('pim');
    expect(told(rows)).toEqual([['a', 'account', 'active', null, active.status === 200 ? true : null]]);
  });

  it('believes that the licence is missing where the plan is not known', async () => {
    const opened = await oneMember();
    schedules(unlicensed, unlicensed);
    expect(await collect('roles', roles, opened, planned(null))).toMatchObject({ source: 'pim' });
  });

  it('asks again where the licence is said to be missing, and is there', async () => {
    const opened = await oneMember();
    schedules(unlicensed, nobody);
    batch(() => nobody);
    expect(await read(opened)).toMatchObject({ source: 'pim-and-groups' });
  });

  it('is in doubt where the licence is said to be missing for good, and is there', async () => {
    const opened = await oneMember();
    schedules(unlicensed, nobody);
    for (let round = 0; round < 3; round += 1) batch(() => unlicensed);
    const { gap, lacking } = await read(opened);
    expect({ kind: gap?.kind, lacking }).toEqual({ kind: 'network', lacking: [globalAdmin] });
  });

  it('gets a new token, once, where a part of the batch refuses the old one', async () => {
    const expired = { status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'expired' } } };
    const opened = await oneMember();
    schedules(expired, nobody);
    batch(() => nobody);
    expect(await read(opened)).toMatchObject({ source: 'pim-and-groups' });
  });

  it('leaves it untold how long, where it may only be read who may become a member', async () => {
    const opened = await oneMember();
    schedules(ok(membership('b')), refused);
    const { rows, gap, source } = await read(opened);
    expect({ gap, source }).toEqual({ gap: undefined, source: 'pim' });
    expect(told(rows)).toEqual([
      ['a', 'account', 'active', null, null],
      ['b', 'account', 'eligible', null, false],
    ]);
  });

  it('is not asked any further where everything is refused', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `g${index}`);
    const opened = await session(
      ids.map((id) => assignment(globalAdmin, id, 'group')),
      nobody,
      nobody,
    );
    for (const id of ids) members(id, 200, { value: [member('a', 'user')] });
    const asked = schedules(refused, refused);
    const { rows, gap, source } = await read(opened);
    expect({ rows: rows.length, gap, source }).toEqual({ rows: 25, gap: undefined, source: 'pim' });
    expect(asked).toHaveLength(20);
  });

  it.each(['free', 'p1'] as const)('is not asked with plan %s, where every membership is for ever', async (plan) => {
    const opened = await session([assignment(globalAdmin, 'g', 'group')]);
    members('g', 200, { value: [member('a', 'user')] });
    const { rows, gap, source } = await collect('roles', roles, opened, planned(plan));
    expect({ gap, source }).toEqual({ gap: undefined, source: 'assignments' });
    expect(told(rows)).toEqual([['a', 'account', 'active', null, true]]);
  });

  it('is not said to be read where the plan forbade to ask, though PIM answered for roles', async () => {
    const opened = await tenant();
    members('g', 200, { value: [member('a', 'user')] });
    expect((await collect('roles', roles, opened, planned('p1'))).source).toBe('pim');
  });

  it('is asked where the plan is not known', async () => {
    const opened = await oneMember();
    schedules(nobody, nobody);
    const { source } = await collect('roles', roles, opened, planned(null));
    expect(source).toBe('pim-and-groups');
  });

  it('is not asked about somebody who was deleted', async () => {
    const opened = await session([assignment(globalAdmin, 'gone', null)], nobody, nobody);
    members('gone', 404, { error: { code: 'Request_ResourceNotFound', message: 'no' } });
    const { rows, source } = await read(opened);
    expect(rows).toMatchObject([{ holderId: 'gone', holder: 'unknown', permanent: null }]);
    expect(source).toBe('pim-and-groups');
  });

  it.each([
    ['who may become a member', { status: 500, body: {} }, nobody, true],
    ['whose membership ends', nobody, { status: 500, body: {} }, null],
  ])('that fails to tell %s puts the roles of that group in doubt', async (_, eligible, active, permanent) => {
    const opened = await session(
      [assignment(globalAdmin, 'g', 'group'), assignment(developer, 'h', 'group')],
      nobody,
      ok(instance(globalAdmin, 'g'), instance(developer, 'h')),
    );
    members('g', 200, { value: [member('a', 'user')] });
    members('h', 200, { value: [member('b', 'user')] });
    const isOfG = (id: string) => id.endsWith('/g');
    batch((id) => (isOfG(id) ? (id.startsWith('eligible/') ? eligible : active) : nobody));
    // What is worth another try is asked for again.
    for (let round = 0; round < 4; round += 1) batch((id) => (id.startsWith('eligible/') ? eligible : active));
    const { rows, gap, lacking } = await read(opened);
    expect({ kind: gap?.kind, lacking }).toEqual({ kind: 'network', lacking: [globalAdmin] });
    expect(told(rows)).toEqual([
      ['a', 'account', 'active', null, permanent],
      ['b', 'account', 'active', null, true],
    ]);
  });

  it.each([
    ['may not be read', refused, 'permission'],
    ['is not there', missing, 'network'],
    ['has no licence', unlicensed, 'network'],
  ])(
    'that answers for one group, and of another says that it %s, puts the roles of that in doubt',
    async (_, no, kind) => {
      const opened = await session(
        [assignment(globalAdmin, 'g', 'group'), assignment(developer, 'h', 'group')],
        nobody,
        ok(instance(globalAdmin, 'g'), instance(developer, 'h')),
      );
      members('g', 200, { value: [member('a', 'user')] });
      members('h', 200, { value: [member('b', 'user')] });
      batch((id) => (id.endsWith('/g') ? no : nobody));
      const { rows, gap, lacking } = await collect('roles', roles, opened, {
        accounts: complete(account('a'), account('b')),
        ...planned(null),
      });
      expect({ kind: gap?.kind, lacking }).toEqual({ kind, lacking: [globalAdmin] });
      expect(told(rows)).toEqual([
        ['a', 'account', 'active', null, null],
        ['b', 'account', 'active', null, true],
      ]);
    },
  );

  it('that may tell of no group who may become a member, and of each whose membership ends, leaves no gap', async () => {
    const opened = await session(
      [assignment(globalAdmin, 'g', 'group'), assignment(developer, 'h', 'group')],
      nobody,
      ok(instance(globalAdmin, 'g'), instance(developer, 'h')),
    );
    for (const id of ['g', 'h']) members(id, 200, { value: [member('a', 'user')] });
    schedules(refused, nobody);
    const { gap, source } = await read(opened);
    expect({ gap, source }).toEqual({ gap: undefined, source: 'pim' });
  });

  it('puts all roles of groups in doubt where the batch itself is refused, and keeps their members', async () => {
    const opened = await oneMember();
    graph()
      .post('/$batch')
      .reply(400, { error: { code: 'BadRequest', message: 'Invalid batch payload format.' } });
    const { rows, gap, lacking } = await read(opened);
    expect({ kind: gap?.kind, lacking }).toEqual({ kind: 'malformed', lacking: [globalAdmin] });
    expect(told(rows)).toEqual([['a', 'account', 'active', null, null]]);
  });

  it('that breaks off after a page counts as not read', async () => {
    const opened = await oneMember();
    const path = `${groupPath}/eligibilityScheduleInstances`;
    const link = `${origin}/v1.0${path}?$skiptoken=1`;
    schedules({ status: 200, body: { value: [membership('b')], '@odata.nextLink': link } }, nobody);
    graph().get(path).query({ $skiptoken: '1' }).reply(403, forbidden);
    const { gap, lacking } = await read(opened);
    expect({ kind: gap?.kind, lacking }).toEqual({ kind: 'permission', lacking: [globalAdmin] });
  });

  it('puts a role in doubt where the members of a group that may become one are not read', async () => {
    const opened = await oneMember();
    schedules(ok(membership('team', {}, 'group')), nobody);
    members('team', 403, forbidden);
    const { rows, gap, lacking } = await read(opened);
    expect({ kind: gap?.kind, lacking }).toEqual({ kind: 'permission', lacking: [globalAdmin] });
    expect(told(rows)).toEqual([['a', 'account', 'active', null, true]]);
  });

  it('keeps who may become a member, where the members themselves are refused', async () => {
    const opened = await tenant();
    members('g', 403, forbidden);
    schedules(ok(membership('b')), nobody);
    const { rows, gap, lacking } = await read(opened);
    expect({ kind: gap?.kind, lacking }).toEqual({ kind: 'permission', lacking: [globalAdmin] });
    expect(told(rows)).toEqual([['b', 'account', 'eligible', null, false]]);
  });
});

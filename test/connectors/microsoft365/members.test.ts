import { describe, expect, it } from 'vitest';
import { explain } from '../../../connectors/microsoft365/gaps.ts';
import { probeMembers } from '../../../connectors/microsoft365/members.ts';
import { useStrictNock } from '../../nock.ts';
import { forbidden, graph, open, origin } from './tenant.ts';

useStrictNock();

const missing = { error: { code: 'Request_ResourceNotFound', message: 'no' } };
const object = (id: string, type?: string) =>
  type === undefined ? { id } : { id, '@odata.type': `#microsoft.graph.${type}` };

function members(group: string, status: number, body: object) {
  return graph().get(`/groups/${group}/transitiveMembers`).query({ $select: 'id', $top: '999' }).reply(status, body);
}

function looked(group: string, status: number, body: object) {
  graph().get(`/groups/${group}`).query({ $select: 'id,displayName,visibility' }).reply(status, body);
}

async function gapOf(reading: Promise<unknown>) {
  return explain(await reading.catch((error: unknown) => error));
}

describe('members of a group', () => {
  it.each([
    ['user', 'account'],
    ['agentUser', 'account'],
    ['servicePrincipal', 'application'],
    ['agentIdentity', 'application'],
    ['agentIdentityBlueprintPrincipal', 'application'],
    ['group', 'group'],
    ['device', 'device'],
    ['orgContact', 'device'],
    ['somethingNew', null],
    [undefined, null],
  ])('are known by their type: %s is %s', async (type, kind) => {
    const session = await open();
    members('g', 200, { value: [object('a', type)] });
    if (kind === 'group') looked('a', 200, { id: 'a', visibility: 'Public' });
    expect(await session.members('g')).toEqual([{ id: 'a', kind }]);
  });

  it('are read over every page, each once, with the group itself where it is in itself', async () => {
    const session = await open();
    const next = `${origin}/v1.0/groups/g/transitiveMembers?$select=id&$skiptoken=1`;
    members('g', 200, { value: [object('a', 'user'), object('g', 'group')], '@odata.nextLink': next });
    graph()
      .get('/groups/g/transitiveMembers')
      .query({ $select: 'id', $skiptoken: '1' })
      .reply(200, { value: [object('a', 'user'), object('b', 'user')] });
    expect(await session.members('g')).toEqual([
      { id: 'a', kind: 'account' },
      { id: 'g', kind: 'group' },
      { id: 'b', kind: 'account' },
    ]);
  });

  it('are what each group says of them', async () => {
    const session = await open();
    members('g', 200, { value: [object('a', 'user')] });
    members('h', 200, { value: [object('a')] });
    expect(await session.members('g')).toEqual([{ id: 'a', kind: 'account' }]);
    expect(await session.members('h')).toEqual([{ id: 'a', kind: null }]);
  });

  it('are read once a session, however many ask, and whatever the case of the id', async () => {
    const session = await open();
    members('g', 200, { value: [object('a', 'user')] });
    const [one, two] = await Promise.all([session.members('g'), session.members('G')]);
    expect(two).toBe(one);
    expect(await session.members('g')).toBe(one);
    const another = await open();
    members('g', 200, { value: [object('b', 'user')] });
    expect(await another.members('g')).toEqual([{ id: 'b', kind: 'account' }]);
  });

  it('are not known where a group inside hides its own', async () => {
    const session = await open();
    members('g', 200, { value: [object('a', 'user'), object('inner', 'group'), object('G', 'group')] });
    members('h', 200, { value: [object('inner', 'group')] });
    looked('inner', 200, { id: 'inner', displayName: 'Board', visibility: 'HiddenMembership' });
    graph().get('/groups/inner/transitiveMembers').query({ $select: 'id', $top: '1' }).reply(200, { value: [] });
    const gaps = await Promise.all([gapOf(session.members('g')), gapOf(session.members('h'))]);
    expect(gaps.map(({ kind }) => kind)).toEqual(['permission', 'permission']);
    expect(gaps[0]?.detail).toContain('group Board hides its members');
  });

  it('are known where a group inside hides them from others', async () => {
    const session = await open();
    members('g', 200, { value: [object('a', 'user'), object('inner', 'group')] });
    looked('inner', 200, { id: 'inner', visibility: 'HiddenMembership' });
    graph()
      .get('/groups/inner/transitiveMembers')
      .query({ $select: 'id', $top: '1' })
      .reply(200, { value: [object('a')] });
    expect(await session.members('g')).toHaveLength(2);
  });

  it('are refused to everybody who asks, after one request', async () => {
    const session = await open();
    members('g', 403, forbidden);
    const gaps = await Promise.all([gapOf(session.members('g')), gapOf(session.members('g'))]);
    expect(gaps[0]).toMatchObject({ kind: 'permission', detail: expect.stringContaining('GroupMember.Read.All') });
    expect(gaps[1]).toEqual(gaps[0]);
  });

  it('are nobody where there is no such group', async () => {
    const session = await open();
    members('g', 404, missing);
    expect(await session.members('g')).toBeNull();
  });

  it('are not known where something before Graph does not find them', async () => {
    const session = await open();
    members('g', 404, {});
    expect((await gapOf(session.members('g'))).kind).toBe('network');
  });

  it.each([null, 'Private', 'public'])('are none where the list is empty and the group is %s', async (visibility) => {
    const session = await open();
    members('g', 200, { value: [] });
    looked('g', 200, { id: 'g', visibility });
    expect(await session.members('g')).toEqual([]);
  });

  it.each([undefined, '', 'OfTomorrow'])(
    'are not known where the list is empty and the group is %s',
    async (visibility) => {
      const session = await open();
      members('g', 200, { value: [] });
      looked('g', 200, { id: 'g', visibility });
      expect((await gapOf(session.members('g'))).kind).toBe('malformed');
    },
  );

  it.each(['HiddenMembership', 'hiddenmembership'])(
    'are not known where the group hides them: %s',
    async (visibility) => {
      const session = await open();
      members('g', 200, { value: [] });
      looked('g', 200, { id: 'g', visibility });
      expect(await gapOf(session.members('g'))).toEqual({
        kind: 'permission',
        detail: 'group g hides its members; grant the application permission Member.Read.Hidden',
      });
    },
  );

  it('are not known where it cannot be told whether the group hides them', async () => {
    const session = await open();
    members('g', 200, { value: [] });
    looked('g', 403, forbidden);
    expect(await gapOf(session.members('g'))).toMatchObject({
      kind: 'permission',
      detail: expect.stringContaining('GroupMember.Read.All'),
    });
  });

  it('are nobody where the group goes while it is read', async () => {
    const session = await open();
    members('g', 200, { value: [] });
    looked('g', 404, missing);
    expect(await session.members('g')).toBeNull();
  });

  it('are not half known where a later page is missing', async () => {
    const session = await open();
    const next = `${origin}/v1.0/groups/g/transitiveMembers?$select=id&$skiptoken=1`;
    members('g', 200, { value: [object('a', 'user')], '@odata.nextLink': next });
    graph().get('/groups/g/transitiveMembers').query({ $select: 'id', $skiptoken: '1' }).reply(404, missing);
    expect((await gapOf(session.members('g'))).kind).toBe('absent');
  });

  it('are asked for by an encoded id', async () => {
    const session = await open();
    members('a%2Fb%3F', 404, missing);
    expect(await session.members('a/b?')).toBeNull();
  });

  it('are asked for six groups at a time', async () => {
    const session = await open();
    const asked: string[] = [];
    const answers: Array<() => void> = [];
    const people = { value: [object('a', 'user')] };
    const groups = Array.from({ length: 8 }, (_, index) => `g${index}`);
    for (const group of groups) {
      graph()
        .get(`/groups/${group}/transitiveMembers`)
        .query(true)
        .reply(200, () => {
          asked.push(group);
          return new Promise<object>((resolve) => answers.push(() => resolve(people)));
        });
    }
    const readings = Promise.all(groups.map((group) => session.members(group)));
    await expect.poll(() => asked.length).toBe(6);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(asked).toHaveLength(6);
    answers.shift()?.();
    await expect.poll(() => asked.length).toBe(7);
    const rest = setInterval(() => answers.shift()?.(), 1);
    expect(await readings).toHaveLength(8);
    clearInterval(rest);
  });

  it('can be probed', async () => {
    const session = await open();
    graph().get('/groups/g/transitiveMembers').query({ $select: 'id', $top: '1' }).reply(200, { value: [] });
    await probeMembers(session, 'g');
  });
});

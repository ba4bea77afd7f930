import { describe, expect, test } from 'vitest';
import { demoGraphToken } from '../../src/demo/tokens.ts';
import { errorOf, now, rows, type World, world } from './ask.ts';

const group = '/v1.0/identityGovernance/privilegedAccess/group';
const eligible = `${group}/eligibilityScheduleInstances`;
const assigned = `${group}/assignmentScheduleInstances`;
const instances = '/v1.0/roleManagement/directory/roleAssignmentScheduleInstances';

function groupNamed({ trading }: Pick<World, 'trading'>, name: string): string {
  return trading.groups.find(({ displayName }) => displayName === name)?.id ?? '';
}

function loginOf({ trading }: Pick<World, 'trading'>, id: unknown): string | undefined {
  return trading.accounts.find(({ user }) => user.id === id)?.user.userPrincipalName.split('@')[0];
}

describe('PIM for groups', () => {
  test.each([
    [eligible, 'PrivilegedEligibilitySchedule.Read.AzureADGroup', 'PrivilegedAssignmentSchedule.Read.AzureADGroup'],
    [assigned, 'PrivilegedAssignmentSchedule.Read.AzureADGroup', 'PrivilegedEligibilitySchedule.Read.AzureADGroup'],
  ])('%s needs a permission of its own, and says so as PIM does', async (path, needed, other) => {
    const { ask, trading } = await world();
    const filter = `?$filter=groupId eq '${groupNamed({ trading }, 'Account operators')}'`;
    const refused = await ask(demoGraphToken(trading, [other, 'Directory.Read.All']), path + filter);
    expect(refused.status).toBe(403);
    expect(errorOf(refused).code).toBe('UnknownError');
    expect(JSON.parse(String(errorOf(refused).message))).toMatchObject({
      errorCode: 'PermissionScopeNotGranted',
      message: expect.stringContaining(needed),
    });
    expect((await ask(demoGraphToken(trading, [needed]), path + filter)).status).toBe(200);
  });

  test.each([eligible, assigned])('%s needs P2', async (path) => {
    const { ask, clinic, large } = await world();
    for (const directory of [clinic, large]) {
      const token = demoGraphToken(directory, [
        'PrivilegedEligibilitySchedule.Read.AzureADGroup',
        'PrivilegedAssignmentSchedule.Read.AzureADGroup',
      ]);
      const answer = await ask(token, `${path}?$filter=groupId eq 'x'`);
      expect([answer.status, errorOf(answer).code]).toEqual([400, 'AadPremiumLicenseRequired']);
    }
  });

  test.each(['', "?$filter=accessId eq 'member'", '?$top=10'])('refuses to list all groups: %j', async (query) => {
    const { ask, trading } = await world();
    for (const path of [eligible, assigned]) expect((await ask(trading, path + query)).status).toBe(400);
  });

  test('tells who may become a member, and who is one for a while', async () => {
    const { ask, trading } = await world();
    const filter = `?$filter=groupId eq '${groupNamed({ trading }, 'Account operators')}'`;
    const open = rows(await ask(trading, `${eligible}${filter}&$expand=principal`));
    expect(open.map(({ principalId }) => loginOf({ trading }, principalId)).sort()).toEqual(['adm-rossi', 'davis']);
    expect(open[0]).toMatchObject({
      accessId: 'member',
      memberType: 'direct',
      principal: { id: open[0]?.principalId },
    });
    expect(open[0]).not.toHaveProperty('assignmentType');
    const active = rows(await ask(trading, assigned + filter));
    const members = active.filter(({ accessId }) => accessId === 'member');
    expect(members).toMatchObject([{ assignmentType: 'activated' }]);
    expect(Date.parse(String(members[0]?.endDateTime))).toBeGreaterThan(now.getTime());
    expect(active.filter(({ accessId }) => accessId === 'owner')).toMatchObject([{ endDateTime: null }]);
  });

  test('tells the groups of somebody, and joins clauses by and', async () => {
    const { ask, trading } = await world();
    const saito = trading.accounts.find(({ user }) => user.userPrincipalName.startsWith('saito@'))?.user.id;
    const of = async (filter: string) => rows(await ask(trading, `${assigned}?$filter=${filter}`));
    expect(await of(`principalId eq '${saito}'`)).toHaveLength(1);
    expect(await of(`principalId eq '${saito}' and accessId eq 'owner'`)).toEqual([]);
    expect(await of("groupId eq 'nothing'")).toEqual([]);
  });
});

describe('instances of role assignments', () => {
  test('tell how long, how, and through what', async () => {
    const { ask, trading } = await world();
    const all = rows(await ask(trading, instances));
    const of = (login: string) => all.filter(({ principalId }) => loginOf({ trading }, principalId) === login);
    expect(of('kuroda')).toMatchObject([
      { assignmentType: 'Assigned', memberType: 'Direct', endDateTime: null },
      { assignmentType: 'Assigned', memberType: 'Direct', endDateTime: null },
    ]);
    expect(of('adm-fujita')).toMatchObject([{ assignmentType: 'Activated', memberType: 'Direct' }]);
    const [activated] = of('adm-fujita');
    expect(Date.parse(String(activated?.endDateTime))).toBeGreaterThan(now.getTime());
    expect(
      of('saito')
        .map(({ memberType }) => memberType)
        .sort(),
    ).toEqual(['Direct', 'Group']);
  });

  test('of a group are told of the group, and again of its members', async () => {
    const { ask, trading } = await world();
    const operators = groupNamed({ trading }, 'Account operators');
    const all = rows(await ask(trading, instances));
    const [own] = all.filter(({ principalId }) => principalId === operators);
    expect(own).toMatchObject({ memberType: 'Direct' });
    const through = all.filter((row) => row.roleAssignmentOriginId === own?.roleAssignmentOriginId && row !== own);
    expect(through).toMatchObject([{ memberType: 'Group', roleDefinitionId: own?.roleDefinitionId }]);
    expect(through.map(({ principalId }) => loginOf({ trading }, principalId))).toEqual(['adm-rossi']);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test('word a missing permission as PIM does', async () => {
    const { ask, trading } = await world();
    const refused = await ask(demoGraphToken(trading, ['Directory.Read.All']), instances);
    expect([refused.status, errorOf(refused).code]).toEqual([403, 'UnknownError']);
  });
});

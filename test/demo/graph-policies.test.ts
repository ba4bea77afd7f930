import { describe, expect, test } from 'vitest';
import type { MicrosoftDirectory } from '../../src/demo/directory.ts';
import { demoGraphToken } from '../../src/demo/tokens.ts';
import { errorOf, rows, world } from './ask.ts';

const path = '/v1.0/identity/conditionalAccess/policies';

async function policies(query = '', headers: Record<string, string> = {}) {
  const { ask, trading } = await world();
  return rows(await ask(trading, `${path}${query}`, { headers }));
}

function named(all: readonly Record<string, unknown>[], name: string): Record<string, unknown> {
  const found = all.find(({ displayName }) => displayName === name);
  if (found === undefined) throw new Error(`no policy ${name}`);
  return found;
}

function groupId(directory: MicrosoftDirectory, name: string): string {
  return directory.groups.find(({ displayName }) => displayName === name)?.id ?? 'none';
}

describe('Conditional Access', () => {
  test('tells a policy in full', async () => {
    const policy = named(await policies(), 'Require MFA for all users');
    expect(policy).toMatchObject({
      id: expect.any(String),
      state: 'enabled',
      sessionControls: null,
      conditions: {
        clientAppTypes: ['all'],
        platforms: null,
        locations: null,
        devices: null,
        authenticationFlows: null,
        insiderRiskLevels: null,
        signInRiskLevels: [],
        userRiskLevels: [],
        applications: { includeApplications: ['All'], excludeApplications: [], includeUserActions: [] },
        users: { includeUsers: ['All'], includeGroups: [], includeRoles: [], includeGuestsOrExternalUsers: null },
      },
      grantControls: {
        operator: 'OR',
        builtInControls: ['mfa'],
        authenticationStrength: null,
        'authenticationStrength@odata.context': expect.stringContaining('$metadata#identity/conditionalAccess'),
      },
    });
  });

  test('has a strength inside, with its combinations', async () => {
    const { grantControls } = named(await policies(), 'Require MFA for administrators');
    expect(grantControls).toMatchObject({
      builtInControls: [],
      authenticationStrength: {
        id: '00000000-0000-0000-0000-000000000002',
        requirementsSatisfied: 'mfa',
        allowedCombinations: expect.arrayContaining(['password,sms', 'fido2']),
      },
    });
  });

  test('names roles by their templates, and an account that is long gone', async () => {
    const { trading } = await world();
    const { users } = named(await policies(), 'Require MFA for administrators').conditions as {
      users: { includeRoles: string[]; excludeUsers: string[] };
    };
    const templates = trading.roleDefinitions.map(({ templateId }) => templateId);
    expect(users.includeRoles.filter((role) => !templates.includes(role))).toEqual([]);
    const known = trading.accounts.map(({ user }) => user.id);
    expect(users.excludeUsers.filter((id) => !known.includes(id))).toHaveLength(1);
  });

  test('a policy for sessions alone grants nothing', async () => {
    const policy = named(await policies(), 'Sign in again every day');
    expect(policy).toMatchObject({ grantControls: null, sessionControls: { signInFrequency: { value: 1 } } });
  });

  test('hides what is newer than the API, unless asked', async () => {
    const name = 'Remediate risky users (planned)';
    expect(named(await policies(), name).grantControls).toMatchObject({
      builtInControls: ['mfa', 'unknownFutureValue'],
    });
    const told = await policies('', { Prefer: 'include-unknown-enum-members' });
    expect(named(told, name).grantControls).toMatchObject({ builtInControls: ['mfa', 'riskRemediation'] });
  });

  test('filters by state', async () => {
    const states = async (state: string) =>
      (await policies(`?$filter=state eq '${state}'`)).map((policy) => policy.state);
    expect(await states('disabled')).toEqual(['disabled', 'disabled']);
    expect(await states('enabledForReportingButNotEnforced')).toEqual(['enabledForReportingButNotEnforced']);
    const { ask, trading } = await world();
    expect((await ask(trading, `${path}?$filter=displayName eq 'x'`)).status).toBe(400);
  });

  test('answers what was selected, and refuses a property that it has not got', async () => {
    const [first] = await policies('?$select=id,state');
    expect(Object.keys(first ?? {})).toEqual(['id', 'state']);
    const { ask, trading } = await world();
    const refused = await ask(trading, `${path}?$select=id,effect`);
    expect(errorOf(refused).message).toContain("'effect' on type 'microsoft.graph.conditionalAccessPolicy'");
  });

  test('pages', async () => {
    const { ask, trading } = await world();
    const first = await ask(trading, `${path}?$top=4`);
    expect(rows(first)).toHaveLength(4);
    expect(first.body['@odata.nextLink']).toContain('$skiptoken=');
  });

  test('without P1 is empty, and no error', async () => {
    const { ask, clinic } = await world();
    const answer = await ask(clinic, path);
    expect([answer.status, answer.body.value]).toEqual([200, []]);
  });

  test('one policy', async () => {
    const { ask, trading } = await world();
    const id = trading.conditionalAccessPolicies[0]?.id;
    expect((await ask(trading, `${path}/${id}`)).body).toMatchObject({ id });
    expect((await ask(trading, `${path}/none`)).status).toBe(404);
  });

  test('one request a second for all applications of a tenant, refused without Retry-After', async () => {
    const { ask, trading, large } = await world({ limits: 'documented' });
    expect((await ask(trading, path)).status).toBe(200);
    const other = { ...trading, application: { ...trading.application, clientId: 'another' } };
    const refused = await ask(other, path);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(errorOf(refused).code).toBe('TooManyRequests');
    expect((await ask(large, path)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect((await ask(trading, path)).status).toBe(200);
  });
});

describe('other policies', () => {
  test('strengths refuse $top, and are told to who may read methods', async () => {
    const { ask, trading } = await world();
    const url = '/v1.0/policies/authenticationStrengthPolicies';
    expect(errorOf(await ask(trading, `${url}?$top=5`)).message).toContain("Query option 'Top' is not allowed.");
    const token = demoGraphToken(trading, ['Policy.Read.AuthenticationMethod']);
    expect(rows(await ask(token, url)).map(({ displayName }) => displayName)).toEqual([
      'Multifactor authentication',
      'Passwordless MFA',
      'Phishing-resistant MFA',
    ]);
    expect((await ask(trading, `${url}?$select=id,strength`)).status).toBe(400);
  });

  test('security defaults', async () => {
    const { ask, trading, clinic } = await world();
    const url = '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy';
    for (const directory of [trading, clinic]) {
      expect((await ask(directory, url)).body).toMatchObject({ isEnabled: directory.securityDefaults });
    }
    expect((await ask(trading, `${url}?$top=1`)).status).toBe(400);
    expect((await ask(trading, `${url}?$select=enabled`)).status).toBe(400);
  });
});

describe('groups', () => {
  test('hide their members by an empty list, and say so when asked', async () => {
    const { ask, trading } = await world();
    const url = `/v1.0/groups/${groupId(trading, 'Board office')}`;
    const hidden = await ask(trading, `${url}/transitiveMembers`);
    expect([hidden.status, hidden.body.value]).toEqual([200, []]);
    const { body } = await ask(trading, `${url}?$select=id,visibility`);
    expect(body).toMatchObject({ visibility: 'HiddenMembership' });
    const allowed = demoGraphToken(trading, [...trading.application.permissions, 'Member.Read.Hidden']);
    expect(rows(await ask(allowed, `${url}/transitiveMembers`))).toHaveLength(1);
  });

  test('answer what was selected, and refuse what they have not got', async () => {
    const { ask, trading } = await world();
    const url = `/v1.0/groups/${groupId(trading, 'MFA exceptions')}`;
    const { body } = await ask(trading, `${url}?$select=id,visibility`);
    expect(Object.keys(body)).toEqual(['@odata.context', 'id', 'visibility']);
    expect((await ask(trading, `${url}?$select=id,hidden`)).status).toBe(400);
    expect((await ask(trading, '/v1.0/groups/none')).status).toBe(404);
    expect((await ask(trading, '/v1.0/groups/none/transitiveMembers')).status).toBe(404);
  });
});

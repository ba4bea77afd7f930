import { describe, expect, it } from 'vitest';
import { policies } from '../../../connectors/microsoft365/policies.ts';
import { useStrictNock } from '../../nock.ts';
import { collect, forbidden, graph, open } from './tenant.ts';

useStrictNock();

const path = '/policies/authenticationMethodsPolicy';
const defaultsPath = '/policies/identitySecurityDefaultsEnforcementPolicy';
const authorizationPath = '/policies/authorizationPolicy';
const everyone = { id: 'authorizationPolicy', allowInvitesFrom: 'everyone' };
const unsaid = { id: 'authorization', invitations: 'everyone', consentPolicies: null };
const none = { authenticationMethodConfigurations: [] };

async function read(status: number, body: object) {
  const session = await open();
  graph().get(path).reply(status, body);
  graph().get(defaultsPath).reply(200, { id: '5', displayName: 'Security Defaults', isEnabled: true });
  graph().get(authorizationPath).reply(200, everyone);
  return collect('policies', policies, session);
}

async function readDefaults(status: number, body: object) {
  const session = await open();
  graph().get(path).reply(200, none);
  graph().get(defaultsPath).reply(status, body);
  graph().get(authorizationPath).reply(200, everyone);
  return collect('policies', policies, session);
}

async function readAuthorization(status: number, body: object) {
  const session = await open();
  graph().get(path).reply(200, none);
  graph().get(defaultsPath).reply(200, { isEnabled: false });
  graph().get(authorizationPath).reply(status, body);
  return collect('policies', policies, session);
}

describe('policies', () => {
  it('renames the configurations', async () => {
    const { rows } = await read(200, {
      policyMigrationState: 'migrationComplete',
      authenticationMethodConfigurations: [
        { id: 'Sms', state: 'enabled', includeTargets: [{ targetType: 'group', id: 'all_users' }] },
        { id: 'Voice', state: 'disabled', includeTargets: [] },
        { id: 'Fido2', state: 'odd', includeTargets: null },
      ],
    });
    expect(rows).toEqual([
      {
        id: 'authentication-methods',
        legacyPolicies: 'retired',
        methods: [
          { name: 'sms', enabled: true, scopes: ['all_users'] },
          { name: 'voice', enabled: false, scopes: [] },
          { name: 'fido2', enabled: null, scopes: null },
        ],
      },
      { id: 'security-defaults', enabled: true },
      unsaid,
    ]);
  });

  it.each([
    ['migrationComplete', 'retired'],
    ['preMigration', 'in-force'],
    ['migrationInProgress', 'in-force'],
    ['unknownFutureValue', null],
    [null, null],
    [undefined, null],
  ])('reads the state %s', async (policyMigrationState, legacyPolicies) => {
    const { rows } = await read(200, { policyMigrationState, authenticationMethodConfigurations: [] });
    expect(rows[0]).toMatchObject({ legacyPolicies });
  });

  it('does not take a missing list for an empty one', async () => {
    expect(await read(200, { policyMigrationState: 'preMigration' })).toMatchObject({
      rows: [{ id: 'security-defaults' }, { id: 'authorization' }],
      gap: { kind: 'malformed' },
    });
  });

  it.each([true, false])('reads that security defaults are on: %s', async (isEnabled) => {
    expect((await readDefaults(200, { isEnabled })).rows[1]).toEqual({ id: 'security-defaults', enabled: isEnabled });
  });

  it.each([{}, { isEnabled: null }, { isEnabled: 'true' }])('does not guess from %j', async (body) => {
    expect(await readDefaults(200, body)).toMatchObject({
      rows: [{ id: 'authentication-methods' }, { id: 'authorization' }],
      gap: { kind: 'malformed' },
    });
  });

  it('gives each policy where another is refused, and names the permission', async () => {
    const withoutMethods = await read(403, forbidden);
    expect(withoutMethods.rows).toEqual([{ id: 'security-defaults', enabled: true }, unsaid]);
    expect(withoutMethods.gap?.detail).toContain('Policy.Read.AuthenticationMethod');
    const withoutDefaults = await readDefaults(403, forbidden);
    expect(withoutDefaults.rows).toMatchObject([{ id: 'authentication-methods' }, unsaid]);
    expect(withoutDefaults.gap?.detail).toContain('grant the application permission Policy.Read.All');
  });

  it('gives the others where authorization is refused, and names the permission', async () => {
    const { rows, gap } = await readAuthorization(403, forbidden);
    expect(rows.map(({ id }) => id)).toEqual(['authentication-methods', 'security-defaults']);
    expect(gap?.detail).toContain('authorizationPolicy');
    expect(gap?.detail).toContain('grant the application permission Policy.Read.All');
  });

  it.each([
    ['everyone', 'everyone'],
    ['adminsGuestInvitersAndAllMembers', 'members'],
    ['adminsAndGuestInviters', 'inviters'],
    ['none', 'administrators'],
    ['unknownFutureValue', null],
    ['constructor', null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('reads who may invite guests from %s: %s', async (allowInvitesFrom, invitations) => {
    const { rows, gap } = await readAuthorization(200, { ...everyone, allowInvitesFrom });
    expect(gap).toBeUndefined();
    expect(rows[2]).toEqual({ id: 'authorization', invitations, consentPolicies: null });
  });

  const legacy = 'ManagePermissionGrantsForSelf.microsoft-user-default-legacy';
  it.each([
    [{ permissionGrantPoliciesAssigned: [legacy] }, [legacy]],
    [{ permissionGrantPoliciesAssigned: [] }, []],
    [{ permissionGrantPoliciesAssigned: null }, null],
    [{ allowedToCreateApps: true }, null],
    [null, null],
    [undefined, null],
  ])('reads by which policies people may consent from %j', async (defaultUserRolePermissions, consentPolicies) => {
    const { rows } = await readAuthorization(200, { ...everyone, defaultUserRolePermissions });
    expect(rows[2]).toEqual({ id: 'authorization', invitations: 'everyone', consentPolicies });
  });

  it.each([
    ['the list of another version', { value: [everyone] }],
    ['an object without anything', {}],
  ])('does not read %s as an answer', async (_, body) => {
    expect(await readAuthorization(200, body)).toMatchObject({
      rows: [{ id: 'authentication-methods' }, { id: 'security-defaults' }],
      gap: { kind: 'malformed' },
    });
  });

  it('takes a configuration that comes twice for one', async () => {
    const sms = { id: 'Sms', state: 'enabled', includeTargets: [] };
    const { rows } = await read(200, { authenticationMethodConfigurations: [sms, sms] });
    expect(rows[0]).toMatchObject({ methods: [{ name: 'sms' }] });
  });

  it('does not judge half a list of configurations', async () => {
    const link = 'authenticationMethodConfigurations@odata.nextLink';
    const { rows, gap } = await read(200, { ...none, [link]: 'https://graph.microsoft.com/v1.0/more' });
    expect(rows.map(({ id }) => id)).toEqual(['security-defaults', 'authorization']);
    expect(gap?.kind).toBe('malformed');
  });

  it('does not guess what a list is that is none', async () => {
    const body = { ...everyone, defaultUserRolePermissions: { permissionGrantPoliciesAssigned: 'all' } };
    expect(await readAuthorization(200, body)).toMatchObject({
      rows: [{ id: 'authentication-methods' }, { id: 'security-defaults' }],
      gap: { kind: 'malformed' },
    });
  });

  it('is not there where all are refused', async () => {
    const session = await open();
    graph().get(path).reply(403, forbidden);
    graph().get(defaultsPath).reply(403, forbidden);
    graph().get(authorizationPath).reply(403, forbidden);
    expect(await collect('policies', policies, session)).toMatchObject({ rows: [], gap: { kind: 'permission' } });
  });

  it('is probed with all policies', async () => {
    const session = await open();
    graph().get(path).times(3).reply(200, none);
    graph().get(defaultsPath).times(2).reply(200, { isEnabled: false });
    graph().get(authorizationPath).reply(200, everyone);
    await policies.probe(session);
    graph().get(authorizationPath).reply(403, forbidden);
    await expect(policies.probe(session)).rejects.toThrow('403');
    graph().get(defaultsPath).reply(403, forbidden);
    await expect(policies.probe(session)).rejects.toThrow('403');
  });
});

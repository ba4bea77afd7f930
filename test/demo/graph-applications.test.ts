import { describe, expect, test } from 'vitest';
import { demoGraphToken } from '../../src/demo/tokens.ts';
import { type Answer, errorOf, now, rows, type World, world } from './ask.ts';

const principals = '/v1.0/servicePrincipals';
const registrations = '/v1.0/applications';
const grants = '/v1.0/oauth2PermissionGrants';
const graphAppId = '00000003-0000-0000-c000-000000000000';
const day = 86_400_000;

async function graphOf({ ask, trading }: Pick<World, 'ask' | 'trading'>): Promise<Record<string, unknown>> {
  const [graph] = rows(await ask(trading, `${principals}?$filter=appId eq '${graphAppId}'`));
  return graph ?? {};
}

async function everything(
  { ask }: Pick<World, 'ask'>,
  who: World['trading'],
  path: string,
): Promise<{ rows: Record<string, unknown>[]; pages: number }> {
  const found: Record<string, unknown>[] = [];
  let pages = 0;
  for (let url: unknown = path; typeof url === 'string'; pages += 1) {
    const answer: Answer = await ask(who, url);
    found.push(...rows(answer));
    url = answer.body['@odata.nextLink'];
  }
  return { rows: found, pages };
}

interface Secret {
  startDateTime: string;
  endDateTime: string;
}

function secretsOf(registration: Record<string, unknown> | undefined): readonly Secret[] {
  return (registration?.passwordCredentials ?? []) as Secret[];
}

/** In days. */
function lifetimesOf(registration: Record<string, unknown> | undefined): number[] {
  return secretsOf(registration).map(
    ({ startDateTime, endDateTime }) => (Date.parse(endDateTime) - Date.parse(startDateTime)) / day,
  );
}

describe('permissions', () => {
  test.each([
    [principals, ['User.Read.All'], 403],
    [registrations, ['User.Read.All'], 403],
    [`${principals}/x/appRoleAssignedTo`, ['User.Read.All'], 403],
    [grants, ['Application.Read.All', 'Application.ReadWrite.All'], 403],
    [principals, ['Application.Read.All'], 200],
    [registrations, ['Directory.Read.All'], 200],
    [grants, ['Directory.Read.All'], 200],
    ['/v1.0/policies/authorizationPolicy', ['Policy.Read.AuthenticationMethod'], 403],
    ['/v1.0/policies/authorizationPolicy', ['Policy.Read.All'], 200],
  ])('%s with %s: %i', async (path, permissions, status) => {
    const { ask, trading } = await world();
    const answer = await ask(demoGraphToken(trading, permissions), path);
    expect(answer.status).toBe(status);
    if (status === 403) expect(errorOf(answer).code).toBe('Authorization_RequestDenied');
  });

  test('the scanner of the clinic may not read consents, and that of the trading company may', async () => {
    const { ask, trading, clinic } = await world();
    expect((await ask(clinic, grants)).status).toBe(403);
    expect(rows(await ask(trading, grants)).length).toBeGreaterThan(0);
  });
});

describe('service principals', () => {
  test.each([principals, registrations])('%s come a hundred a page, and 999 at most', async (path) => {
    const { ask, large } = await world();
    expect(rows(await ask(large, path))).toHaveLength(100);
    const all = await everything({ ask }, large, path);
    expect(new Set(all.rows.map(({ id }) => id)).size).toBe(all.rows.length);
    expect(await everything({ ask }, large, `${path}?$top=999`)).toMatchObject({ pages: 1 });
  });

  test('are three hundred in the large directory, beside Microsoft Graph and the scanner', async () => {
    const { ask, large } = await world();
    expect(rows(await ask(large, `${principals}?$top=999&$select=id`))).toHaveLength(302);
  });

  test('answer what was selected, and refuse what they have not got', async () => {
    const { ask, trading } = await world();
    const [row] = rows(await ask(trading, `${principals}?$top=1&$select=id,appId,displayName`));
    expect(Object.keys(row ?? {})).toEqual(['id', 'appId', 'displayName']);
    expect((await ask(trading, `${principals}?$select=id,secret`)).status).toBe(400);
    expect((await ask(trading, `${registrations}?$select=id,accountEnabled`)).status).toBe(400);
  });

  test('are found by equality, and by nothing else', async () => {
    const { ask, trading } = await world();
    const managed = rows(await ask(trading, `${principals}?$filter=servicePrincipalType eq 'ManagedIdentity'`));
    expect(managed).toMatchObject([{ displayName: 'vm-file-server', appOwnerOrganizationId: null }]);
    const own = await ask(trading, `${principals}?$filter=appOwnerOrganizationId eq ${trading.tenantId}`);
    expect(rows(own).map(({ displayName }) => displayName)).toContain('Backup connector');
    expect(rows(own).map(({ displayName }) => displayName)).not.toContain('Meeting notes AI');
    for (const filter of ["startswith(displayName,'B')", "tags eq 'x'", "appId eq 'a' or appId eq 'b'"]) {
      const refused = await ask(trading, `${principals}?$filter=${filter}`);
      expect([refused.status, errorOf(refused).code]).toEqual([400, 'Request_UnsupportedQuery']);
    }
  });

  test('never show a secret, and a certificate only to those who ask for it', async () => {
    const { ask, trading } = await world();
    const asked = '?$select=displayName,passwordCredentials,keyCredentials&$top=999';
    const keys = (answer: Answer) =>
      rows(answer).flatMap(({ keyCredentials }) => keyCredentials as { key: string | null }[]);
    const [selected, usual] = [await ask(trading, registrations + asked), await ask(trading, registrations)];
    expect(keys(selected).length).toBeGreaterThan(0);
    expect(keys(selected).every(({ key }) => key !== null)).toBe(true);
    expect(keys(usual).every(({ key }) => key === null)).toBe(true);
    const secrets = rows(selected).flatMap(({ passwordCredentials }) => passwordCredentials as unknown[]);
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of secrets) expect(secret).toMatchObject({ secretText: null, keyId: expect.any(String) });
  });

  test('keep credentials where the application is registered', async () => {
    const { ask, trading } = await world();
    const of = (answer: Answer, name: string) => rows(answer).find(({ displayName }) => displayName === name);
    const [principal, registration] = [await ask(trading, principals), await ask(trading, registrations)];
    expect(of(principal, 'Backup connector')).toMatchObject({ passwordCredentials: [], keyCredentials: [] });
    expect(lifetimesOf(of(registration, 'Backup connector'))).toEqual([730]);
    expect(of(principal, 'vm-file-server')?.keyCredentials).toHaveLength(1);
    expect(of(registration, 'vm-file-server')).toBeUndefined();
    expect(of(registration, 'Meeting notes AI')).toBeUndefined();
    expect([of(principal, 'Old intranet'), of(registration, 'Old intranet')]).toEqual([
      undefined,
      expect.objectContaining({ signInAudience: 'AzureADMyOrg' }),
    ]);
    expect(rows(principal).filter(({ displayName }) => displayName === null)).toHaveLength(1);
  });

  test('certificates are told 150 times a minute', async () => {
    const { ask, clinic } = await world({ limits: 'documented' });
    const path = `${registrations}?$select=id,keyCredentials`;
    const answers = await Promise.all(Array.from({ length: 151 }, () => ask(clinic, path)));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
    expect((await ask(clinic, `${registrations}?$select=id`)).status).toBe(200);
  });
});

describe('permissions of applications', () => {
  test('are told by Microsoft Graph for all applications at once', async () => {
    const { ask, trading } = await world();
    const graph = await graphOf({ ask, trading });
    const all = rows(await ask(trading, `${principals}/${graph.id}/appRoleAssignedTo?$top=999`));
    const names = new Map((graph.appRoles as { id: string; value: string }[]).map(({ id, value }) => [id, value]));
    const of = (name: string) =>
      all.flatMap((row) => (row.principalDisplayName === name ? [names.get(String(row.appRoleId))] : []));
    expect(of('Backup connector').sort()).toEqual(['Mail.Read', 'Sites.Read.All', 'User.Read.All']);
    expect(of('入退社連携')).toContain('RoleManagement.ReadWrite.Directory');
    expect(of('Identity posture scanner').sort()).toEqual([...trading.application.permissions].sort());
    // One was taken back, and has no name any more.
    expect(all.filter(({ appRoleId }) => !names.has(String(appRoleId)))).toHaveLength(1);
    expect(new Set(all.map(({ principalType }) => principalType))).toEqual(new Set(['ServicePrincipal']));
    expect(new Set(all.map(({ resourceId }) => resourceId))).toEqual(new Set([graph.id]));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test('are told of one application as well, and opened by no other than Graph', async () => {
    const { ask, trading } = await world();
    const [backup] = rows(await ask(trading, `${principals}?$filter=displayName eq 'Backup connector'`));
    expect(rows(await ask(trading, `${principals}/${backup?.id}/appRoleAssignments`))).toHaveLength(3);
    expect(rows(await ask(trading, `${principals}/${backup?.id}/appRoleAssignedTo`))).toEqual([]);
    expect((await ask(trading, `${principals}/nobody/appRoleAssignedTo`)).status).toBe(404);
  });

  test('come 999 a page in the large directory', async () => {
    const { ask, large } = await world();
    const [graph] = rows(await ask(large, `${principals}?$filter=appId eq '${graphAppId}'&$select=id,appRoles`));
    const path = `${principals}/${graph?.id}/appRoleAssignedTo`;
    const all = await everything({ ask }, large, `${path}?$top=999`);
    expect(all.pages).toBe(1);
    expect(all.rows.length).toBeGreaterThan(500);
    expect(rows(await ask(large, path))).toHaveLength(100);
  });
});

describe('consents', () => {
  test('for everybody and for one are told apart', async () => {
    const { ask, trading } = await world();
    const tenantWide = rows(await ask(trading, `${grants}?$filter=consentType eq 'AllPrincipals'`));
    expect(tenantWide).toMatchObject([{ principalId: null, consentType: 'AllPrincipals' }]);
    expect(String(tenantWide[0]?.scope).trim().split(' ')).toContain('Mail.Read');
    const own = rows(await ask(trading, `${grants}?$filter=consentType eq 'Principal'`));
    const people = new Set(trading.accounts.map(({ user }) => user.id));
    expect(own.map(({ principalId }) => people.has(String(principalId)))).toEqual([true, true, true, true]);
    expect((await ask(trading, `${grants}?$filter=scope eq 'Mail.Read'`)).status).toBe(400);
  });

  test('of people of a large directory stay out where only those for everybody are asked for', async () => {
    const { ask, large } = await world();
    const all = await everything({ ask }, large, `${grants}?$top=999`);
    const tenantWide = await everything({ ask }, large, `${grants}?$filter=consentType eq 'AllPrincipals'&$top=999`);
    expect(all.rows.length).toBeGreaterThan(tenantWide.rows.length);
    expect(tenantWide).toMatchObject({ pages: 1, rows: expect.objectContaining({ length: 150 }) });
  });
});

describe('the policy of authorisation', () => {
  test('is one object, and lets everybody in here or there', async () => {
    const { ask, trading, clinic } = await world();
    const path = '/v1.0/policies/authorizationPolicy';
    const [one, other] = [(await ask(trading, path)).body, (await ask(clinic, path)).body];
    expect([one.id, one.allowInvitesFrom, other.allowInvitesFrom]).toEqual([
      'authorizationPolicy',
      'adminsAndGuestInviters',
      'everyone',
    ]);
    expect(one.defaultUserRolePermissions).toMatchObject({
      permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-legacy'],
    });
    expect(one).not.toHaveProperty('value');
    expect((await ask(trading, `${path}?$top=1`)).status).toBe(400);
  });
});

test('resource units follow the published costs', async () => {
  const { ask, trading } = await world();
  const costs = await Promise.all(
    [
      principals,
      registrations,
      `${registrations}?$select=id`,
      grants,
      '/v1.0/subscribedSkus',
      '/v1.0/policies/authorizationPolicy',
    ].map(async (path) => (await ask(trading, path)).headers.get('x-ms-resource-unit')),
  );
  expect(costs).toEqual(['1', '2', '1', '2', '3', '1']);
});

test('the secret of the scanner lives for half a year and is a month old', async () => {
  const { ask, trading } = await world();
  const [own] = rows(await ask(trading, `${registrations}?$filter=appId eq '${trading.application.clientId}'`));
  expect(lifetimesOf(own)).toEqual([180]);
  const [from] = secretsOf(own).map(({ startDateTime }) => Date.parse(startDateTime));
  expect(Math.floor((now.getTime() - Number(from)) / day)).toBe(30);
});

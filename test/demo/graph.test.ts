import { describe, expect, test } from 'vitest';
import { withoutPerUserMfa } from '../../src/demo/faults.ts';
import { demoGraphToken } from '../../src/demo/tokens.ts';
import { type Answer, errorOf, rows, world } from './ask.ts';

const link = '@odata.nextLink';

function nextOf(answer: Answer): string {
  const next = answer.body[link];
  if (typeof next !== 'string') throw new Error('the last page');
  return next;
}

/** Enough for the methods and strengths, not for policies. */
const narrow = ['Policy.Read.AuthenticationMethod'];

describe('tokens', () => {
  test.each([
    ['no token', null, 'Access token is empty.'],
    ['no JWT', 'opaque', 'IDX14100: JWT is not well formed, there are no dots (.).'],
  ])('refuses %s', async (_name, token, message) => {
    const { ask } = await world();
    const answer = await ask(token, '/v1.0/organization');
    expect(answer.status).toBe(401);
    expect(errorOf(answer)).toMatchObject({ code: 'InvalidAuthenticationToken', message });
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });

  test('refuses one that has expired', async () => {
    const { ask, trading } = await world();
    const answer = await ask(demoGraphToken(trading, ['Organization.Read.All'], -1), '/v1.0/organization');
    expect(errorOf(answer)).toMatchObject({ code: 'InvalidAuthenticationToken' });
  });

  test('refuses a tenant in which the application is unknown', async () => {
    const { ask, trading } = await world();
    const stranger = demoGraphToken({ ...trading, tenantId: '11111111-1111-4111-8111-111111111111' });
    expect(errorOf(await ask(stranger, '/v1.0/organization'))).toMatchObject({
      code: 'Authorization_IdentityNotFound',
    });
  });

  test.each([
    ['/v1.0/users', ['Organization.Read.All'], 'Authorization_RequestDenied'],
    ['/v1.0/users?$select=id,accountEnabled', ['User.ReadBasic.All'], 'Authorization_RequestDenied'],
    ['/v1.0/users?$select=id,signInActivity', ['User.Read.All'], 'Authentication_MSGraphPermissionMissing'],
    ['/v1.0/subscribedSkus', ['User.Read.All'], 'Authorization_RequestDenied'],
    ['/v1.0/roleManagement/directory/roleAssignments', ['User.Read.All'], 'Authorization_RequestDenied'],
    ['/v1.0/policies/authenticationMethodsPolicy', ['User.Read.All'], 'Authorization_RequestDenied'],
    ['/v1.0/policies/identitySecurityDefaultsEnforcementPolicy', narrow, 'Authorization_RequestDenied'],
    ['/v1.0/policies/authenticationStrengthPolicies', ['User.Read.All'], 'Authorization_RequestDenied'],
    ['/v1.0/identity/conditionalAccess/policies', narrow, 'Authorization_RequestDenied'],
    ['/v1.0/auditLogs/signIns', ['User.Read.All'], 'Authentication_MSGraphPermissionMissing'],
    ['/beta/auditLogs/signIns', ['User.Read.All'], 'Authentication_MSGraphPermissionMissing'],
    ['/v1.0/auditLogs/directoryAudits', ['User.Read.All'], 'Authentication_MSGraphPermissionMissing'],
    ['/v1.0/admin/reportSettings', ['Reports.Read.All'], 'Authorization_RequestDenied'],
    ["/v1.0/reports/getOffice365ActiveUserDetail(period='D180')", ['AuditLog.Read.All'], 'Authorization_RequestDenied'],
  ])('%s asks for more than %s', async (path, permissions, code) => {
    const { ask, trading } = await world();
    const answer = await ask(demoGraphToken(trading, permissions), path);
    expect(answer.status).toBe(403);
    expect(errorOf(answer).code).toBe(code);
  });

  test('a writing permission reads as well', async () => {
    const { ask, trading } = await world();
    expect((await ask(demoGraphToken(trading, ['User.ReadWrite.All']), '/v1.0/users')).status).toBe(200);
  });
});

describe('/users', () => {
  test('gives a hundred, at most 999, and at most 500 with the activity', async () => {
    const { ask, large } = await world();
    expect(rows(await ask(large, '/v1.0/users'))).toHaveLength(100);
    expect(rows(await ask(large, '/v1.0/users?$top=5000'))).toHaveLength(999);
    expect(rows(await ask(large, '/v1.0/users?$select=id,signInActivity&$top=999'))).toHaveLength(500);
  });

  test('links to the next page with an absolute address that keeps the rest of the query', async () => {
    const { ask, large, service } = await world();
    const seen = new Set<unknown>();
    let pages = 0;
    for (let url: unknown = '/v1.0/users?$select=id,accountEnabled&$top=500'; typeof url === 'string'; ) {
      const answer = await ask(large, url);
      for (const row of rows(answer)) seen.add(row.id);
      url = answer.body[link];
      pages += 1;
      if (typeof url === 'string') {
        expect(url).toMatch(
          /^http:\/\/127\.0\.0\.1:\d+\/v1\.0\/users\?\$select=id,accountEnabled&\$top=500&\$skiptoken=/,
        );
        expect(url.startsWith(service.origin)).toBe(true);
      }
    }
    expect(seen.size).toBe(1200);
    expect(pages).toBe(3);
  });

  test('refuses a page token that is none of its own', async () => {
    const { ask, large } = await world();
    const answer = await ask(large, '/v1.0/users?$skiptoken=stale');
    expect(answer.status).toBe(400);
    expect(errorOf(answer).code).toBe('Directory_ExpiredPageToken');
  });

  test('answers what was selected, and the usual properties otherwise', async () => {
    const { ask, trading } = await world();
    const selected = rows(await ask(trading, '/v1.0/users?$select=id,accountEnabled,perUserMfaState&$top=1'))[0];
    expect(selected).toEqual({ id: expect.any(String), accountEnabled: true, perUserMfaState: 'disabled' });
    const usual = rows(await ask(trading, '/v1.0/users?$top=1'))[0] ?? {};
    expect(Object.keys(usual)).toHaveLength(11);
    expect(usual).not.toHaveProperty('accountEnabled');
  });

  test('tells who is asked for MFA by a switch of the account alone', async () => {
    const { ask, clinic } = await world();
    const all = rows(await ask(clinic, '/v1.0/users?$select=userPrincipalName,perUserMfaState'));
    const switched = all.filter(({ perUserMfaState }) => perUserMfaState !== 'disabled');
    expect(switched).toEqual([{ userPrincipalName: 'kitagawa@kita-clinic.example', perUserMfaState: 'enforced' }]);
  });

  test('can be a Graph that does not know perUserMfaState', async () => {
    const { ask, clinic } = await world({ faults: withoutPerUserMfa });
    const refused = await ask(clinic, '/v1.0/users?$select=id,perUserMfaState');
    expect(refused.status).toBe(400);
    expect(errorOf(refused).message).toContain("'perUserMfaState'");
    expect((await ask(clinic, '/v1.0/users?$select=id')).status).toBe(200);
  });

  test('leaves the activity out for somebody who never signed in', async () => {
    const { ask, trading } = await world();
    const all = rows(await ask(trading, '/v1.0/users?$select=userPrincipalName,signInActivity'));
    const silent = all.find((row) => String(row.userPrincipalName).startsWith('nakamura@'));
    expect(silent).toHaveProperty('id');
    expect(silent).not.toHaveProperty('signInActivity');
  });

  test('marks agents by their type', async () => {
    const { ask, trading } = await world();
    const all = rows(await ask(trading, '/v1.0/users?$select=id&$top=999'));
    expect(all.filter((row) => row['@odata.type'] === '#microsoft.graph.agentUser')).toHaveLength(1);
  });

  test('refuses an unknown property and an option that it does not have', async () => {
    const { ask, trading } = await world();
    expect((await ask(trading, '/v1.0/users?$select=id,shoeSize')).status).toBe(400);
    expect((await ask(trading, '/v1.0/users?$skip=10')).status).toBe(400);
  });
});

describe('licences', () => {
  const premium = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant';
  test.each([
    ['/v1.0/users?$select=id,signInActivity', 403, premium],
    ['/v1.0/reports/authenticationMethods/userRegistrationDetails', 403, premium],
    ['/v1.0/auditLogs/signIns', 403, premium],
    ['/beta/auditLogs/signIns', 403, premium],
    ['/v1.0/roleManagement/directory/roleEligibilityScheduleInstances', 400, 'AadPremiumLicenseRequired'],
    ['/v1.0/roleManagement/directory/roleAssignmentScheduleInstances', 400, 'AadPremiumLicenseRequired'],
  ])('%s without one: %i', async (path, status, code) => {
    const { ask, clinic } = await world();
    const answer = await ask(clinic, path);
    expect(answer.status).toBe(status);
    expect(errorOf(answer).code).toBe(code);
  });

  test('P1 has no role schedules', async () => {
    const { ask, large } = await world();
    const answer = await ask(large, '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances');
    expect(errorOf(answer).code).toBe('AadPremiumLicenseRequired');
  });

  test('the plans of a directory are in its products', async () => {
    const { ask, trading, clinic } = await world();
    const p1 = '41781fb2-bc02-4b7c-bd55-b576c07bb09d';
    expect((await ask(trading, '/v1.0/subscribedSkus')).text).toContain(p1);
    expect((await ask(clinic, '/v1.0/subscribedSkus')).text).not.toContain(p1);
  });
});

describe('registration', () => {
  test('has no line about disabled accounts, and none yet about the newest', async () => {
    const { ask, trading } = await world();
    const listed = rows(await ask(trading, '/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=999'));
    const disabled = new Set(
      trading.accounts.filter(({ user }) => user.accountEnabled !== true).map(({ user }) => user.id),
    );
    expect(disabled.size).toBeGreaterThan(0);
    expect(listed.filter(({ id }) => disabled.has(String(id)))).toEqual([]);
    expect(listed.some((row) => String(row.userPrincipalName).startsWith('shimizu@'))).toBe(false);
    expect(listed[0]).toMatchObject({ isMfaCapable: expect.any(Boolean), methodsRegistered: expect.any(Array) });
  });

  test('methods of a user come with their types, and take no options', async () => {
    const { ask, clinic } = await world();
    const id = clinic.accounts[0]?.user.id;
    const types = rows(await ask(clinic, `/v1.0/users/${id}/authentication/methods`)).map((row) => row['@odata.type']);
    expect(types).toEqual([
      '#microsoft.graph.passwordAuthenticationMethod',
      '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod',
      '#microsoft.graph.softwareOathAuthenticationMethod',
    ]);
    expect((await ask(clinic, `/v1.0/users/${id}/authentication/methods?$top=5`)).status).toBe(400);
    expect((await ask(clinic, '/v1.0/users/nobody/authentication/methods')).status).toBe(404);
  });
});

describe('$batch', () => {
  const post = (requests: unknown) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ requests }),
  });
  const get = (id: string, url: string) => ({ id, method: 'GET', url });

  test('answers each request by id, in an order of its own', async () => {
    const { ask, clinic, service } = await world();
    const urls = clinic.accounts.slice(0, 20).map(({ user }) => `/users/${user.id}/authentication/methods`);
    const requests = [
      ...urls.map((url, index) => get(`a${index}`, url)),
      get('none', 'users/nobody/authentication/methods'),
    ];
    const answer = await ask(clinic, '/v1.0/$batch', post(requests));
    expect(answer.status).toBe(200);
    const responses = rows(answer, 'responses');
    expect(responses.map(({ id }) => id)).not.toEqual(requests.map(({ id }) => id));
    expect(new Set(responses.map(({ id }) => id))).toEqual(new Set(requests.map(({ id }) => id)));
    expect(responses.find(({ id }) => id === 'none')).toMatchObject({
      status: 404,
      body: { error: { code: 'Request_ResourceNotFound' } },
    });
    expect(service.requests().graph).toBe(1);
    expect(service.log).toHaveLength(1 + requests.length);
  });

  test('refuses more than twenty, the same id twice, and what is no batch', async () => {
    const { ask, clinic } = await world();
    const many = Array.from({ length: 21 }, (_, index) => get(String(index), '/organization'));
    expect((await ask(clinic, '/v1.0/$batch', post(many))).status).toBe(400);
    const twins = [get('a', '/organization'), get('A', '/organization')];
    expect((await ask(clinic, '/v1.0/$batch', post(twins))).status).toBe(400);
    expect((await ask(clinic, '/v1.0/$batch', { method: 'POST', body: 'x' })).status).toBe(400);
  });
});

describe('usage report', () => {
  const path = "/v1.0/reports/getOffice365ActiveUserDetail(period='D180')";

  test('is fetched elsewhere, without a token', async () => {
    const { ask, clinic } = await world();
    const answer = await ask(clinic, path, { redirect: 'manual' });
    expect(answer.status).toBe(302);
    const location = answer.headers.get('location') ?? '';
    expect(location).toContain('/data/download/');
    expect((await ask(clinic, location)).status).toBe(400);
    const report = await fetch(location);
    const bytes = new Uint8Array(await report.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trim().split('\r\n');
    expect(lines[0]).toMatch(/^Report Refresh Date,User Principal Name,Display Name,Is Deleted,/);
    expect(lines).toHaveLength(10);
    expect(lines.some((line) => line.includes('kitagawa@kita-clinic.example'))).toBe(true);
    expect(lines.some((line) => line.includes('uketsuke@'))).toBe(false);
  });

  test('hides names where the directory says so', async () => {
    const { ask, trading } = await world();
    const token = demoGraphToken(trading, ['ReportSettings.Read.All']);
    expect((await ask(token, '/v1.0/admin/reportSettings')).body.displayConcealedNames).toBe(true);
    const { headers } = await ask(trading, path, { redirect: 'manual' });
    const text = await (await fetch(headers.get('location') ?? '')).text();
    expect(text).not.toContain('@');
    expect(text.split('\r\n')[1]?.split(',')[1]).toMatch(/^[0-9A-F]{32}$/);
  });
});

describe('roles', () => {
  const root = '/v1.0/roleManagement/directory';

  test('definitions refuse $top', async () => {
    const { ask, trading } = await world();
    const answer = await ask(trading, `${root}/roleDefinitions?$top=10`);
    expect(answer.status).toBe(400);
    expect(errorOf(answer).message).toContain("Query option 'Top' is not allowed.");
    const all = rows(await ask(trading, `${root}/roleDefinitions`));
    expect(all.find((row) => row.isBuiltIn === false)).toMatchObject({
      rolePermissions: [{ allowedResourceActions: ['microsoft.directory/applications/credentials/update'] }],
    });
  });

  test('assignments tell of their principals when expanded, and of nobody when the principal is gone', async () => {
    const { ask, trading } = await world();
    const all = rows(await ask(trading, `${root}/roleAssignments?$expand=principal`));
    const types = new Set(all.map((row) => (row.principal as Record<string, unknown> | null)?.['@odata.type']));
    expect(types).toEqual(
      new Set(['#microsoft.graph.user', '#microsoft.graph.group', '#microsoft.graph.servicePrincipal', undefined]),
    );
    expect(rows(await ask(trading, `${root}/roleAssignments`))[0]).not.toHaveProperty('principal');
  });

  test('schedules refuse a nested $expand', async () => {
    const { ask, trading } = await world();
    const nested = await ask(trading, `${root}/roleEligibilityScheduleInstances?$expand=principal($select=id)`);
    expect(nested.status).toBe(400);
    expect(errorOf(nested).message).toBe('The filter is invalid.');
    expect(rows(await ask(trading, `${root}/roleEligibilityScheduleInstances?$expand=principal`))).toHaveLength(2);
    const activated = await ask(
      trading,
      `${root}/roleAssignmentScheduleInstances?$filter=assignmentType eq 'Activated'`,
    );
    expect(rows(activated)).toHaveLength(1);
  });

  test('transitive members are one flat list with the groups between', async () => {
    const { ask, trading } = await world();
    const path = `/v1.0/groups/${trading.groups[0]?.id}/transitiveMembers`;
    const all = rows(await ask(trading, path));
    expect(all.map((row) => row['@odata.type'])).toEqual([
      '#microsoft.graph.group',
      '#microsoft.graph.user',
      '#microsoft.graph.user',
      '#microsoft.graph.servicePrincipal',
    ]);
    expect(rows(await ask(trading, `${path}/microsoft.graph.user`))).toHaveLength(2);
    const first = await ask(trading, `${path}?$top=1`);
    expect(rows(await ask(trading, nextOf(first)))).toHaveLength(1);
  });

  test('members whose type the client may not read are bare ids', async () => {
    const { ask, trading } = await world();
    const token = demoGraphToken(trading, ['GroupMember.ReadBasic.All']);
    const all = rows(await ask(token, `/v1.0/groups/${trading.groups[0]?.id}/transitiveMembers`));
    expect(all.map((row) => Object.keys(row))).toEqual(all.map(() => ['@odata.type', 'id']));
  });
});

describe('beta', () => {
  test.each([
    '/users',
    '/identity/conditionalAccess/policies',
    '/auditLogs/directoryAudits',
    '/users/x/authentication/requirements',
  ])('has no %s: what changes without notice is not to be relied on', async (path) => {
    const { ask, trading } = await world();
    expect((await ask(trading, `/beta${path}`)).status).toBe(404);
  });

  test('has no $batch', async () => {
    const { ask, trading } = await world();
    const body = JSON.stringify({ requests: [{ id: 'a', method: 'GET', url: '/users' }] });
    expect((await ask(trading, '/beta/$batch', { method: 'POST', body })).status).toBe(404);
  });
});

test('the application of the scanner shows its own permissions', async () => {
  const { ask, trading } = await world();
  const { clientId, permissions } = trading.application;
  const reader = demoGraphToken(trading, ['Application.Read.All']);
  const [own] = rows(await ask(reader, `/v1.0/servicePrincipals?$filter=appId eq '${clientId}'`));
  const granted = rows(await ask(reader, `/v1.0/servicePrincipals/${own?.id}/appRoleAssignments`));
  const [graph] = rows(
    await ask(reader, "/v1.0/servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'"),
  );
  const appRoles = rows({ body: graph ?? {}, status: 200, text: '' }, 'appRoles');
  const names = new Map(appRoles.map(({ id, value }) => [id, value]));
  expect(new Set(granted.map((row) => names.get(row.appRoleId)))).toEqual(new Set(permissions));
});

describe('limits', () => {
  test('five reports in ten seconds', async () => {
    const { ask, trading } = await world({ limits: 'documented' });
    const path = '/v1.0/reports/authenticationMethods/userRegistrationDetails';
    for (let nth = 0; nth < 4; nth += 1) expect((await ask(trading, path)).status).toBe(200);
    expect((await ask(trading, '/v1.0/users?$select=id,signInActivity')).status).toBe(200);
    const answer = await ask(trading, path);
    expect(answer.status).toBe(429);
    expect(errorOf(answer).code).toBe('TooManyRequests');
    const wait = Number(answer.headers.get('retry-after'));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(10);
    expect((await ask(trading, '/v1.0/users?$select=id')).status).toBe(200);
  });

  test('fourteen usage reports in ten minutes', async () => {
    const { ask, clinic } = await world({ limits: 'documented' });
    const path = "/v1.0/reports/getOffice365ActiveUserDetail(period='D7')";
    for (let nth = 0; nth < 14; nth += 1) expect((await ask(clinic, path, { redirect: 'manual' })).status).toBe(302);
    expect((await ask(clinic, path, { redirect: 'manual' })).status).toBe(429);
  });

  test('requests of a batch are limited one by one', async () => {
    const { ask, clinic } = await world({ limits: 'documented' });
    const id = clinic.accounts[0]?.user.id;
    const requests = Array.from({ length: 15 }, (_, nth) => ({
      id: String(nth),
      method: 'GET',
      url: `/users/${id}?$select=id,signInActivity`,
    }));
    const p1 = { method: 'POST', body: JSON.stringify({ requests }) };
    expect(rows(await ask(clinic, '/v1.0/$batch', p1), 'responses').map(({ status }) => status)).toEqual(
      Array(15).fill(403),
    );
    const { ask: again, trading } = await world({ limits: 'documented' });
    const own = requests.map((request) => ({
      ...request,
      url: request.url.replace(String(id), String(trading.accounts[0]?.user.id)),
    }));
    const answer = await again(trading, '/v1.0/$batch', { method: 'POST', body: JSON.stringify({ requests: own }) });
    const statuses = rows(answer, 'responses').map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    const refused = rows(answer, 'responses').find(({ status }) => status === 429);
    expect(refused?.headers).toHaveProperty('Retry-After');
  });

  test('none when lifted', async () => {
    const { ask, trading } = await world();
    const path = '/v1.0/reports/authenticationMethods/userRegistrationDetails';
    for (let nth = 0; nth < 12; nth += 1) expect((await ask(trading, path)).status).toBe(200);
  });
});

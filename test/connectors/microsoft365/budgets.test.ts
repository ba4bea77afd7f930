import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { graphBudgets } from '../../../connectors/microsoft365/budgets.ts';
import { explain } from '../../../connectors/microsoft365/gaps.ts';
import { useStrictNock } from '../../nock.ts';
import { graph, open, origin } from './tenant.ts';

useStrictNock();

const budgetFor = graphBudgets(origin);
const budget = (path: string, host = origin) =>
  budgetFor({ method: 'GET', url: new URL(host + path), headers: new Headers() });

describe('the pace', () => {
  const reports = budget('/v1.0/auditLogs/signIns');
  const protection = budget('/v1.0/identity/conditionalAccess/policies');
  const directory = budget('/v1.0/users?$select=id');
  const credentials = budget('/v1.0/servicePrincipals?$select=id,keyCredentials');

  it.each([
    ['/beta/auditLogs/signIns', reports],
    ['/v1.0/auditLogs/directoryAudits', reports],
    ['/v1.0/auditlogs/directoryaudits', reports],
    ['/beta/auditLogs/directoryAudits', reports],
    ['/v1.0/reports/authenticationMethods/userRegistrationDetails', reports],
    ['/v1.0/users?$select=id,signInActivity', reports],
    ['/beta/identity/conditionalAccess/policies', protection],
    ['/v1.0/identity/conditionalAccess/namedLocations', protection],
    ['/v1.0/identity/conditionalAccess/authenticationStrength/policies', protection],
    ['/v1.0/identityProtection/riskyUsers', protection],
    ['/v1.0/applications?$select=id,passwordCredentials,keyCredentials&$top=999', credentials],
    ['/v1.0/applications?$skiptoken=1&%24select=id%2CkeyCredentials', credentials],
    ['/v1.0/servicePrincipals?$select=id,appRoles', directory],
    ['/v1.0/servicePrincipals/g/appRoleAssignedTo?$top=999', directory],
    ['/v1.0/oauth2PermissionGrants?$top=999', directory],
    ['/v1.0/users?$select=id,perUserMfaState', directory],
    ['/v1.0/groups/g/transitiveMembers', directory],
    ['/v1.0/policies/identitySecurityDefaultsEnforcementPolicy', directory],
  ])('of %s is that of its kind', (path, expected) => {
    expect(budget(path)).toBe(expected);
  });

  it('differs by kind, and is none elsewhere', () => {
    expect(new Set([reports, protection, directory, credentials, undefined]).size).toBe(5);
    expect(budget('/v1.0/users', 'https://reports.office.com')).toBeUndefined();
  });
});

describe('Conditional Access', () => {
  const path = '/identity/conditionalAccess/policies';
  const shape = z.object({ value: z.array(z.unknown()) });
  const tooMany = { error: { code: 'TooManyRequests', message: 'Too many requests' } };

  it('is read in spite of refusals that do not say how long to wait', async () => {
    const session = await open();
    graph().get(path).times(2).reply(429, tooMany);
    graph()
      .get(path)
      .reply(200, { value: [1] });
    expect(await session.read(path, shape)).toEqual({ value: [1] });
    expect(session.requests()).toEqual({ sent: 4, retried: 2 });
  });

  it('names its permission where it is refused', async () => {
    const session = await open();
    graph()
      .get(path)
      .reply(403, { error: { code: 'AccessDenied', message: 'no' } });
    expect(await session.read(path, shape).catch(explain)).toMatchObject({
      kind: 'permission',
      detail: expect.stringContaining('grant the application permission Policy.Read.All'),
    });
  });
});

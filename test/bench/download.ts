/** The floor: downloads and parses the same pages with fetch, the collections at the same time, and does nothing else. */
import { graphServicePrincipalId } from '../../src/demo/app-roles.ts';
import { largeMicrosoftDirectory } from '../../src/demo/large.ts';
import { demoGraphToken } from '../../src/demo/tokens.ts';

const [origin = '', users = '1000'] = process.argv.slice(2);
const now = new Date();
const directory = largeMicrosoftDirectory(Number(users), now);
const headers = { authorization: `Bearer ${demoGraphToken(directory)}` };
const since = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
const accounts =
  'id,displayName,userPrincipalName,accountEnabled,userType,createdDateTime,externalUserState,mail,proxyAddresses,employeeId,department,onPremisesSyncEnabled,assignedLicenses,perUserMfaState';
const credentials = 'passwordCredentials,keyCredentials';
const collections = [
  `/v1.0/users?$select=${accounts}&$top=999`,
  '/v1.0/users?$select=id,signInActivity&$top=500',
  '/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=999',
  '/v1.0/roleManagement/directory/roleDefinitions',
  '/v1.0/roleManagement/directory/roleAssignments?$expand=principal',
  '/v1.0/identity/conditionalAccess/policies',
  ...directory.groups.map(({ id }) => `/v1.0/groups/${id}/transitiveMembers?$select=id&$top=999`),
  `/v1.0/servicePrincipals?$select=id,appId,displayName,accountEnabled,servicePrincipalType,appOwnerOrganizationId,${credentials}&$top=999`,
  `/v1.0/applications?$select=id,appId,displayName,${credentials}&$top=999`,
  `/v1.0/servicePrincipals/${graphServicePrincipalId(directory.tenantId)}/appRoleAssignedTo?$top=999`,
  "/v1.0/oauth2PermissionGrants?$filter=consentType eq 'AllPrincipals'&$top=999",
  `/beta/auditLogs/signIns?$filter=createdDateTime ge ${since(30)} and status/errorCode eq 0&$top=1000`,
  `/v1.0/auditLogs/directoryAudits?$filter=activityDateTime ge ${since(30)}&$top=1000`,
];

async function all(path: string): Promise<number> {
  let rows = 0;
  for (let url: string | undefined = `${origin}${path}`; url !== undefined; ) {
    const response = await fetch(url, { headers });
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    const page = (await response.json()) as { value: unknown[]; '@odata.nextLink'?: string };
    rows += page.value.length;
    url = page['@odata.nextLink'];
  }
  return rows;
}

const started = performance.now();
const rows = await Promise.all(collections.map(all));
const memory = process.resourceUsage().maxRSS / 1024;
process.send?.({ seconds: (performance.now() - started) / 1_000, memory, rows: rows.reduce((a, b) => a + b, 0) });

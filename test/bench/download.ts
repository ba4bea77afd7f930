/** The floor: downloads and parses the same pages with fetch, the collections at the same time, and does nothing else. */
import { largeMicrosoftDirectory } from '../../src/demo/large.ts';
import { demoGraphToken } from '../../src/demo/tokens.ts';

const [origin = '', users = '1000'] = process.argv.slice(2);
const headers = { authorization: `Bearer ${demoGraphToken(largeMicrosoftDirectory(Number(users), new Date()))}` };
const first = [
  '/users?$select=id,displayName,userPrincipalName,accountEnabled,userType,createdDateTime,externalUserState&$top=999',
  '/users?$select=id,signInActivity&$top=500',
  '/reports/authenticationMethods/userRegistrationDetails?$top=999',
  '/roleManagement/directory/roleDefinitions',
  '/roleManagement/directory/roleAssignments?$expand=principal',
];

async function all(path: string): Promise<number> {
  let rows = 0;
  for (let url: string | undefined = `${origin}/v1.0${path}`; url !== undefined; ) {
    const response = await fetch(url, { headers });
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    const page = (await response.json()) as { value: unknown[]; '@odata.nextLink'?: string };
    rows += page.value.length;
    url = page['@odata.nextLink'];
  }
  return rows;
}

const started = performance.now();
const rows = await Promise.all(first.map(all));
const memory = process.resourceUsage().maxRSS / 1024;
process.send?.({ seconds: (performance.now() - started) / 1_000, memory, rows: rows.reduce((a, b) => a + b, 0) });

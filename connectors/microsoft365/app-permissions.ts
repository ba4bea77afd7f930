import { z } from 'zod';
import { microsoftGraph } from '../../src/core/applications.ts';
import { MalformedError } from '../../src/core/errors.ts';
import type { Permission } from '../../src/core/rows/application.ts';
import { eachRow } from '../../src/http/pages.ts';
import { isForbidden } from './gaps.ts';
import type { Session } from './session.ts';

const graphPath = "/servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'&$select=id,appRoles";
const graphShape = z.object({
  id: z.string().min(1),
  appRoles: z.array(z.object({ id: z.string().min(1), value: z.string().nullish() })),
});

const assignmentShape = z.object({
  id: z.string().min(1),
  appRoleId: z.string().min(1),
  principalId: z.string().min(1),
});

/** Somebody may be assigned to an application without any role of it. */
const noRole = '00000000-0000-0000-0000-000000000000';

const grantsPath = "/oauth2PermissionGrants?$filter=consentType eq 'AllPrincipals'&$top=999";
const grantShape = z.object({
  id: z.string().min(1),
  clientId: z.string().min(1),
  consentType: z.string().nullish(),
  resourceId: z.string().min(1),
  scope: z.string().nullish(),
});

/** Reads the consents that an administrator gave for everybody. Nothing else that only reads shows them. */
export const grantsPermission = 'Directory.Read.All';

/** What principals may do, by the id of the principal in lower case. */
export type Granted = ReadonlyMap<string, readonly Permission[]>;

type Grants = Map<string, Map<string, Permission>>;

function add(grants: Grants, principalId: string, permission: Permission): void {
  const key = principalId.toLowerCase();
  const permissions = grants.get(key) ?? new Map<string, Permission>();
  grants.set(key, permissions.set(`${permission.resource}\n${permission.name ?? ''}`, permission));
}

/** Each permission once, by resource and name; those without a name first. */
function sorted(grants: Grants): Granted {
  return new Map(
    [...grants].map(([id, permissions]) => [
      id,
      [...permissions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, permission]) => permission),
    ]),
  );
}

/**
 * Permissions of Microsoft Graph that programs hold by themselves: one list of all who hold any, so that no program is
 * asked for its own.
 */
export async function readPermissions(session: Session): Promise<Granted> {
  // A page may be empty and name a further one. https://learn.microsoft.com/graph/paging
  let graph: z.infer<typeof graphShape> | undefined;
  for await (const row of eachRow(session.collection(graphPath, graphShape))) graph ??= row;
  if (graph === undefined) throw new MalformedError('/servicePrincipals', `no service principal of ${microsoftGraph}`);
  const names = new Map(graph.appRoles.map(({ id, value }) => [id.toLowerCase(), value || null]));
  const grants: Grants = new Map();
  const path = `/servicePrincipals/${encodeURIComponent(graph.id.toWellFormed())}/appRoleAssignedTo?$top=999`;
  for await (const { principalId, appRoleId } of eachRow(session.collection(path, assignmentShape))) {
    if (appRoleId === noRole) continue;
    add(grants, principalId, { resource: microsoftGraph, name: names.get(appRoleId.toLowerCase()) ?? null });
  }
  return sorted(grants);
}

/**
 * What programs may do as any user, by consent for all; null when that may not be read. What people consented to for
 * themselves is left out where it is: there can be ten for every account.
 */
export async function readDelegated(
  session: Session,
  nameOf: (resourceId: string) => Promise<string | null>,
): Promise<Granted | null> {
  const grants: Grants = new Map();
  try {
    for await (const grant of eachRow(session.collection(grantsPath, grantShape))) {
      if (grant.consentType?.toLowerCase() !== 'allprincipals') continue;
      const resource = (await nameOf(grant.resourceId)) ?? grant.resourceId;
      const scopes = (grant.scope ?? '').split(/\s+/).filter((scope) => scope !== '');
      for (const name of scopes) add(grants, grant.clientId, { resource, name });
    }
  } catch (error) {
    if (isForbidden(error)) return null;
    throw error;
  }
  return sorted(grants);
}

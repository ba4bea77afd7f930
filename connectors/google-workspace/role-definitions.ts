import { z } from 'zod';
import { MalformedError } from '../../src/core/errors.ts';
import type { RoleTier } from '../../src/core/rows/role.ts';
import { eachRow } from '../../src/http/pages.ts';
import { capabilities } from './capabilities.ts';
import type { GoogleClient } from './client.ts';

const roleSchema = z.object({
  roleId: z.string().min(1),
  roleName: z.string().nullish(),
  isSuperAdminRole: z.boolean().nullish(),
  rolePrivileges: z.array(z.object({ privilegeName: z.string().min(1) })).nullish(),
});

/** Name and weight of a role. */
export interface RoleDefinition {
  name: string;
  tier: RoleTier;
}

const highPrivileges: ReadonlySet<string> = new Set([
  'ADMIN_ROLE_MANAGEMENT',
  'USERS_ALL',
  'USERS_CREATE',
  'USERS_UPDATE',
  'USERS_SECURITY',
  'ORGANIZATION_UNITS_ALL',
  'GROUPS_ALL',
  'SERVICES_ALL',
  'ADMIN_OAUTH_PRIVILEGE_GROUP',
  'MANAGE_USER_LICENSES',
  'MOBILE_ALL',
]);

/**
 * Privileges do not show a super admin, only the flag does, and it is left out when false.
 * https://developers.google.com/workspace/admin/directory/reference/rest/v1/roles
 */
export function tierOf({ isSuperAdminRole, rolePrivileges }: z.infer<typeof roleSchema>): RoleTier {
  if (isSuperAdminRole === true) return 'top';
  if (rolePrivileges == null) return null;
  return rolePrivileges.some(({ privilegeName }) => highPrivileges.has(privilegeName)) ? 'high' : 'limited';
}

/**
 * Every role by id.
 * @throws MalformedError when there is none: an administrator of a part of the directory is shown an empty list
 */
export async function readRoleDefinitions(
  client: GoogleClient,
  customerId: string,
): Promise<ReadonlyMap<string, RoleDefinition>> {
  const place = 'roles.list';
  const roles = client.list({
    place,
    capability: capabilities.roles,
    field: 'items',
    row: roleSchema,
    key: (role) => role.roleId,
    ask: (api, page) =>
      api.roles.list({
        customer: customerId,
        maxResults: 100,
        fields: 'nextPageToken,items(roleId,roleName,isSuperAdminRole,rolePrivileges/privilegeName)',
        ...page,
      }),
  });
  const definitions = new Map<string, RoleDefinition>();
  for await (const role of eachRow(roles)) {
    definitions.set(role.roleId, { name: role.roleName || role.roleId, tier: tierOf(role) });
  }
  if (definitions.size === 0) throw new MalformedError(place, 'no role at all, though every directory has some');
  return definitions;
}

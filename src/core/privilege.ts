import type { Belongs } from './accounts.ts';
import type { Data, Table } from './check.ts';
import type { Gap } from './gap.ts';
import type { Role, RoleTier } from './rows/role.ts';

/** What an account may do by its roles: `top` and `high` are privileged. A gap: it cannot be told. */
export type Privilege = 'top' | 'high' | 'none' | Gap;

/** The roles that a principal holds at `now`, however it holds them: directly, through a group, or eligible. */
export function rolesOf(roles: Table<Role>, holderId: string, now: Date): readonly Role[] {
  const all = roles.of(holderId);
  // Most hold none.
  return all.length === 0 ? all : all.filter(({ endsAt }) => endsAt === null || Date.parse(endsAt) > now.getTime());
}

/** Roles among these whose rights nobody knows, if any. */
export function darkRoles(held: readonly Role[]): Gap | null {
  if (held.length === 0) return null;
  const names = [...new Set(held.filter((role) => role.tier === null).map((role) => role.roleName))].sort();
  return names.length === 0 ? null : { kind: 'absent', detail: `rights not known of role ${names.join(', ')}` };
}

/** A role that is known convicts, whatever else could not be read; that there is none needs the whole table. */
export function privilegeOf(roles: Table<Role>, holderId: string, now: Date): Privilege {
  const held = rolesOf(roles, holderId, now);
  if (held.some((role) => role.tier === 'top')) return 'top';
  if (held.some((role) => role.tier === 'high')) return 'high';
  return darkRoles(held) ?? roles.gap ?? 'none';
}

/** Whether it is known that somebody holds rights over others. */
export function isPrivileged(privilege: Privilege): privilege is 'top' | 'high' {
  return privilege === 'top' || privilege === 'high';
}

/** Under a partial table this speaks of the roles that were read: the table's own gap speaks for all the others. */
function holdsTier(roles: Table<Role>, holderId: string, now: Date, tiers: readonly RoleTier[]): Belongs {
  const held = rolesOf(roles, holderId, now);
  return held.some((role) => tiers.includes(role.tier)) || (darkRoles(held) ?? false);
}

/** Whether the roles that were read make a principal privileged. */
export function isPrivilegedHolder(roles: Table<Role>, holderId: string, now: Date): Belongs {
  return holdsTier(roles, holderId, now, ['top', 'high']);
}

/** Whether a top role is among the roles that were read. */
export function isTopHolder(roles: Table<Role>, holderId: string, now: Date): Belongs {
  return holdsTier(roles, holderId, now, ['top']);
}

/** Names of the privileged roles that a principal holds, sorted, each once. */
export function privilegedRoleNames(roles: Table<Role>, holderId: string, now: Date): string {
  const held = rolesOf(roles, holderId, now).filter((role) => role.tier === 'top' || role.tier === 'high');
  return [...new Set(held.map((role) => role.roleName))].sort().join(', ');
}

/** Privilege as evidence; `privileged` is null when it cannot be told, `roles` null when there are none to name. */
export function privilegeFacts(
  roles: Table<Role>,
  holderId: string,
  now: Date,
): Data & { privileged: boolean | null; roles: string | null } {
  const privilege = privilegeOf(roles, holderId, now);
  if (isPrivileged(privilege)) return { privileged: true, roles: privilegedRoleNames(roles, holderId, now) };
  return { privileged: privilege === 'none' ? false : null, roles: null };
}

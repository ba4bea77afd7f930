import type { Table } from './check.ts';
import type { Gap, Role } from './datasets.ts';

/** What an account may do by its roles: `top` and `high` are privileged. A gap: it cannot be told. */
export type Privilege = 'top' | 'high' | 'none' | Gap;

/** The roles that a principal holds at `now`, however it holds them: directly, through a group, or eligible. */
export function rolesOf(roles: Table<Role>, holderId: string, now: Date): readonly Role[] {
  return roles.of(holderId).filter((role) => role.endsAt === null || Date.parse(role.endsAt) > now.getTime());
}

/** A role that is known convicts, whatever else could not be read; that there is none needs the whole table. */
export function privilegeOf(roles: Table<Role>, holderId: string, now: Date): Privilege {
  const held = rolesOf(roles, holderId, now);
  if (held.some((role) => role.tier === 'top')) return 'top';
  if (held.some((role) => role.tier === 'high')) return 'high';
  const dark = held.find((role) => role.tier === null);
  if (dark !== undefined) return { kind: 'absent', detail: `the rights of the role ${dark.roleName} are not known` };
  return roles.gap ?? 'none';
}

export function isPrivileged(privilege: Privilege): privilege is 'top' | 'high' {
  return privilege === 'top' || privilege === 'high';
}

/** Names of the privileged roles that a principal holds, sorted, each once. */
export function privilegedRoleNames(roles: Table<Role>, holderId: string, now: Date): string {
  const held = rolesOf(roles, holderId, now).filter((role) => role.tier === 'top' || role.tier === 'high');
  return [...new Set(held.map((role) => role.roleName))].sort().join(', ');
}

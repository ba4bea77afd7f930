import type { Table } from './check.ts';
import type { Account } from './rows/account.ts';
import type { AdminActivity } from './rows/admin-activity.ts';

/** What knows when an account was disabled. */
export const disablingSources = ['directory', 'audit-trail'] as const;

/** When an account was disabled last, and what knows it. */
export interface Disabling {
  /** ISO 8601 in UTC. */
  at: string;
  source: (typeof disablingSources)[number];
}

/** When an account was disabled last, by what was read; null: nothing tells. Of one that is enabled it says nothing. */
export function disablingOf(
  { id, disabledAt = null }: Account,
  trail: Pick<Table<AdminActivity>, 'one'> | undefined,
): Disabling | null {
  if (disabledAt !== null) return { at: disabledAt, source: 'directory' };
  const at = trail?.one(id)?.disabledAt ?? null;
  return at === null ? null : { at, source: 'audit-trail' };
}

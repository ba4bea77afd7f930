import { type Dataset, rowsOf } from '../../src/core/datasets.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Role } from '../../src/core/rows/role.ts';
import type { Assignment } from './role-assignments.ts';

/** Who holds a role in the end. */
export type Holder = Pick<Role, 'holderId' | 'holder'>;

/** Who is who among the holders. */
export interface Accounts {
  ids: ReadonlySet<string>;
  /** Ids by the login, in lower case. */
  logins: ReadonlyMap<string, string>;
  dataset: Dataset<Account>;
}

export function accountsIn(dataset: Dataset<Account>): Accounts {
  const rows = rowsOf(dataset);
  return {
    dataset,
    ids: new Set(rows.map(({ id }) => id)),
    logins: new Map(rows.map(({ id, login }) => [login.toLowerCase(), id])),
  };
}

export function kindOfHolder(id: string, type: string | null, { ids }: Accounts): Role['holder'] {
  if (ids.has(id)) return 'account';
  if (type !== null && /service/i.test(type)) return 'application';
  return 'unknown';
}

/** Neither said to be somebody that is known, nor to be seen among the accounts. */
export function isStranger({ assignedTo, assigneeType }: Assignment, accounts: Accounts): boolean {
  return accounts.dataset.state === 'complete' && kindOfHolder(assignedTo, assigneeType, accounts) === 'unknown';
}

import type { Account, Dataset, Role } from '../../src/core/datasets.ts';
import type { Assignment } from './role-assignments.ts';

/** Who holds a role in the end. */
export type Holder = Pick<Role, 'holderId' | 'holder'>;

/** Who is who among the holders. */
export interface Accounts {
  ids: ReadonlySet<string>;
  dataset: Dataset<Account>;
}

export function kindOfHolder(id: string, type: string | null, { ids, dataset }: Accounts): Role['holder'] {
  if (ids.has(id)) return 'account';
  if (type !== null && /service/i.test(type)) return 'application';
  return type?.toLowerCase() === 'user' && dataset.state !== 'complete' ? 'account' : 'unknown';
}

/** Neither said to be somebody that is known, nor to be seen among the accounts. */
export function isStranger({ assignedTo, assigneeType }: Assignment, accounts: Accounts): boolean {
  return accounts.dataset.state === 'complete' && kindOfHolder(assignedTo, assigneeType, accounts) === 'unknown';
}

import { silent } from './accounts.ts';
import type { Tenant } from './check.ts';
import type { Account } from './datasets.ts';
import type { RosterMatch } from './roster.ts';

/**
 * Who of the HR list an account belongs to, for rules in which nobody is an answer: while further addresses of an account
 * are not known, one of them may be in the list.
 */
export function listingOf(account: Account, { listed }: Pick<Tenant, 'listed'>): RosterMatch {
  const found = listed(account);
  if (found !== null || (account.addresses !== null && account.addresses !== undefined)) return found;
  return { gap: silent('which other addresses the account has') };
}

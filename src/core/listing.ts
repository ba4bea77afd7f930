import { type Gap, silent } from './gap.ts';
import type { Join, People } from './people.ts';
import type { Provider } from './provider.ts';
import type { RosterMatch, RosterPerson } from './roster.ts';
import type { Account } from './rows/account.ts';

/** Whom of the HR list an account belongs to. */
export interface Listed {
  person: RosterPerson;
  /** What joins the account to the one that a declared link names and that is in the list; null: it is in it itself. */
  joinedBy: readonly Join[] | null;
}

/** Null: nobody. A gap: it cannot be told. */
export type Listing = Listed | { gap: Gap } | null;

export interface ListingSources {
  /** Finds an account in the list by itself. */
  match(account: Account): RosterMatch;
  people(): People;
  /** Whether a declared link names an account. */
  isLinked(provider: Provider, account: Account): boolean;
  /** Why some accounts of the tenant were not read; null when all were. */
  accountsGap: Gap | null;
}

/**
 * Finds accounts in the HR list: by themselves, else by the human to whom a declared link says that they belong. While
 * accounts are missing, a missing one may be what ties another to the list, or speaks against it, so that nobody is found
 * by others then.
 */
export function listingBy({ match, people, isLinked, accountsGap }: ListingSources) {
  return (provider: Provider, account: Account): Listing => {
    const own = match(account);
    if (own !== null) return 'gap' in own ? own : { person: own, joinedBy: null };
    if (isLinked(provider, account)) {
      if (accountsGap !== null) return { gap: accountsGap };
      const human = people().of(provider, account.id);
      if (human !== undefined && human.listed !== null) return { person: human.listed, joinedBy: human.joinedBy };
    }
    // One of the addresses that are not known may be in the list.
    return Array.isArray(account.addresses) ? null : { gap: silent('which other addresses the account has') };
  };
}

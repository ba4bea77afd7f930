import { all, type Candidate, candidates, isMember, type Surrounding } from './accounts.ts';
import type { Tables } from './check.ts';
import { isPrivilegedHolder, isTopHolder } from './privilege.ts';

type Read = Tables<'accounts' | 'roles'>;

/** Members that hold a privileged role, and those that may. */
export function privilegedMembers({ accounts, roles }: Read, context: Surrounding): Iterable<Candidate> {
  return candidates(accounts, (account) =>
    all(isMember(account, context), isPrivilegedHolder(roles, account.id, context.now)),
  );
}

/** Members that hold a top role, and those that may. */
export function topMembers({ accounts, roles }: Read, context: Surrounding): Iterable<Candidate> {
  return candidates(accounts, (account) =>
    all(isMember(account, context), isTopHolder(roles, account.id, context.now)),
  );
}

import { type Candidate, candidates, isEnabled, rowAbout } from './accounts.ts';
import { fail, type Judgement, pass, type Severity, type Tables, unknown } from './check.ts';
import type { Gap } from './gap.ts';
import type { Provider } from './provider.ts';
import type { Enforcement } from './rows/enforcement.ts';

/** What a setting says of one account: whether it lets it, and whom the setting is for. Null: nobody says. */
export type Resolved = { lets: boolean; scope: string } | Gap | null;

/** Whom a setting lets do what it should not, of those who are enabled. */
export interface Letting {
  /** How many accounts certainly are let. */
  accounts: number;
  /** The parts of the directory, and groups, whose settings let them, sorted. */
  scopes: string;
  /** Why there may be more; null: there are no more. */
  gap: Gap | null;
}

interface Standing extends Candidate {
  /** Null: the account is not let. */
  scope: string | null;
}

/** Google resolves settings for each account; who belongs to the whole is everybody who may sign in. */
export function lettingOf(
  { accounts, enforcement, policies }: Tables<'accounts' | 'enforcement' | 'policies'>,
  provider: Provider,
  resolve: (row: Enforcement) => Resolved,
  silence: Gap,
): Letting {
  function standingOf({ account, doubt }: Candidate): Standing {
    const row = rowAbout(enforcement, account, provider);
    if ('missing' in row) return { account, scope: null, doubt: row.missing };
    const resolved = resolve(row);
    if (resolved === null) return { account, scope: null, doubt: policies.gap ?? enforcement.gap ?? silence };
    if ('kind' in resolved) return { account, scope: null, doubt: resolved };
    const { lets, scope } = resolved;
    return lets ? { account, scope, doubt } : { account, scope: null, doubt: null };
  }
  const found = [...candidates(accounts, isEnabled)]
    .map(standingOf)
    .sort((a, b) => (a.account.id < b.account.id ? -1 : 1));
  const certain = found.flatMap(({ scope, doubt }) => (scope !== null && doubt === null ? scope : []));
  const doubtful = found.find(({ doubt }) => doubt !== null)?.doubt;
  return {
    accounts: certain.length,
    scopes: [...new Set(certain)].sort().join(', '),
    gap: doubtful ?? accounts.gap ?? enforcement.gap,
  };
}

/** Whoever certainly is let convicts the directory; where nobody is, nobody may be in doubt for it to pass. */
export function judgeLetting<M extends string>(
  message: M,
  severity: Severity,
  { accounts, scopes, gap }: Letting,
): Judgement<M> {
  if (accounts > 0) return fail(message, severity, { scopes, accounts: gap === null ? accounts : null });
  return gap === null ? pass() : unknown(gap);
}

import type { Named } from './check.ts';
import type { Provider } from './datasets.ts';
import type { ExceptionFinder } from './evaluate.ts';
import type { AccountFacts } from './history/account-facts.ts';
import { boundMore, boundTo, voidedBy } from './history/bound-facts.ts';
import type { DeclaredException } from './report.ts';

/** Whether an exception is for this subject, which is named by login, without case, or by an id. */
function covers({ subject: wanted }: DeclaredException, { id, login, also = [] }: Named): boolean {
  const asLogin = wanted.toLowerCase();
  return wanted === id || asLogin === login?.toLowerCase() || also.some((name) => name.toLowerCase() === asLogin);
}

/** The declared exceptions that have not ended on a day. */
export interface Exceptions {
  find: ExceptionFinder;
  /** Those that were found so far. */
  used: ReadonlySet<DeclaredException>;
}

/**
 * @param today the calendar day where the tenant is
 * @param factsOf what is known of an account, to which exceptions are bound
 */
export function exceptionsOn(
  today: string,
  declared: readonly DeclaredException[],
  factsOf: (provider: Provider, accountId: string) => AccountFacts | undefined,
): Exceptions {
  const valid = declared.filter((exception) => exception.until >= today);
  const byCheck = Map.groupBy(valid, ({ check }) => check);
  const used = new Set<DeclaredException>();
  return {
    used,
    find: ({ provider, subject, ...failing }) => {
      const mine = byCheck.get(failing.check)?.filter((candidate) => covers(candidate, subject)) ?? [];
      // One that holds no more does not stand in the way of one that was given since.
      const exception = mine.find((candidate) => candidate.void === undefined) ?? mine[0];
      if (exception === undefined) return undefined;
      used.add(exception);
      const isAccount = subject.type === 'account' && provider !== null;
      const now = boundTo(failing, isAccount ? factsOf(provider, subject.id) : undefined);
      const bound = exception.bound === undefined ? now : boundMore(exception.bound, now);
      const { reason, approvedBy, until, id = null } = exception;
      return {
        id,
        declared: exception.subject,
        exception: { reason, approvedBy, until },
        bound,
        void: exception.void ?? voidedBy(failing.check, bound, now),
      };
    },
  };
}

import type { Acceptance, Exception, ExceptionFinder, FailingSubject } from './acceptance.ts';
import type { Named } from './check.ts';
import { daysBetween } from './days.ts';
import type { AccountFacts } from './history/account-facts.ts';
import { bindingOf, boundTo } from './history/bound-facts.ts';
import type { Provider } from './provider.ts';
import type { DeclaredException } from './report.ts';

/** An exception that ends within so many days is announced. */
export const endingDays = 30;

/** Days until an exception ends, from a calendar day; 0 on its last day, negative when it has ended. */
export function daysLeft({ until }: Pick<Exception, 'until'>, today: string): number {
  return 0 - daysBetween(until, new Date(today));
}

/** Whether an exception is for this subject, which is named by login, without case, or by an id. */
export function isFor(
  { subject: wanted }: Pick<DeclaredException, 'subject'>,
  { id, login, also = [] }: Pick<Named, 'id' | 'login' | 'also'>,
): boolean {
  const asLogin = wanted.toLowerCase();
  return wanted === id || asLogin === login?.toLowerCase() || also.some((name) => name.toLowerCase() === asLogin);
}

/** Whether two exceptions are for the same check and the same subject, as it is written but for case. */
export function isSameRisk(one: DeclaredException, other: DeclaredException): boolean {
  return one.check === other.check && one.subject.toLowerCase() === other.subject.toLowerCase();
}

/** What is known of an account; undefined: nothing, or no such account was read. */
export type FactsFinder = (provider: Provider, accountId: string) => AccountFacts | undefined;

/** Whether an exception names an account by its login, which may pass to another account of the directory. */
export function isByLogin(
  declared: string,
  { provider, subject }: Pick<FailingSubject, 'provider' | 'subject'>,
): boolean {
  return subject.type === 'account' && provider !== null && declared !== subject.id;
}

/** What an exception makes of a failing subject that it is for. */
export function acceptanceOf(exception: DeclaredException, failing: FailingSubject, factsOf: FactsFinder): Acceptance {
  const { provider, subject, key, check } = failing;
  const { reason, approvedBy, until, id = null, bound = [] } = exception;
  const isAccount = subject.type === 'account' && provider !== null;
  const now = boundTo(failing, isAccount ? factsOf(provider, subject.id) : undefined);
  const met = { check, findingKey: key, byLogin: isByLogin(exception.subject, failing) };
  const { facts, void: ended } = bindingOf(met, bound, now);
  return { id, declared: exception.subject, exception: { reason, approvedBy, until }, bound: facts, void: ended };
}

/** The declared exceptions on a day. */
export interface Exceptions {
  find: ExceptionFinder;
  /** Those that are for a subject which failed so far, whether they hold or not. */
  used: ReadonlySet<DeclaredException>;
  /** Those of them that hold for some subject. */
  holding: ReadonlySet<DeclaredException>;
  /** Those that have ended, and are for a subject which failed so far. */
  over: ReadonlySet<DeclaredException>;
}

/** @param today the calendar day where the tenant is */
export function exceptionsOn(today: string, declared: readonly DeclaredException[], factsOf: FactsFinder): Exceptions {
  const byCheck = Map.groupBy(declared, ({ check }) => check);
  const used = new Set<DeclaredException>();
  const holding = new Set<DeclaredException>();
  const over = new Set<DeclaredException>();
  return {
    used,
    holding,
    over,
    find: (failing) => {
      const mine = byCheck.get(failing.check)?.filter((candidate) => isFor(candidate, failing.subject)) ?? [];
      let told: Acceptance | undefined;
      for (const exception of mine) {
        if (exception.until < today) {
          over.add(exception);
          continue;
        }
        used.add(exception);
        const acceptance = acceptanceOf(exception, failing, factsOf);
        if (acceptance.void === null) holding.add(exception);
        // One that holds no more does not stand in the way of one that was given since.
        if (told === undefined || (told.void !== null && acceptance.void === null)) told = acceptance;
      }
      return told;
    },
  };
}

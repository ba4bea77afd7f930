import type { Named } from './check.ts';
import type { ExceptionFinder } from './evaluate.ts';
import type { DeclaredException } from './report.ts';

/** Whether an exception is for this subject, which is named by login, without case, or by an id. */
function covers({ subject: wanted }: DeclaredException, { id, login, also = [] }: Named): boolean {
  const asLogin = wanted.toLowerCase();
  return wanted === id || asLogin === login?.toLowerCase() || also.some((name) => name.toLowerCase() === asLogin);
}

/** The declared exceptions that hold on a day. */
export interface Exceptions {
  find: ExceptionFinder;
  /** Those that were found so far. */
  used: ReadonlySet<DeclaredException>;
}

/** @param today the calendar day where the tenant is */
export function exceptionsOn(today: string, declared: readonly DeclaredException[]): Exceptions {
  const valid = declared.filter((exception) => exception.until >= today);
  const byCheck = Map.groupBy(valid, ({ check }) => check);
  const used = new Set<DeclaredException>();
  return {
    used,
    find: (check, subject) => {
      const exception = byCheck.get(check)?.find((candidate) => covers(candidate, subject));
      if (exception === undefined) return undefined;
      used.add(exception);
      const { reason, approvedBy, until } = exception;
      return { reason, approvedBy, until };
    },
  };
}

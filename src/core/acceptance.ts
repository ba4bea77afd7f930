import type { Named } from './check.ts';
import type { Bound, ExceptionVoid, Failing } from './history/bound-facts.ts';
import type { Provider } from './provider.ts';

/** A risk that somebody accepted, as it was declared. */
export interface Exception {
  reason: string;
  approvedBy: string;
  /** Last day on which it holds, `2027-03-31`. */
  until: string;
}

/** An exception as it stands towards a finding. */
export interface Acceptance {
  /** Id in the store; null: the store does not know it. */
  id: string | null;
  /** The subject as it was declared. */
  declared: string;
  exception: Exception;
  /** The facts that it was given for; of one that is new, those of now. */
  bound: Bound;
  /** Why it holds no more; null: it holds. */
  void: ExceptionVoid | null;
}

/** Finds the exception that was declared for a failing subject, and has not ended. */
export type ExceptionFinder = (failing: FailingSubject) => Acceptance | undefined;

/** A failing subject, as exceptions are looked for. */
export interface FailingSubject extends Failing {
  /** Key of the finding. */
  key: string;
  provider: Provider | null;
  subject: Named;
}

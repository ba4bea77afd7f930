import type { Severity } from '../core/check.ts';
import type { Bound, ToldChange } from '../core/history/bound-facts.ts';

/** What each message of a check means, by id. */
export type Meanings = Readonly<Record<string, string>>;

/** Words about risks that were accepted. */
export interface AcceptanceTexts {
  /** What changed since a risk was accepted, to stand in a sentence. */
  changed(told: ToldChange, meanings: Meanings): string;
  /** That an acceptance ended before its last day, and why; a sentence. */
  ended(told: ToldChange, meanings: Meanings): string;
  /** The facts that an exception is bound to; those that are not known are left out. */
  bound(facts: Bound, meanings: Meanings): string[];
}

/** One side of a change that makes a finding worse. */
export interface WorseSide {
  severity: Severity;
  message: string;
  /** Null: the finding counts nothing. */
  count: number | null;
}

function sideOf(told: string): WorseSide {
  const [severity, message = '', count] = told.split('\n');
  return { severity: severity as Severity, message, count: count === undefined ? null : Number(count) };
}

/** Both sides of what is worse, each with what differs alone. */
export function worseSides({ before, after }: ToldChange): [Partial<WorseSide>, Partial<WorseSide>] {
  const [was, is] = [sideOf(before), sideOf(after)];
  const differing = (one: WorseSide): Partial<WorseSide> => ({
    ...(was.severity === is.severity ? {} : { severity: one.severity }),
    ...(was.message === is.message ? {} : { message: one.message }),
    ...(was.count === is.count ? {} : { count: one.count }),
  });
  return [differing(was), differing(is)];
}

/** One side of a change of roles: the privilege, where it is known, and the names of roles. */
export function rolesSide(told: string): { privilege: string; names: string[] } {
  const [privilege = '', ...names] = told.split('\n');
  return { privilege, names };
}

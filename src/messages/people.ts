import type { Subject } from '../core/check.ts';
import type { Person, Unjoined } from '../core/people.ts';
import type { FactorState } from '../core/people-report.ts';
import type { EnforcementState } from '../core/rows/enforcement.ts';

/** Words about persons: whose accounts belong together, and whose could not be joined. */
export interface PeopleTexts {
  accounts: string;
  joinedBy: string;
  join: Record<Person['joinedBy'][number], string>;
  /** Over the weakest of several accounts. */
  weakest: string;
  /** Each with the accounts that it is true of, by name. */
  weakestOf: (
    protection: { state: EnforcementState; of: readonly string[] },
    factor: { state: FactorState; of: readonly string[] },
  ) => string;
  /** None of the accounts may sign in. */
  noneEnabled: string;
  enabled: string;
  disabled: string;
  /** The directory does not say whether an account is enabled. */
  enabledUnknown: string;
  /** By the HR list; `day` is null where it gives none. */
  left: (day: string | null) => string;
  onLeave: string;
  unjoinedTitle: string;
  unjoinedIntro: string;
  shared: string;
  whyHead: string;
  why: Record<Unjoined['reason'], string>;
  more: (count: number) => string;
  moreUnjoined: (count: number) => string;
  /** So many of what a check is about. */
  subjects: Record<Subject['type'], (count: number) => string>;
}

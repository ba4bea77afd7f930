import type { Data } from '../core/check.ts';

/** A short piece of the sentence about a person. Of several about the same matter only the worst is said. */
export interface Brief {
  about: string;
  text: string;
}

/** What is said of one account of a person, or of several alike. */
export interface Clause {
  /** Name of the cloud; empty where the person is known in one cloud only. */
  cloud: string;
  /** Empty where the person has one account in that cloud. */
  login: string;
  /** The highest role that the account holds; empty without one. */
  role: string;
  briefs: readonly string[];
}

/** What is said of a person in a line. */
export interface BriefTexts {
  brief: (check: string, message: string, data: Data) => Brief | undefined;
  /** The sentence about a person. */
  combined: (clauses: readonly Clause[]) => string;
  combinedUnknown: (topics: readonly string[]) => string;
}

import type { Provider } from '../core/provider.ts';

/** Counts of one directory, for a line of the terminal. */
export interface AccessFacts {
  cloud: string;
  /** Enabled accounts with a sign-in from a country that is new within the window. */
  newCountries: number;
  /** First day of the log, for people; null when it is not known. */
  since: string | null;
  /** Kind of the gap of the log, for people; null when the log was read whole. */
  gap: string | null;
}

/** Words of the section that says who signed in, when and from where. */
export interface AccessTexts {
  title: string;
  intro: string;
  /** What the log of a provider holds, and what it does not. */
  log: Record<Provider, string>;
  since: (day: string) => string;
  sinceUnknown: string;
  partOfLog: string;
  noLog: string;
  /** Which licence, permission or privilege would show it. */
  wouldShow: Record<Provider, string>;
  recordOnly: string;
  /** Where no sign-in that is shown names an application or a client. */
  noClient: Record<Provider, string>;
  /** The licence that the log needs; null where every licence has it. */
  needsLicence: Record<Provider, string | null>;
  /** Joins why MFA is forced in part with what leaves the account out of the rest. */
  alsoLeftOut: (because: string, leftOut: string) => string;
  heads: Record<
    'account' | 'lastSignIn' | 'from' | 'client' | 'factors' | 'enrolled' | 'allowed' | 'used' | 'protection',
    string
  >;
  /** Where a fact comes from, under its head. */
  sources: Record<'enrolled' | 'allowed' | 'used', string>;
  table: (cloud: string) => string;
  firstSeen: string;
  /** `country` is empty where it stands beside already. */
  firstSeenOn: (country: string, day: string) => string;
  timeOnly: string;
  dayOnly: string;
  neverOnRecord: string;
  notRead: string;
  notKnown: string;
  emergency: string;
  /** The log was read, and the last success on record is not in it. */
  notInLog: string;
  notSaid: string;
  enrolledYes: string;
  enrolledNo: string;
  noneUsed: string;
  /** A factor of which the log does not say whether it was the second. */
  perhaps: (factor: string) => string;
  noAccounts: string;
  moreInCsv: (more: number, disabled: number) => string;
  terminal: (facts: AccessFacts) => string;
}

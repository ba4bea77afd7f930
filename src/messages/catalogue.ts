import type { Data } from '../core/check.ts';
import type { Provider } from '../core/provider.ts';

/** The languages that this program speaks. */
export const locales = ['en', 'ja'] as const;
export type Locale = (typeof locales)[number];

/** How to repair a finding: clicks in the admin console, and a command that a person may run. */
export interface Fix {
  steps: readonly string[];
  command?: string;
}

/** Whether a repair costs money. */
export type Cost = 'free' | 'partly' | 'licence';

/** The texts of one check. A check has two names: what is wrong, and a neutral topic. */
export interface CheckText {
  /** What is wrong, printed where it fails: "Accounts without a second factor". */
  title: string;
  /** The neutral topic, printed where it passes, is unknown or not applicable: "Second factor". */
  topic: string;
  /** Why it matters, in a sentence that an owner understands. */
  why: string;
  /** Imperative title of the action that closes `count` findings; of persons, so many accounts are concerned. */
  action: (count: number, accounts?: number) => string;
  /** Minutes that one finding takes to repair, roughly; and what it costs. */
  effort: { minutesEach: number; cost: Cost };
  /** What exactly costs something, where not all of it does. */
  costNote?: string;
  /** Given where the check judges a directory as a whole, so that counts say little. */
  about?: 'directory';
  fix: { readonly [P in Provider]?: Fix };
  /** What to know of its verdicts, where they are not what a reader expects. */
  note?: string;
  /** What each message id means, in general and without a full stop: "nothing enforces MFA". */
  meanings: Readonly<Record<string, string>>;
  /** One sentence for each message id: what was read, with value, limit and date, which the time zone has. */
  messages: Readonly<Record<string, (data: Data, timeZone: string) => string>>;
}

/** The texts of all checks, by id. */
export type CheckTexts = Readonly<Record<string, CheckText>>;

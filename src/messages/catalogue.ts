import type { Data } from '../core/check.ts';
import type { Provider } from '../core/datasets.ts';

export const locales = ['en', 'ja'] as const;
export type Locale = (typeof locales)[number];

/** How to repair a finding: clicks in the admin console, and a command that a person may run. */
export interface Fix {
  steps: readonly string[];
  command?: string;
}

export const costs = ['free', 'partly', 'licence'] as const;
export type Cost = (typeof costs)[number];

/** The texts of one check. A check has two names: what is wrong, and a neutral topic. */
export interface CheckText {
  /** What is wrong, printed where it fails: "Accounts without a second factor". */
  title: string;
  /** The neutral topic, printed where it passes, is unknown or not applicable: "Second factor". */
  topic: string;
  /** Why it matters, in a sentence that an owner understands. */
  why: string;
  /** Imperative title of the action that closes `count` findings. */
  action: (count: number) => string;
  /** Minutes that one finding takes to repair, roughly; and what it costs. */
  effort: { minutesEach: number; cost: Cost };
  /** What exactly costs something, where not all of it does. */
  costNote?: string;
  /** Given where the check judges a directory as a whole, so that counts say little. */
  about?: 'directory';
  fix: { readonly [P in Provider]?: Fix };
  /** One sentence for each message id: what was read, with value, limit and date. */
  messages: Readonly<Record<string, (data: Data) => string>>;
}

export type CheckTexts = Readonly<Record<string, CheckText>>;

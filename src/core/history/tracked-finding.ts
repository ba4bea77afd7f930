import type { Data, Severity, Subject } from '../check.ts';
import type { Provider } from '../provider.ts';

/**
 * `open`: it fails. `accepted`: it fails under a valid exception. `unseen`: it failed when it was seen last, and nobody
 * could look since; it is not resolved.
 */
export const trackedStates = ['open', 'accepted', 'unseen'] as const;
export type TrackedState = (typeof trackedStates)[number];

/**
 * Why a finding may be older than the scan that found it first. `first-judged`: nobody had judged by the check before,
 * as in a first scan. `dark-before`: the scan before could not see it. `rule-changed`: other limits hold than before.
 */
export const openingCauses = ['first-judged', 'dark-before', 'rule-changed'] as const;
export type OpeningCause = (typeof openingCauses)[number];

/**
 * Why nobody can see whether a finding stands, although all was read. `not-listed`: the HR list names the person no more.
 * `not-joined`: nothing ties the accounts of the person together any more. `not-scanned`: the directory is not scanned any
 * more.
 */
export const lossCauses = ['not-listed', 'not-joined', 'not-scanned'] as const;
export type LossCause = (typeof lossCauses)[number];

/** An account of a person, as it was when the person was seen to fail last. */
export interface HeldAccount {
  provider: Provider;
  id: string;
  /** Null: it is not known. */
  enabled: boolean | null;
}

/** Stands beside directories where it was the HR list that told whose accounts belong together. */
export const hrList = 'hr-list';

/** A failing finding from when it was first seen until it is resolved. */
export interface TrackedFinding {
  key: string;
  check: string;
  provider: Provider | null;
  /** What was judged when it was seen last: a directory as `provider/id`, or all of the tenant, and `hrList`. */
  directories: readonly string[];
  subject: Subject;
  /** Of a person: the accounts that were judged together. */
  holdings?: readonly HeldAccount[];
  state: TrackedState;
  /** Of what is unseen; not given: something that the check needs could not be read. */
  lostBy?: LossCause;
  /** It was under a valid exception when it was seen last. */
  accepted: boolean;
  /** As it was seen last, or as it was last known where what speaks for worse cannot be read now. */
  message: string;
  severity: Severity;
  /** As it was when the message, the severity or the state changed last; days in it are of that day. */
  data: Data;
  /** Instant of the scan that found it first since it was resolved last, ISO 8601. */
  openedAt: string;
  /** It had been resolved before. */
  reopened: boolean;
  /** Null: the scan before looked, and it was not there. */
  cause: OpeningCause | null;
}

/** How many a finding counts, such as top administrators; null: it counts nothing, or nobody could tell. */
export function countOf({ count }: Data): number | null {
  return typeof count === 'number' ? count : null;
}

/** Messages of a check from the lesser to the worse, where the severity does not tell. */
const worseLast: Readonly<Record<string, readonly string[]>> = {
  'missing-mfa': ['unusable', 'unregistered'],
  'unenforced-mfa': ['partly', 'none'],
  'stale-credential': ['expired', 'long'],
  'stale-guest': ['never', 'unaccepted'],
};

/** Whether one message of a check is worse than another of the same severity. */
export function isWorseMessage(check: string, after: string, before: string): boolean {
  const order = worseLast[check] ?? [];
  return order.includes(before) && order.indexOf(after) > order.indexOf(before);
}

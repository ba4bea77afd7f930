import type { Data, Severity, Subject } from '../check.ts';
import type { Provider } from '../datasets.ts';

/**
 * `open`: it fails. `accepted`: it fails under a valid exception. `unseen`: it failed when it was seen last, and nobody
 * could look since; it is not resolved.
 */
export const trackedStates = ['open', 'accepted', 'unseen'] as const;
export type TrackedState = (typeof trackedStates)[number];

/** A failing finding from when it was first seen until it is resolved. */
export interface TrackedFinding {
  key: string;
  check: string;
  provider: Provider | null;
  subject: Subject;
  state: TrackedState;
  /** As it was seen last. */
  message: string;
  severity: Severity;
  /** As it was when the message, the severity or the state changed last; days in it are of that day. */
  data: Data;
  /** Instant of the scan that found it first since it was resolved last, ISO 8601. */
  openedAt: string;
  /** It had been resolved before. */
  reopened: boolean;
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

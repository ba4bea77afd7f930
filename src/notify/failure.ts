import type { FailureKind } from '../messages/notify.ts';

/** Why a message did not get through, in words that never hold an address or what was answered. */
const failureKinds = [
  /** An answer that is not a success: its status. */
  'status',
  /** A redirect, which is not followed: its status. */
  'redirect',
  /** No answer in time. */
  'timeout',
  /** No connection, or it broke: the code of the system. */
  'connection',
  /** The server does not take the user and password. */
  'sign-in',
  /** Not encrypted, and not on this machine. */
  'insecure',
  /** A signal ended the run. */
  'interrupted',
  /** The one before failed, so that this one was not tried. */
  'untried',
  /** What was kept cannot be read, such as by an older version. */
  'unreadable',
  'other',
] as const satisfies readonly FailureKind[];

/** What stands in the way of one message. */
export interface Failure {
  kind: FailureKind;
  /** A status or a code; empty: there is none. */
  detail: string;
}

/** A message did not get through. */
export class DeliveryError extends Error {
  override name = 'DeliveryError';
  readonly failure: Failure;
  /** Another try within the minute may go better. */
  readonly isPassing: boolean;
  /** Milliseconds that the server asks to wait; null: it does not say. */
  readonly waitMs: number | null;
  constructor(failure: Failure, { isPassing, waitMs = null }: { isPassing: boolean; waitMs?: number | null }) {
    super(`${failure.kind} ${failure.detail}`.trim());
    this.failure = failure;
    this.isPassing = isPassing;
    this.waitMs = waitMs;
  }
}

/** As it is kept in the store: `status 503`. */
export function writtenFailure({ kind, detail }: Failure): string {
  return `${kind} ${detail}`.trim();
}

/** As it was kept; what is not known is `other`. */
export function readFailure(text: string): Failure {
  const [word = '', ...rest] = text.split(' ');
  const kind = failureKinds.find((one) => one === word) ?? 'other';
  return { kind, detail: rest.join(' ') };
}

/** Codes of systems and libraries, such as `ECONNREFUSED`; never words, which may hold an address. */
export function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : '';
}

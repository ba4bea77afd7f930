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
  /** A proxy did not let it through: its status. */
  'proxy',
  /** The certificate of the server is not one that this machine trusts, or is for another name: the code of the system. */
  'certificate',
  /** What answered is not what the address should lead to. */
  'answer',
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

interface Coded {
  code?: unknown;
  /** Of the system, where the library for mail has put its own in its place. */
  originalCode?: unknown;
}

/** An error and what caused it, the outermost first. */
function causesOf(error: unknown): object[] {
  const found: object[] = [];
  let one = error;
  while (typeof one === 'object' && one !== null && !found.includes(one)) {
    found.push(one);
    one = 'cause' in one ? one.cause : null;
  }
  return found;
}

/** Of the system or a library, such as `ECONNREFUSED`; never words, which may hold an address. */
function codeOf(error: unknown): string {
  const told = causesOf(error).flatMap(({ originalCode, code }: Coded) => [originalCode, code]);
  const isCode = (one: unknown) => typeof one === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(one);
  return String(told.find(isCode) ?? '');
}

/** The library that fetches says in words alone that a proxy refused. */
const byProxy = /^Proxy response \((\d{3})\)/;

function proxyStatusOf(error: unknown): string | undefined {
  const told = causesOf(error).map((one) => (one instanceof Error ? byProxy.exec(one.message)?.[1] : undefined));
  return told.find((status) => status !== undefined);
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const ofCertificates =
  /^(CERT_|CRL_|UNABLE_TO_|ERROR_IN_C|DEPTH_ZERO_|SELF_SIGNED_|INVALID_(CA|PURPOSE)$|PATH_LENGTH_|HOSTNAME_MISMATCH$|ERR_TLS_CERT_)/;

/** No connection, or none to whom it should be. */
export function connectionError(error: unknown): DeliveryError {
  const status = proxyStatusOf(error);
  if (status !== undefined) return new DeliveryError({ kind: 'proxy', detail: status }, { isPassing: status >= '500' });
  const detail = codeOf(error);
  if (ofCertificates.test(detail)) return new DeliveryError({ kind: 'certificate', detail }, { isPassing: false });
  return new DeliveryError({ kind: 'connection', detail }, { isPassing: true });
}

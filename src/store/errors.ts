import { UnsoundRow } from './sound.ts';

/**
 * `newer`: a later version of the program made it. `older`: an earlier one did, and it cannot be brought up to date.
 * `broken`: damaged, or no store. `denied`: no right to use it. `incomplete`: a copy without what belongs to the file.
 */
export const storeFaults = [
  ...(['newer', 'older', 'busy', 'full', 'unreachable', 'denied', 'broken', 'incomplete', 'other'] as const),
] as const;
export type StoreFault = (typeof storeFaults)[number];

/** The store could not be used; what was to be written then was not, or not in part. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly kind: StoreFault;
  /** Path, or address without a password. */
  readonly place: string;
  /** In the words of the database. */
  readonly reason: string;
  constructor(kind: StoreFault, place: string, reason: string, cause?: unknown) {
    super(`${place}: ${reason}`, { cause });
    this.kind = kind;
    this.place = place;
    this.reason = reason;
  }
}

const byCode: ReadonlyArray<readonly [RegExp, StoreFault]> = [
  [/^SQLITE_FULL|^SQLITE_IOERR_(WRITE|FSYNC|TRUNCATE|SHMSIZE)|^ENOSPC$|^EDQUOT$|^53[12]00$/, 'full'],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)|^55P03$|^57014$|^40(001|P01)$|^53300$/, 'busy'],
  [/^SQLITE_(READONLY|PERM|AUTH)|^(EACCES|EPERM|EROFS|EISDIR)$|^28|^42501$|^25006$|^3D000$/, 'denied'],
  [/^SQLITE_(NOTADB|CORRUPT)|^XX00[12]$|^42P01$|^42703$/, 'broken'],
  [/^SQLITE_(CANTOPEN|IOERR)|^(ENOENT|ENOTDIR)$/, 'unreachable'],
  [/^(08|57P)|^E(CONN\w+|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/, 'unreachable'],
];

// The driver of PostgreSQL gives these no code.
const unreached =
  /^Connection terminated|timeout exceeded when trying to connect|^Client has encountered a connection|^Query read timeout/;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Several addresses of one host fail as one error with several in it. */
function innermost(error: unknown): unknown {
  return error instanceof AggregateError && error.message === '' ? (error.errors[0] ?? error) : error;
}

/**
 * An error of a database as one of ours.
 * @param hidden words that no message may hold, such as a password
 */
export function storeErrorOf(error: unknown, place: string, hidden: readonly string[]): StoreError {
  if (error instanceof StoreError) return error;
  const inner = innermost(error);
  const message = inner instanceof Error ? inner.message : String(inner);
  const reason = hidden.reduce((text, word) => (word === '' ? text : text.replaceAll(word, '***')), message);
  const code = codeOf(inner);
  if (inner instanceof UnsoundRow) return new StoreError('broken', place, reason, inner);
  const kind = byCode.find(([pattern]) => pattern.test(code))?.[1];
  return new StoreError(kind ?? (unreached.test(message) ? 'unreachable' : 'other'), place, reason, inner);
}

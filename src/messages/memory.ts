/** Why the store cannot be used, as `StoreError` tells it. */
export type StoreFaultKind =
  | 'newer'
  | 'older'
  | 'busy'
  | 'full'
  | 'unreachable'
  | 'denied'
  | 'broken'
  | 'incomplete'
  | 'other';

/** Words about the store of history while a scan goes on. */
export interface MemoryTexts {
  /** Why the store cannot be used and what to do, in sentences. `reason`: the words of the system. */
  fault(kind: StoreFaultKind, place: string, reason: string): string;
  /** Exceptions that were given by command are not known, so that what they accept is told as open. */
  noExceptions: string;
  /** A scan that is kept beside the reports, to be stored by the next one. */
  keptBeside(tenant: string, path: string): string;
  /** A scan that is lost to history, since it could not be kept either. */
  notKept(tenant: string, reason: string): string;
  /** A scan kept earlier that cannot be read. */
  broken(path: string, reason: string): string;
  /** A scan kept earlier that is stored now, and whose file could not be removed. */
  unremoved(path: string, reason: string): string;
  /** Scans kept earlier that are stored now. */
  caughtUp(tenant: string, scans: number): string;
  /** An instant that was asked for and is before that of the newest scan: it is neither compared nor stored. */
  lookBack(tenant: string, asOf: string, newest: string): string;
  /** The clock gave an instant before that of the newest scan: it is stored as the newest all the same. */
  earlier(tenant: string, asOf: string, newest: string): string;
}

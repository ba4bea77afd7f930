import type { Tables, Tenant } from './check.ts';
import type { Account, SignIn } from './datasets.ts';

/** The last use of an account on record, and whether it was later than a calendar day. */
export interface LaterUse {
  /** Null: it cannot be told. */
  used: boolean | null;
  lastSuccess: string | null;
  /** What knows of it; `log` is the log of sign-ins. */
  source: SignIn['source'] | 'log' | null;
}

/** Whether the record holds everything since the day, and no use later than it. */
function acquits(record: SignIn, day: string, isLater: (instant: string) => boolean): boolean {
  const { lastSuccess, recordedSince, recordedUntil, source } = record;
  if (recordedUntil !== undefined && !isLater(recordedUntil)) return false;
  if (lastSuccess === null) return recordedSince === null || !isLater(recordedSince);
  // The usage report knows days of UTC, one of which may begin here on the day itself and end on the next.
  return source === 'activity' || lastSuccess.slice(0, 10) <= day;
}

/**
 * Use of an account after a calendar day of the tenant. A day of the usage report counts as later only where the whole of
 * it is.
 * @param day `2026-03-31`; null: which one is not known
 */
export function useAfter(
  day: string | null,
  { id }: Account,
  { signIns, signInEvents }: Tables<'signIns' | 'signInEvents'>,
  dayOf: Tenant['dayOf'],
): LaterUse {
  const record = signIns.one(id);
  const logged = signInEvents.one(id)?.last?.at ?? null;
  const recorded = record?.lastSuccess ?? null;
  const isLogNewer = logged !== null && (recorded === null || Date.parse(logged) > Date.parse(recorded));
  const lastSuccess = isLogNewer ? logged : recorded;
  const source = isLogNewer ? 'log' : recorded === null ? null : (record?.source ?? null);
  if (day === null) return { used: null, lastSuccess, source };
  const isLater = (instant: string) => dayOf(new Date(instant)) > day;
  if (lastSuccess !== null && isLater(lastSuccess)) return { used: true, lastSuccess, source };
  return { used: record !== undefined && acquits(record, day, isLater) ? false : null, lastSuccess, source };
}

import type { Table, Tables, Tenant } from './check.ts';
import type { Account } from './rows/account.ts';
import type { SignIn } from './rows/sign-in.ts';

/** The last use of an account on record, and whether it was later than a calendar day. */
export interface LaterUse {
  /** Null: it cannot be told. */
  used: boolean | null;
  lastSuccess: string | null;
  /** What knows of it; `log` is the log of sign-ins. */
  source: SignIn['source'] | 'log' | null;
}

const dayLong = 86_400_000;

/** The last moment at which a use on record may have been: the usage report knows whole days of UTC alone. */
function latestMoment(lastSuccess: string, source: SignIn['source']): string {
  return source === 'activity' ? lastSuccess : new Date(Date.parse(lastSuccess) + dayLong - 1).toISOString();
}

/** Whether a record proves that there was no use later than the day. */
function acquits(
  { lastSuccess, recordedSince, recordedUntil, source }: SignIn,
  { until }: Table<SignIn>,
  now: Date,
  isLater: (instant: string) => boolean,
): boolean {
  if (recordedUntil !== undefined && Date.parse(recordedUntil) < now.getTime()) return false;
  if (!isLater(until)) return false;
  if (lastSuccess !== null) return !isLater(latestMoment(lastSuccess, source));
  return recordedSince === null || !isLater(recordedSince);
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
  { now, dayOf }: Pick<Tenant, 'now' | 'dayOf'>,
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
  const isUnused = record !== undefined && acquits(record, signIns, now, isLater);
  return { used: isUnused ? false : null, lastSuccess, source };
}

import type { Data, Table } from './check.ts';
import { daysBetween } from './days.ts';
import type { Gap } from './gap.ts';
import type { Account } from './rows/account.ts';
import type { SignIn } from './rows/sign-in.ts';

/** How recently an account signed in with success, measured against a limit in days. */
export type Recency =
  | { state: 'recent' }
  /** The last success is older than the limit, or none is on record since `since`, which is older. */
  | { state: 'stale'; days: number; last: string | null; since: string | null }
  | { state: 'never' }
  | { state: 'unknown'; gap: Gap };

/** Whether the record holds every sign-in since the account was created; null when the day of creation is not known. */
function reachesCreation({ recordedSince, source }: SignIn, { createdAt }: Account): boolean | null {
  if (recordedSince === null) return true;
  if (source === 'usage-report') return false;
  return createdAt === null ? null : Date.parse(createdAt) >= Date.parse(recordedSince);
}

/** Usage reports are some two days late; a record that ended longer ago than this can acquit, and convicts nobody. */
const longestLagDays = 14;

/**
 * Applies the rules of the last successful sign-in: a record that does not reach back to the creation of the account
 * cannot say `never`, and one that does not reach back to the limit cannot say `stale`.
 */
export function recency(record: SignIn, account: Account, limitDays: number, now: Date): Recency {
  const found = recencyOnRecord(record, account, limitDays, now);
  const { recordedUntil: until } = record;
  if (found.state === 'recent' || found.state === 'unknown' || until === undefined) return found;
  if (daysBetween(until, now) <= longestLagDays) return found;
  return { state: 'unknown', gap: { kind: 'absent', detail: `the record of sign-ins ends on ${until.slice(0, 10)}` } };
}

function recencyOnRecord(record: SignIn, account: Account, limitDays: number, now: Date): Recency {
  const { lastSuccess, recordedSince: since } = record;
  if (lastSuccess !== null) {
    const days = daysBetween(lastSuccess, now);
    return days > limitDays ? { state: 'stale', days, last: lastSuccess, since: null } : { state: 'recent' };
  }
  const reaches = reachesCreation(record, account);
  if (since === null || reaches === true) return { state: 'never' };
  if (reaches === null) {
    const detail = 'the directory does not say when the account was created';
    return { state: 'unknown', gap: { kind: 'absent', detail } };
  }
  const days = daysBetween(since, now);
  if (days > limitDays) return { state: 'stale', days, last: null, since };
  return {
    state: 'unknown',
    gap: { kind: 'absent', detail: `the record of sign-ins reaches back to ${since.slice(0, 10)} only` },
  };
}

/** The last success on record; null when there is none, or no record. */
export function lastSuccessOf(signIns: Table<SignIn>, account: Account): string | null {
  return signIns.one(account.id)?.lastSuccess ?? null;
}

/**
 * What is on record, as evidence. `since` is the calendar day since which the record holds no success, null where it
 * reaches back to the creation of the account; `days` counts from `lastSuccess`, else from `since`.
 */
export function signInFacts(record: SignIn | null, account: Account, now: Date): Data {
  const { createdAt } = account;
  const lastSuccess = record?.lastSuccess ?? null;
  const silent = record !== null && lastSuccess === null && reachesCreation(record, account) !== true;
  const since = silent ? record.recordedSince : null;
  const start = lastSuccess ?? since;
  return {
    lastSuccess,
    since: since === null ? null : since.slice(0, 10),
    days: start === null ? null : daysBetween(start, now),
    source: record?.source ?? null,
    createdAt,
    ageDays: createdAt === null ? null : daysBetween(createdAt, now),
  };
}

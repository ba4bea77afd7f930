import type { Account, Gap, SignIn } from './datasets.ts';
import { daysBetween } from './days.ts';

/** How recently an account signed in with success, measured against a limit in days. */
export type Recency =
  | { state: 'recent' }
  /** The last success is older than the limit, or none is on record since `since`, which is older. */
  | { state: 'stale'; days: number; last: string | null; since: string | null }
  | { state: 'never' }
  | { state: 'unknown'; gap: Gap };

/**
 * Applies the rules of the last successful sign-in: a record that does not reach back to the creation of the account
 * cannot say `never`, and one that does not reach back to the limit cannot say `stale`.
 */
export function recency(record: SignIn, account: Account, limitDays: number, now: Date): Recency {
  if (record.lastSuccess !== null) {
    const days = daysBetween(record.lastSuccess, now);
    return days > limitDays ? { state: 'stale', days, last: record.lastSuccess, since: null } : { state: 'recent' };
  }
  const since = record.recordedSince;
  if (since === null) return { state: 'never' };
  if (record.source === 'activity') {
    if (account.createdAt === null) {
      return {
        state: 'unknown',
        gap: { kind: 'absent', detail: 'the directory does not say when the account was created' },
      };
    }
    if (Date.parse(account.createdAt) >= Date.parse(since)) return { state: 'never' };
  }
  const days = daysBetween(since, now);
  if (days > limitDays) return { state: 'stale', days, last: null, since };
  return {
    state: 'unknown',
    gap: { kind: 'absent', detail: `the record of sign-ins reaches back to ${since.slice(0, 10)} only` },
  };
}

import { liesAhead } from '../../src/core/days.ts';
import { MalformedError } from '../../src/core/errors.ts';
import type { Session } from './session.ts';

const dayMs = 86_400_000;

type Times = Pick<Session, 'now' | 'asOf'>;

function daysBefore(instant: Date, days: number): string {
  return new Date(instant.getTime() - days * dayMs).toISOString();
}

/** Now, or the instant that will be judged by, if that is earlier. */
export function presentOf({ now, asOf }: Times): Date {
  const present = now();
  return asOf < present ? asOf : present;
}

/** Where to begin in a log: so many days before now, or before the instant that will be judged by, if that is earlier. */
export function startOfLog(times: Times, days: number): string {
  return daysBefore(presentOf(times), days);
}

/**
 * Whether something happened before the instant that will be judged by.
 * @throws MalformedError for a day to come
 */
export function isJudged({ asOf, now }: Times, instant: string): boolean {
  if (liesAhead(instant, { now: now(), asOf })) throw new MalformedError('the log', 'an entry of a day to come');
  return Date.parse(instant) <= asOf.getTime();
}

/**
 * Since when a log that was read from its start, and is kept so many days, holds everything. Where the instant that
 * will be judged by is past, the log has lost what lay before; it loses by the day, and not by the second.
 */
export function sinceOfLog(times: Times, days: number): string {
  const start = startOfLog(times, days);
  const kept = daysBefore(times.now(), days + 1);
  return start < kept ? kept : start;
}

import { Cron } from 'croner';

/** What is wrong with a cron expression. */
export type CronFault =
  /** It is not one of five fields. */
  | 'unreadable'
  /** No day that exists fits it. */
  | 'never'
  /** Two of its instants are less than 15 minutes apart. */
  | 'often';

const leastGapMs = 15 * 60_000;
/** An expression that may be read fires at most 96 times a day: so many instants hold a whole day, and what follows. */
const probe = 200;
const probedFrom = '2026-01-01T00:00:00.000Z';

/** The library also takes dates, names such as `@daily`, and `?` for the moment of reading: none of them is one here. */
const fields = /^[\dA-Za-z*,/#\s-]+$/;

/**
 * A list or a range of hours is moved behind the gap of summer time too, as croner does by itself with a single hour:
 * else a night would be left out.
 */
function read(expression: string, timeZone: string): Cron | null {
  if (!fields.test(expression)) return null;
  try {
    return new Cron(expression, { timezone: timeZone, mode: '5-part', fixedTimeRule: 'no-wildcard' });
  } catch {
    // Its words are in English only, and quote what stands there.
    return null;
  }
}

/** What is wrong with an expression, wherever it is read; null: nothing. */
export function faultOfCron(expression: string): CronFault | null {
  const cron = read(expression, 'UTC');
  if (cron === null) return 'unreadable';
  const instants = cron.nextRuns(probe, new Date(probedFrom)).map((instant) => instant.getTime());
  if (instants.length === 0) return 'never';
  const isOften = instants.some(
    (instant, index) => instant - (instants[index - 1] ?? Number.NEGATIVE_INFINITY) < leastGapMs,
  );
  return isOften ? 'often' : null;
}

/**
 * The first instant after another that fits an expression in a time zone (IANA name). A time that a change to summer
 * time leaves out is moved behind the gap, and one that happens twice counts once; expressions with a wildcard or a
 * step in minutes or hours go by the clock instead.
 * @returns null when there is none
 * @throws Error when the expression cannot be read
 */
export function nextInstant(expression: string, timeZone: string, after: Date): Date | null {
  const cron = read(expression, timeZone);
  if (cron === null) throw new Error('a cron expression that cannot be read was planned');
  return cron.nextRun(after);
}

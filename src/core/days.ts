const day = 86_400_000;

/** Whole days from `instant` (ISO 8601) to `now`; negative when it lies ahead. */
export function daysBetween(instant: string, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(instant)) / day);
}

/**
 * Whether an instant (ISO 8601) lies further ahead than clocks differ, so that nothing can have happened then: ahead of
 * the moment of reading, and of the one that will be judged by.
 */
export function liesAhead(instant: string, { now, asOf }: { now: Date; asOf: Date }): boolean {
  return Date.parse(instant) > Math.max(now.getTime(), asOf.getTime()) + day;
}

/** Whether a name is that of a time zone (IANA), such as `Asia/Tokyo`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Tells the calendar day of an instant in a time zone (IANA name), such as `2026-11-21`. */
export function dayIn(timeZone: string): (instant: Date) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  return (instant) => format.format(instant);
}

/** The instant at which an hour of a calendar day begins in a time zone; one that a turn of the clock skips: that turn or later. */
export function instantIn(timeZone: string, day: string, hour: number): Date {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const wanted = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000;
  const clockAt = (time: number) => Date.parse(`${format.format(time).replace(' ', 'T')}Z`);
  // The offset before the turn of a clock is not that after it, so the first guess is looked at once more.
  const guess = wanted - (clockAt(wanted) - wanted);
  return new Date(guess - (clockAt(guess) - wanted));
}

/** The instant at which a calendar day begins in a time zone. */
export function startOfDay(timeZone: string, day: string): Date {
  return instantIn(timeZone, day, 0);
}

/** The calendar day after one, `2026-03-01` after `2026-02-28`. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + day).toISOString().slice(0, 10);
}

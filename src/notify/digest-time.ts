import { dayAfter, dayIn, instantIn } from '../core/days.ts';

/** The hour of the day at which a digest is due, and the day of the week of a weekly one: Monday. */
const hour = 8;
const weekday = 1;

/** The first instant after `now` at which a digest is due: 08:00 in the time zone, of a weekly one on Monday. */
export function nextDigest(digest: 'daily' | 'weekly', timeZone: string, now: Date): Date {
  let day = dayIn(timeZone)(now);
  for (;;) {
    const due = instantIn(timeZone, day, hour);
    const fits = digest === 'daily' || new Date(`${day}T00:00:00Z`).getUTCDay() === weekday;
    if (fits && due.getTime() > now.getTime()) return due;
    day = dayAfter(day);
  }
}

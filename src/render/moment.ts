import { isoDayIn, partsIn } from '../messages/when.ts';

/** Day and minute as a wall clock in a time zone shows them, `2026-11-21 06:00`; the same in every language. */
export function minuteIn(iso: string, timeZone: string): string {
  const { hour, minute } = partsIn(iso, timeZone);
  return `${isoDayIn(iso, timeZone)} ${hour.padStart(2, '0')}:${minute}`;
}

const day = 86_400_000;

/** Whole days from `instant` (ISO 8601) to `now`; negative when it lies ahead. */
export function daysBetween(instant: string, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(instant)) / day);
}

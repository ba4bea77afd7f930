const day = 86_400_000;

/** Instants of an example tenant, told in days before the instant that it is built for. */
export interface Calendar {
  /** ISO 8601 in whole seconds, as Microsoft Graph writes it. */
  ago(days: number): string;
  /** The same with milliseconds, as Google writes it. */
  agoInMilliseconds(days: number): string;
  /** The day alone. */
  dayAgo(days: number): string;
  /** A time of that day in UTC, such as `08:05`. */
  onDay(days: number, time: string): string;
}

export function calendarOf(now: Date): Calendar {
  // One hour back, so that "n days ago" is n whole days at `now` and stays so for a while.
  const at = (days: number) => new Date(Math.floor((now.getTime() - days * day - 3_600_000) / 1000) * 1000);
  const dayAgo = (days: number) => new Date(now.getTime() - days * day).toISOString().slice(0, 10);
  return {
    ago: (days) => at(days).toISOString().replace('.000Z', 'Z'),
    agoInMilliseconds: (days) => at(days).toISOString(),
    dayAgo,
    onDay: (days, time) => `${dayAgo(days)}T${time}:00Z`,
  };
}

/** The newest first, as logs list their rows. */
export function newestFirst<Row extends { at: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

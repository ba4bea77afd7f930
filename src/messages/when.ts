/** An instant as a wall clock shows it. */
export interface Parts {
  year: number;
  month: number;
  day: number;
  /** "6", without a leading zero. */
  hour: string;
  /** "05", with a leading zero. */
  minute: string;
  /** "JST", "UTC", else as "GMT+2". */
  zone: string;
}

const zoneNames: Readonly<Record<string, string>> = { 'Asia/Tokyo': 'JST', UTC: 'UTC', 'Etc/UTC': 'UTC' };

/** A time zone by a name that holds all year, "JST", "UTC", else as "Europe/Berlin". */
export function zoneName(timeZone: string): string {
  return zoneNames[timeZone] ?? timeZone;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  });
  formats.set(timeZone, format);
  return format;
}

/** An instant as a wall clock in a time zone shows it. */
export function partsIn(iso: string, timeZone: string): Parts {
  const found = new Map(
    formatFor(timeZone)
      .formatToParts(new Date(iso))
      .map(({ type, value }) => [type, value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? '';
  return {
    year: Number(of('year')),
    month: Number(of('month')),
    day: Number(of('day')),
    hour: String(Number(of('hour'))),
    minute: of('minute').padStart(2, '0'),
    zone: zoneNames[timeZone] ?? of('timeZoneName'),
  };
}

/** The calendar day in a time zone, `2026-11-21`. */
export function isoDayIn(iso: string, timeZone: string): string {
  const { year, month, day } = partsIn(iso, timeZone);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

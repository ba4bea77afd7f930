import { MalformedError } from '../../src/core/errors.ts';

const spelled = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;
const withZone = /(Z|[+-]\d{2}:?\d{2})$/i;
/** Before the first Google account. */
const earliest = Date.UTC(2004, 0, 1);
const latest = Date.UTC(9999, 11, 31);

/** The language takes the 31st of February for the 3rd of March. */
function isOfCalendar([, year, month, date]: readonly string[]): boolean {
  const day = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return day.getUTCMonth() === Number(month) - 1 && day.getUTCDate() === Number(date);
}

function milliseconds(value: string | number): number {
  if (typeof value === 'number' || /^-?\d+$/.test(value)) return Number(value);
  const parts = spelled.exec(value);
  if (parts === null || !isOfCalendar(parts)) return Number.NaN;
  return Date.parse(withZone.test(value) ? value : `${value}Z`);
}

/**
 * An instant as ISO 8601 in UTC; null for the epoch, with which Google says "never". Usually RFC 3339, but some answers
 * count milliseconds: https://developers.google.com/workspace/admin/directory/reference/rest/v1/users
 * Undefined for anything else.
 */
export function instantOf(value: string | number): string | null | undefined {
  const time = milliseconds(value);
  if (time === 0) return null;
  // Seconds taken for milliseconds would be days in January 1970.
  return time >= earliest && time <= latest ? new Date(time).toISOString() : undefined;
}

/**
 * The same, where nothing else may stand.
 * @throws MalformedError for what is no instant
 */
export function readInstant(place: string, field: string, value: string | number): string | null {
  const instant = instantOf(value);
  if (instant === undefined) throw new MalformedError(place, `${field}: not an instant`);
  return instant;
}

/**
 * The instant of something that happened.
 * @throws MalformedError for what is no instant, and for the epoch
 */
export function readEventTime(place: string, field: string, value: string | number): string {
  const instant = readInstant(place, field, value);
  if (instant === null) throw new MalformedError(place, `${field}: the epoch, when nothing happened`);
  return instant;
}

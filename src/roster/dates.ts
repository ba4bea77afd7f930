interface Era {
  /** Year 1. */
  since: number;
  /** First and last day. */
  from: string;
  until: string;
}

const eras: Readonly<Record<string, Era>> = {
  令和: { since: 2019, from: '2019-05-01', until: '9999-12-31' },
  平成: { since: 1989, from: '1989-01-08', until: '2019-04-30' },
};

const western = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
];
const japanese = /^(令和|平成)(元|\d{1,2})年(\d{1,2})月(\d{1,2})日$/;

/** Earlier years are slips of the hand. */
const firstYear = 1900;

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function calendarDay(year: number, month: number, day: number): string | null {
  if (year < firstYear || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  const digits = (part: number) => String(part).padStart(2, '0');
  return `${year}-${digits(month)}-${digits(day)}`;
}

/** A day that exists, as `2026-03-31`, from any form that HR lists may use; null when it is none. */
export function parseDate(text: string): string | null {
  for (const form of western) {
    const [, year, month, day] = form.exec(text) ?? [];
    if (year !== undefined) return calendarDay(Number(year), Number(month), Number(day));
  }
  const [, name = '', year, month, day] = japanese.exec(text) ?? [];
  const era = eras[name];
  if (era === undefined) return null;
  const date = calendarDay(era.since + (year === '元' ? 1 : Number(year)) - 1, Number(month), Number(day));
  return date !== null && date >= era.from && date <= era.until ? date : null;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/roster/dates.ts';

describe('a date of the HR list', () => {
  it.each([
    ['2026-03-31', '2026-03-31'],
    ['2026-3-1', '2026-03-01'],
    ['2026/3/31', '2026-03-31'],
    ['2026/03/01', '2026-03-01'],
    ['2026年3月31日', '2026-03-31'],
    ['2026年03月01日', '2026-03-01'],
    ['令和8年3月31日', '2026-03-31'],
    ['令和08年03月31日', '2026-03-31'],
    ['令和元年5月1日', '2019-05-01'],
    ['令和1年5月1日', '2019-05-01'],
    ['平成31年4月30日', '2019-04-30'],
    ['平成元年1月8日', '1989-01-08'],
    ['2024-02-29', '2024-02-29'],
    ['2000/2/29', '2000-02-29'],
    ['令和6年2月29日', '2024-02-29'],
    ['9999-12-31', '9999-12-31'],
  ])('%s is %s', (text, date) => {
    expect(parseDate(text)).toBe(date);
  });

  it.each([
    ['29 February of another year', '2026-02-29'],
    ['29 February of a century', '1900/2/29'],
    ['29 February of an era', '令和8年2月29日'],
    ['the 31st of a short month', '2026-04-31'],
    ['the thirteenth month', '2026-13-01'],
    ['month nought', '2026-00-10'],
    ['day nought', '2026-01-00'],
    ['what databases write for nothing', '0000-00-00'],
    ['a year that lost its thousands', '0206-03-31'],
    ['a day before the era', '令和元年4月30日'],
    ['a day after the era', '平成31年5月1日'],
    ['the day before Heisei', '平成元年1月7日'],
    ['year nought of an era', '令和0年5月1日'],
    ['an era that is over for long', '昭和63年3月31日'],
    ['an era in Latin letters', 'R8.3.31'],
    ['another order', '31/3/2026'],
    ['an American order', '3/31/2026'],
    ['two digits of a year', '26/3/31'],
    ['dots', '2026.3.31'],
    ['digits alone', '20260331'],
    ['a time behind it', '2026/3/31 0:00'],
    ['an instant', '2026-03-31T00:00:00Z'],
    ['two kinds of separators', '2026-3/31'],
    ['a day that is missing', '2026年3月'],
    ['a word', '退職'],
    ['a number of a spreadsheet', '46112'],
    ['nothing', ''],
  ])('%s is none', (_name, text) => {
    expect(parseDate(text)).toBeNull();
  });

  it('is the same in every form', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (instant) => {
        const date = instant.toISOString().slice(0, 10);
        const [year, month, day] = date.split('-').map(Number);
        const forms = [date, `${year}/${month}/${day}`, `${year}年${month}月${day}日`];
        const reiwa =
          date >= '2019-05-01' && Number(year) < 2118 ? [`令和${Number(year) - 2018}年${month}月${day}日`] : [];
        expect([...forms, ...reiwa].map(parseDate)).toEqual([...forms, ...reiwa].map(() => date));
      }),
    );
  });

  it('never is a day that does not exist', () => {
    const part = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1890, max: 2110 }), part, part, (year, month, day) => {
        const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const instant = new Date(`${date}T00:00:00Z`);
        const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date) && year >= 1900;
        expect(parseDate(date)).toBe(exists ? date : null);
      }),
    );
  });

  it('is nothing else, whatever stands there', () => {
    const characters = fc.constantFrom(...'0123456789-/年月日令和平成元 '.split(''));
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 14 }), (text) => {
        expect(parseDate(text) ?? '2000-01-01').toMatch(/^\d{4}-\d\d-\d\d$/);
      }),
    );
  });
});

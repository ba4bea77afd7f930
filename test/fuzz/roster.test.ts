import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/roster/dates.ts';
import { parseRoster } from '../../src/roster/parse.ts';

const english = 'email,employee_id,status,leave_date\n';
const parse = (bytes: Uint8Array) => parseRoster(bytes, 'hr.csv');

function utf16(text: string, order: 'little' | 'big', mark: boolean): Uint8Array {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le');
  return order === 'little' ? bytes : bytes.swap16();
}

describe('an HR list', () => {
  it('that a spreadsheet saved as UTF-16 is refused, never read as something else', () => {
    const list = fc.constantFrom(
      `${english}ann@acme.example,1,left,2026-03-31\n`,
      'メールアドレス\t在籍状況\r\nann@acme.example\t退職\r\n',
    );
    fc.assert(
      fc.property(list, fc.constantFrom('little', 'big'), fc.boolean(), (text, order, mark) => {
        expect(parse(utf16(text, order, mark)).state).toBe('faulty');
      }),
    );
  });

  it('never makes a leaver of anybody whose line was changed by a byte that does not belong there', () => {
    const whole = Buffer.from(`${english}ann@acme.example,1,active,\nbob@acme.example,2,active,\n`);
    fc.assert(
      fc.property(
        fc.integer({ min: english.length, max: whole.length - 1 }),
        fc.integer({ min: 0x80, max: 0xff }),
        (at, byte) => {
          const changed = Buffer.from(whole);
          changed[at] = byte;
          const roster = parse(changed);
          if (roster.state !== 'read') return;
          expect(roster.people.map(({ status }) => status)).toEqual(['active', 'active']);
          expect(roster.people.every(({ leaveDate }) => leaveDate === null)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('has no columns by the names of objects', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(parse(Buffer.from(`${name}\nx\n`)).state).toBe('faulty');
      const roster = parse(Buffer.from(`email,${name}\nann@acme.example,x\n`));
      expect(roster).toMatchObject({ state: 'read', tellsLeavers: false, people: [{ status: null, leaveDate: null }] });
    }
  });

  it.each([
    ['one line of a megabyte', 'x'.repeat(1_000_000)],
    ['one cell of many marks', `"${'e\u0301'.repeat(250_000)}"`],
    ['commas alone', ','.repeat(500_000)],
    ['line ends alone', '\r\n'.repeat(250_000)],
    ['quotes alone', '"'.repeat(500_001)],
    ['addresses without an end', `${'a@b.'.repeat(125_000)},1,left,`],
  ])('of %s is refused in time that grows with its length', (_name, text) => {
    const long = measure(() => expect(parse(Buffer.from(english + text)).state).toBe('faulty'));
    const short = measure(() => parse(Buffer.from(english + text.slice(0, Math.ceil(text.length / 8)))));
    // Growth by the square would be 64 times as much.
    expect(long).toBeLessThan(40 * Math.max(short, 50));
  });
});

function measure(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1_000;
}

describe('a date of an HR list', () => {
  it('is the day that was written, or none', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 1, maxLength: 5 });
    const parts = fc.tuple(
      digits,
      fc.constantFrom('-', '/', '年', '.'),
      digits,
      fc.constantFrom('-', '/', '月', '.'),
      digits,
      fc.constantFrom('', '日', 'Z', ' '),
    );
    fc.assert(
      fc.property(parts, ([year, , month, , day, ...rest]) => {
        const [, first, , second] = [year, '-', month, '-'];
        const read = parseDate([year, first, month, second, day].join('') + (rest[0] === 'Z' ? 'Z' : ''));
        if (read === null) return;
        expect(read.split('-').map(Number)).toEqual([year, month, day].map(Number));
        expect(new Date(`${read}T00:00:00Z`).toISOString().slice(0, 10)).toBe(read);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is of an era only within it', () => {
    for (const [text, day] of [
      ['令和元年5月1日', '2019-05-01'],
      ['令和1年4月30日', null],
      ['平成31年4月30日', '2019-04-30'],
      ['平成31年5月1日', null],
      ['平成元年1月8日', '1989-01-08'],
      ['平成元年1月7日', null],
      ['昭和64年1月7日', null],
      ['令和0年5月1日', null],
      ['令和8年2月29日', null],
    ] as const) {
      expect(parseDate(text)).toBe(day);
    }
  });
});

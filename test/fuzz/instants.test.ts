import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { instantOf } from '../../connectors/google-workspace/instants.ts';
import { instant, toldInstant } from '../../connectors/microsoft365/shapes.ts';
import { parseInstant, UsageError } from '../../src/commands/options.ts';
import { retryAfterMs } from '../../src/http/door.ts';

/** What a snapshot can hold. */
const kept = z.iso.datetime();

const days = fc.date({
  min: new Date('2004-01-01T00:00:00Z'),
  max: new Date('2999-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const offset = fc
  .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 14 }), fc.constantFrom('00', '30', '45'))
  .map(([sign, hours, minutes]) => `${sign}${String(hours).padStart(2, '0')}:${minutes}`);

/** The same instant as a clock elsewhere shows it. */
function elsewhere(at: Date, shift: string): string {
  const [hours = 0, minutes = 0] = shift.slice(1).split(':').map(Number);
  const move = (hours * 60 + minutes) * 60_000 * (shift.startsWith('-') ? -1 : 1);
  return new Date(at.getTime() + move).toISOString().replace('Z', shift);
}

const odd = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(...'0123456789-+:.TZtz '.split('')), maxLength: 30 }),
  fc
    .tuple(fc.date({ noInvalidDate: true }), fc.constantFrom('', 'Z', '0000000Z', '+09:00', '-14:00', '+2359', ' '))
    .map(([date, tail]) => date.toISOString().replace('Z', tail)),
  fc.constantFrom(
    ...['0001-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '0001-01-01T09:00:00+09:00', '1601-01-01T00:00:00Z'],
    ...['2026-02-30T00:00:00Z', '2025-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-01T24:00:01Z'],
    ...['2016-12-31T23:59:60Z', '9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59-12:00', '10000-01-01T00:00:00Z'],
    ...['+012026-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', '20260101T000000Z', '2026-01-01', '1', '0', '-1', '1e3'],
    ...['1700000000', '1700000000000', '99999999999999999999', 'NaN', 'Infinity', 'null', 'now', 'May 1', '١٢'],
  ),
);

describe('an instant of Graph', () => {
  it('is the same instant in UTC, in whatever zone and with however many digits', () => {
    fc.assert(
      fc.property(days, offset, fc.integer({ min: 0, max: 7 }), (at, shift, digits) => {
        const fraction =
          digits === 0 ? '' : `.${String(at.getUTCMilliseconds()).padStart(3, '0').padEnd(7, '0').slice(0, digits)}`;
        const written = elsewhere(at, shift).replace(/\.\d+/, fraction);
        const read = instant.parse(written);
        expect(kept.safeParse(read).success).toBe(true);
        expect(Math.abs(Date.parse(read) - at.getTime())).toBeLessThan(1_000);
      }),
    );
  });

  it('is nothing else, and never of a year before 1000 or after 9999', () => {
    fc.assert(
      fc.property(fc.oneof(odd, fc.jsonValue()), (value) => {
        const read = instant.safeParse(value);
        if (!read.success) return;
        expect(kept.safeParse(read.data).success).toBe(true);
        expect(Date.parse(read.data)).toBe(Date.parse(String(value)));
        expect(read.data).not.toMatch(/^000[01]/);
      }),
      { numRuns: 1_000 },
    );
  });

  it('may be untold: the first day of the calendar is no instant', () => {
    for (const value of [null, '0001-01-01T00:00:00Z', '0001-01-01T09:00:00+09:00']) {
      expect(toldInstant.parse(value)).toBeNull();
    }
    expect(toldInstant.parse(undefined)).toBeUndefined();
    expect(toldInstant.safeParse('soon').success).toBe(false);
    expect(toldInstant.safeParse(0).success).toBe(false);
  });
});

describe('an instant of Google', () => {
  it('is the same instant, spelled or counted', () => {
    fc.assert(
      fc.property(days, offset, (at, shift) => {
        const expected = at.toISOString();
        for (const value of [
          expected,
          elsewhere(at, shift),
          at.getTime(),
          String(at.getTime()),
          expected.replace('Z', ''),
        ]) {
          expect(instantOf(value)).toBe(expected);
        }
      }),
    );
  });

  it('is never for the epoch alone, however it is written', () => {
    for (const value of [0, '0', '1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z', '1970-01-01T09:00:00+09:00']) {
      expect(instantOf(value)).toBeNull();
    }
    for (const value of [
      1,
      -1,
      7,
      '7',
      '0001-01-01T00:00:00Z',
      '1969-12-31T23:59:59Z',
      1_700_000_000,
      '2026-02-31T00:00:00Z',
    ]) {
      expect(instantOf(value)).toBeUndefined();
    }
  });

  it('is nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(odd, fc.double(), fc.maxSafeInteger()), (value) => {
        const read = instantOf(value);
        if (read === undefined) return;
        if (read === null) {
          expect(Number(value) === 0 || Date.parse(String(value)) === 0).toBe(true);
          return;
        }
        expect(kept.safeParse(read).success).toBe(true);
        expect(read >= '2004').toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('--as-of', () => {
  it('is an instant that a snapshot can hold, or a mistake on the command line', () => {
    fc.assert(
      fc.property(odd, (value) => {
        try {
          expect(kept.safeParse(parseInstant(value, 'en').toISOString()).success).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-21T09:00:00Z');
  const asked = (value: string) => retryAfterMs(new Headers({ 'retry-after': value }), now);

  it('is so many milliseconds, never below none, or not readable', () => {
    const header = fc.oneof(
      fc.string({ unit: 'grapheme-ascii' }),
      odd.filter((text) => /^[ -~]*$/.test(text)),
    );
    fc.assert(
      fc.property(header, (value) => {
        const wait = asked(value);
        if (wait !== null) expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).not.toBeNaN();
      }),
      { numRuns: 1_000 },
    );
  });

  it('is no date because there is a number in it', () => {
    for (const value of ['-5', 'soon 3000', 'after 30', 'May 1', '30s', '1,5', '0x10', '1e3'])
      expect(asked(value)).toBeNull();
    expect(asked('120')).toBe(120_000);
    expect(asked('Sat, 21 Nov 2026 09:00:30 GMT')).toBe(30_000);
    expect(asked('Saturday, 21-Nov-26 09:00:30 GMT')).toBe(30_000);
    expect(asked('Sat Nov 21 09:00:30 2026 GMT')).toBe(30_000);
  });
});

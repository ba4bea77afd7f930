import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CronFault, faultOfCron, nextInstant } from '../../src/schedule/cron.ts';

function instants(expression: string, timeZone: string, after: string, count: number): string[] {
  const found: string[] = [];
  let last = new Date(after);
  while (found.length < count) {
    const next = nextInstant(expression, timeZone, last);
    if (next === null) break;
    found.push(next.toISOString().replace(':00.000Z', 'Z'));
    last = next;
  }
  return found;
}

describe('what may stand as a cron expression', () => {
  const cases: ReadonlyArray<readonly [string, CronFault | null]> = [
    ['15 3 * * *', null],
    ['  15  3 * * * ', null],
    ['0 */6 * * *', null],
    ['30 22 * * MON-FRI', null],
    ['0 3 L * *', null],
    ['0 3 * * SUN#1', null],
    ['0 3 29 2 *', null],
    ['*/15 * * * *', null],
    ['0,15,30,45 0-23 * * *', null],
    ['', 'unreadable'],
    ['3', 'unreadable'],
    ['15 3 * *', 'unreadable'],
    ['0 15 3 * * *', 'unreadable'],
    ['60 3 * * *', 'unreadable'],
    ['15 24 * * *', 'unreadable'],
    ['15 3 32 * *', 'unreadable'],
    ['15 3 * 13 *', 'unreadable'],
    ['15 3 * * 8', 'unreadable'],
    ['every night', 'unreadable'],
    ['@daily', 'unreadable'],
    ['@midnight', 'unreadable'],
    ['? 3 * * *', 'unreadable'],
    ['15 ? * * *', 'unreadable'],
    ['2026-12-01T03:00:00', 'unreadable'],
    ['0 3 30 2 *', 'never'],
    ['0 3 31 4,6,9,11 *', 'never'],
    ['* * * * *', 'often'],
    ['*/14 * * * *', 'often'],
    ['0,14 3 * * *', 'often'],
    ['0,15 3 * * *', null],
    ['50 23,0 * * *', null],
    ['0,50 0,23 * * *', 'often'],
    ['0,45 0,23 * * *', null],
    ['0,46 0,23 * * *', 'often'],
    ['0,50 0,23 * * MON', null],
    ['0,50 0,23 * * MON,TUE', 'often'],
    ['0,10 3 29 2 *', 'often'],
  ];

  it.each(cases)('%j: %s', (expression, fault) => {
    expect(faultOfCron(expression)).toBe(fault);
  });

  it('is judged without a throw, whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.array(fc.constantFrom(...'0123456789*/,-LW#? '), { maxLength: 20 })),
        (text) => {
          const expression = Array.isArray(text) ? text.join('') : text;
          expect([null, 'unreadable', 'never', 'often']).toContain(faultOfCron(expression));
        },
      ),
    );
  });

  it('is refused by who asks for its next instant, where it cannot be read', () => {
    expect(() => nextInstant('? 3 * * *', 'UTC', new Date(0))).toThrow('cannot be read');
  });
});

describe('the next instant', () => {
  it('is after, never at, the one that is handed in; parts of a second do not matter', () => {
    expect(instants('15 3 * * *', 'UTC', '2026-11-21T03:14:59.999Z', 1)).toEqual(['2026-11-21T03:15Z']);
    expect(instants('15 3 * * *', 'UTC', '2026-11-21T03:15:00.000Z', 1)).toEqual(['2026-11-22T03:15Z']);
    expect(instants('15 3 * * *', 'UTC', '2026-11-21T03:15:00.999Z', 1)).toEqual(['2026-11-22T03:15Z']);
  });

  it('is none where no day fits', () => {
    expect(nextInstant('0 3 30 2 *', 'Asia/Tokyo', new Date('2026-01-01T00:00:00Z'))).toBeNull();
  });

  it.each([
    // Clocks go forward at 02:00: what does not exist is moved behind the gap, once.
    [
      '30 2 * * *',
      'Europe/Berlin',
      '2026-03-27T12:00Z',
      ['2026-03-28T01:30Z', '2026-03-29T01:00Z', '2026-03-30T00:30Z'],
    ],
    [
      '30 2 * * *',
      'America/New_York',
      '2026-03-06T12:00Z',
      ['2026-03-07T07:30Z', '2026-03-08T07:00Z', '2026-03-09T06:30Z'],
    ],
    // Clocks go back: what happens twice counts the first time.
    [
      '30 2 * * *',
      'Europe/Berlin',
      '2026-10-23T12:00Z',
      ['2026-10-24T00:30Z', '2026-10-25T00:30Z', '2026-10-26T01:30Z'],
    ],
    [
      '30 1 * * *',
      'America/New_York',
      '2026-10-30T12:00Z',
      ['2026-10-31T05:30Z', '2026-11-01T05:30Z', '2026-11-02T06:30Z'],
    ],
    // Begun between the two, it does not count again.
    ['30 2 * * *', 'Europe/Berlin', '2026-10-25T00:45Z', ['2026-10-26T01:30Z']],
    ['30 1 * * *', 'America/New_York', '2026-11-01T05:45Z', ['2026-11-02T06:30Z']],
    // A list of hours is moved too, and what then falls together counts once.
    ['30 2,14 * * *', 'Europe/Berlin', '2026-03-28T18:00Z', ['2026-03-29T01:00Z', '2026-03-29T12:30Z']],
    ['0 2,3 * * *', 'Europe/Berlin', '2026-03-28T18:00Z', ['2026-03-29T01:00Z', '2026-03-30T00:00Z']],
    // Every hour goes by the clock that never stops.
    [
      '0 */1 * * *',
      'Europe/Berlin',
      '2026-10-24T23:30Z',
      ['2026-10-25T00:00Z', '2026-10-25T01:00Z', '2026-10-25T02:00Z'],
    ],
    // No summer time.
    ['30 2 * * *', 'Asia/Tokyo', '2026-03-28T12:00Z', ['2026-03-28T17:30Z', '2026-03-29T17:30Z']],
    ['30 2 * * *', 'Asia/Tokyo', '2026-10-24T12:00Z', ['2026-10-24T17:30Z', '2026-10-25T17:30Z']],
  ])('of %s in %s after %s', (expression, timeZone, after, expected) => {
    expect(instants(expression, timeZone, after, expected.length)).toEqual(expected);
  });

  it('comes once a day in every zone, all year, for a time of day', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe', 'America/Havana', 'UTC'];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.nat(23), fc.nat(59), (timeZone, hour, minute) => {
        const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
        const days = instants(`${minute} ${hour} * * *`, timeZone, '2026-01-01T12:00Z', 364).map((instant) =>
          day.format(new Date(instant)),
        );
        expect(new Set(days).size).toBe(364);
      }),
      { numRuns: 12 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { dayIn } from '../../src/core/days.ts';
import { useAfter } from '../../src/core/later-use.ts';
import type { SignIn } from '../../src/core/rows/sign-in.ts';
import { tablesOf } from '../../src/core/tables.ts';
import { account, now, signIn } from '../check-tester.ts';
import { directory } from './directory.ts';

const ann = account();

/** Whether Ann's account was used after 2026-10-31; it was read on 2026-11-21, which is today. */
function used(given: Partial<SignIn>, timeZone: string, today = now): boolean | null {
  const signIns = { state: 'complete' as const, rows: [signIn(given)] };
  const tables = tablesOf(directory('microsoft365', [ann], { signIns }));
  return useAfter('2026-10-31', ann, tables, { now: today, dayOf: dayIn(timeZone) }).used;
}

const source = 'usage-report';

describe('a day of the usage report', () => {
  it.each([
    // It runs until 09:00 of the next day in Tokyo, and begins at 17:00 of the day before in Los Angeles.
    ['Asia/Tokyo', '2026-10-30', false],
    ['Asia/Tokyo', '2026-10-31', null],
    ['Asia/Tokyo', '2026-11-01', true],
    ['UTC', '2026-10-31', false],
    ['UTC', '2026-11-01', true],
    ['America/Los_Angeles', '2026-10-31', false],
    ['America/Los_Angeles', '2026-11-01', null],
    ['America/Los_Angeles', '2026-11-02', true],
  ])('in %s, %s: %j', (timeZone, day, expected) => {
    expect(used({ source, lastSuccess: `${day}T00:00:00Z` }, timeZone)).toBe(expected);
  });

  it('tells nothing of what came after the report, but convicts by what is in it', () => {
    const report = { source, recordedUntil: '2026-11-19T00:00:00Z' } as const;
    for (const timeZone of ['UTC', 'Asia/Tokyo']) {
      expect(used({ ...report, lastSuccess: '2026-10-02T00:00:00Z' }, timeZone)).toBeNull();
      expect(used({ ...report, lastSuccess: null, recordedSince: '2026-05-23T00:00:00Z' }, timeZone)).toBeNull();
      expect(used({ ...report, lastSuccess: '2026-11-05T00:00:00Z' }, timeZone)).toBe(true);
    }
    // Judged as of an instant before the report ends.
    const earlier = new Date('2026-11-18T00:00:00Z');
    expect(used({ ...report, lastSuccess: '2026-10-02T00:00:00Z' }, 'UTC', earlier)).toBe(false);
  });
});

describe('a record of sign-ins', () => {
  it.each([
    ['Asia/Tokyo', '2026-10-31T14:59:59Z', false],
    ['Asia/Tokyo', '2026-10-31T15:00:00Z', true],
    ['UTC', '2026-10-31T23:59:59Z', false],
    ['UTC', '2026-11-01T00:00:00Z', true],
  ])('knows the moment: in %s, %s: %j', (timeZone, lastSuccess, expected) => {
    expect(used({ lastSuccess }, timeZone)).toBe(expected);
  });

  it.each([
    ['Asia/Tokyo', '2026-10-31T14:59:59Z', false],
    ['Asia/Tokyo', '2026-10-31T15:00:00Z', null],
  ])('that holds nothing must begin in time: in %s, %s: %j', (timeZone, recordedSince, expected) => {
    expect(used({ recordedSince }, timeZone)).toBe(expected);
  });

  it('that was read before the last day was over proves nothing', () => {
    const signIns = { state: 'complete' as const, rows: [signIn({ lastSuccess: '2026-10-02T00:00:00Z' })] };
    const read = { ...directory('microsoft365', [ann], { signIns }), takenAt: '2026-10-31T14:00:00Z' };
    const usedIn = (timeZone: string) => {
      return useAfter('2026-10-31', ann, tablesOf({ ...read }), { now, dayOf: dayIn(timeZone) }).used;
    };
    expect(usedIn('Asia/Tokyo')).toBeNull();
    expect(usedIn('Pacific/Kiritimati')).toBe(false);
  });
});

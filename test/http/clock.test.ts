import { expect, it } from 'vitest';
import { watchClock } from '../../src/http/clock.ts';

const theirs = Date.parse('2026-11-21T09:00:00.000Z');
const date = new Headers({ date: 'Sat, 21 Nov 2026 09:00:00 GMT' });
const day = 86_400_000;

it.each([
  ['the same', 0, null],
  ['a moment less than a day ahead', day - 1, null],
  ['a day ahead', day, day],
  ['a moment less than a day behind', 1 - day, null],
  ['two years behind', -730 * day, -730 * day],
])('a clock that is %s', (_, ahead, said) => {
  const clock = watchClock();
  clock.saw(date, theirs + ahead);
  expect(clock.aheadMs()).toBe(said);
});

it('says nothing without dates, or where one answer alone is odd', () => {
  const clock = watchClock();
  expect(clock.aheadMs()).toBeNull();
  clock.saw(new Headers(), theirs);
  clock.saw(new Headers({ date: 'soon' }), theirs);
  expect(clock.aheadMs()).toBeNull();
  clock.saw(new Headers({ date: 'Fri, 21 Nov 2036 09:00:00 GMT' }), theirs);
  clock.saw(date, theirs);
  expect(clock.aheadMs()).toBeNull();
});

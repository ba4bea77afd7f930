import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressesOf,
  hasLeft,
  leaversGap,
  normalEmployeeId,
  type Roster,
  type RosterFault,
  type RosterPerson,
  rosterGap,
  rosterMatcher,
} from '../../src/core/roster.ts';
import { account, listed } from '../check-tester.ts';
import { facts } from '../facts.ts';

describe('somebody has left', () => {
  const today = '2026-04-01';
  const cases: Array<[RosterPerson['status'], string | null, boolean]> = [
    ['active', null, false],
    ['active', '2026-03-31', true],
    ['active', '2026-04-01', false],
    ['active', '2026-04-02', false],
    ['left', null, true],
    ['left', '2026-03-31', true],
    ['left', '2026-04-01', false],
    ['left', '2026-04-02', false],
    ['leave', null, false],
    ['leave', '2026-03-31', false],
    [null, null, false],
    [null, '2026-03-31', true],
    [null, '2026-04-01', false],
  ];

  it.each(cases)('with the status %s and the last day %s: %s', (status, leaveDate, expected) => {
    expect(hasLeft(listed({ status, leaveDate }), today)).toBe(expected);
  });

  it.each([
    ['Asia/Tokyo', '2026-03-31T14:59:59.999Z', false],
    ['Asia/Tokyo', '2026-03-31T15:00:00.000Z', true],
    ['UTC', '2026-03-31T15:00:00.000Z', false],
    ['UTC', '2026-03-31T23:59:59.999Z', false],
    ['UTC', '2026-04-01T00:00:00.000Z', true],
  ])('in %s at %s, when the last day is 31 March: %s', (timeZone, instant, expected) => {
    const tenant = facts({ now: new Date(instant), settings: { timeZone } });
    const today = tenant.dayOf(tenant.now);
    expect(hasLeft(listed({ leaveDate: '2026-03-31' }), today)).toBe(expected);
  });
});

describe('a number of an employee', () => {
  it.each([
    ['A-0012', 'a-0012'],
    [' Ａ－００１２\u3000', 'a-0012'],
    ['tanaka', 'tanaka'],
    ['社員7', '社員7'],
    ['100', '100'],
  ])('%j is compared as %j', (id, normal) => {
    expect(normalEmployeeId(id)).toBe(normal);
  });

  it.each([[null], [undefined], [''], [' '], ['\u3000'], ['0'], ['0000'], ['０'], ['-'], ['00-00'], ['***']])(
    '%j is none',
    (id) => {
      expect(normalEmployeeId(id)).toBeNull();
    },
  );

  it('keeps noughts in front, since two people may differ by them', () => {
    expect(normalEmployeeId('0012')).not.toBe(normalEmployeeId('12'));
  });
});

describe('addresses of an account', () => {
  it('are its login, then the others, in lower case', () => {
    expect(addressesOf(account({ login: 'Ann@Example.com', addresses: ['A@example.com'] }))).toEqual([
      'ann@example.com',
      'a@example.com',
    ]);
    expect(addressesOf(account({ login: 'ann@example.com', addresses: null }))).toEqual(['ann@example.com']);
  });
});

describe('an account is matched with the HR list', () => {
  const ann = listed({ line: 2, email: 'ann@example.com', employeeId: '1' });
  const bob = listed({ line: 3, email: 'bob@example.com', employeeId: '２' });
  const cyd = listed({ line: 4, email: null, employeeId: 'E-3' });
  const match = rosterMatcher([ann, bob, cyd]);
  const twins = { gap: { kind: 'absent', detail: expect.stringMatching(/people of the HR list/) } };

  it('by login, without case', () => {
    expect(match(account({ login: 'ANN@example.com' }))).toBe(ann);
  });

  it('by another address, without case', () => {
    expect(match(account({ login: 'a@example.com', addresses: ['x@example.com', 'Bob@example.com'] }))).toBe(bob);
  });

  it('by number, without case, width and spaces around', () => {
    expect(match(account({ login: 'b@example.com', employeeId: ' 2' }))).toBe(bob);
    expect(match(account({ login: 'c@example.com', employeeId: 'ｅ－３' }))).toBe(cyd);
  });

  it('by login before anything else: an address of somebody who left is handed on', () => {
    expect(match(account({ login: 'ann@example.com', addresses: ['bob@example.com'], employeeId: '2' }))).toBe(ann);
  });

  it('by another address before the number, where the list does not know the number', () => {
    expect(match(account({ login: 'x@example.com', addresses: ['bob@example.com'], employeeId: '99' }))).toBe(bob);
  });

  it('by another address before the number, where they belong to two people', () => {
    expect(match(account({ login: 'x@example.com', addresses: ['bob@example.com'], employeeId: '1' }))).toBe(bob);
  });

  it('not where addresses belong to two people', () => {
    const addresses = ['ann@example.com', 'bob@example.com'];
    expect(match(account({ login: 'x@example.com', addresses }))).toEqual(twins);
    expect(match(account({ login: 'x@example.com', addresses, employeeId: 'E-3' }))).toEqual(twins);
  });

  it('by the number, where addresses belong to two people and it to one of them', () => {
    const addresses = ['ann@example.com', 'bob@example.com'];
    expect(match(account({ login: 'x@example.com', addresses, employeeId: '2' }))).toBe(bob);
  });

  it('with nobody, where nothing fits', () => {
    expect(match(account({ login: 'x@example.com', addresses: null, employeeId: null }))).toBeNull();
  });

  it('never by name', () => {
    const named = rosterMatcher([listed({ email: 'ann@example.com', name: 'Ann Acme' })]);
    expect(named(account({ login: 'x@example.com', name: 'Ann Acme' }))).toBeNull();
  });

  it('never by a number that only fills a field', () => {
    const filled = rosterMatcher([listed({ email: 'ann@example.com', employeeId: '0000' })]);
    expect(filled(account({ login: 'x@example.com', employeeId: '0000' }))).toBeNull();
  });

  it('with nobody at all, where there is no list', () => {
    expect(rosterMatcher([])(account({ employeeId: '1' }))).toBeNull();
  });

  it('whatever the order of the list and of addresses', () => {
    const people = ['ann', 'bob', 'cyd'].map((id, index) =>
      listed({ line: index + 2, email: `${id}@example.com`, employeeId: String(index + 1) }),
    );
    const addresses = fc.subarray(['ann@example.com', 'bob@example.com', 'x@example.com']);
    const given = fc.record({
      login: fc.constantFrom('ann@example.com', 'x@example.com'),
      addresses,
      employeeId: fc.constantFrom(null, '1', '2', '3', '4'),
    });
    fc.assert(
      fc.property(given, fc.shuffledSubarray(people, { minLength: 3 }), (facts, shuffled) => {
        const turned = { ...facts, addresses: facts.addresses.toReversed() };
        expect(rosterMatcher(shuffled)(account(turned))).toEqual(rosterMatcher(people)(account(facts)));
      }),
    );
  });
});

describe('an HR list that is faulty', () => {
  const gapOf = (...faults: RosterFault[]) => rosterGap({ state: 'faulty', file: 'hr.csv', faults })?.detail;
  const fault: RosterFault = { line: 7, problem: 'date', value: 'soon' };

  it('is a gap that names file and line', () => {
    expect(rosterGap({ state: 'faulty', file: 'hr.csv', faults: [fault] })).toEqual({
      kind: 'malformed',
      detail: 'the HR list cannot be used: hr.csv:7: date',
    });
    expect(gapOf({ line: null, problem: 'encoding', value: null })).toBe(
      'the HR list cannot be used: hr.csv: encoding',
    );
  });

  it('tells how many faults there are', () => {
    expect(gapOf(fault, fault)).toMatch(/, and 1 more fault$/);
    expect(gapOf(fault, fault, { line: null, problem: 'more', value: '980' })).toMatch(/, and 981 more faults$/);
  });

  it('is none when the list was read', () => {
    expect(rosterGap({ state: 'read', file: 'hr.csv', tellsLeavers: false, people: [] })).toBeNull();
  });

  it('tells nothing of leavers, nor does one without a column that would', () => {
    const faulty: Roster = { state: 'faulty', file: 'hr.csv', faults: [fault] };
    expect(leaversGap(faulty)).toEqual(rosterGap(faulty));
    const read = { state: 'read' as const, file: 'hr.csv', people: [] };
    expect(leaversGap({ ...read, tellsLeavers: true })).toBeNull();
    expect(leaversGap({ ...read, tellsLeavers: false })).toEqual({
      kind: 'absent',
      detail: 'the HR list has no column that tells who has left',
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/core/datasets.ts';
import { type Leaver, type Leavers, leaversOf } from '../../src/core/leavers.ts';
import type { RosterPerson } from '../../src/core/roster.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { AdminActivity } from '../../src/core/rows/admin-activity.ts';
import { account, act, listed, partial, unavailable } from '../check-tester.ts';
import { facts } from '../facts.ts';
import { directory } from './directory.ts';

const now = new Date('2026-04-10T00:00:00Z');

interface Scene {
  microsoft?: readonly Account[];
  google?: readonly Account[];
  /** What the audit trail of Microsoft 365 holds. */
  trail?: readonly AdminActivity[];
  timeZone?: string;
}

function leavers(
  people: RosterPerson[],
  { microsoft = [], google = [], trail = [], timeZone = 'UTC' }: Scene,
): Leavers {
  const adminActivity: Snapshot['datasets']['adminActivity'] = { state: 'complete', rows: trail };
  const snapshots = [directory('microsoft365', microsoft, { adminActivity }), directory('google-workspace', google)];
  const roster = { state: 'read' as const, tellsLeavers: true, file: 'hr.csv', people };
  const found = leaversOf(facts({ now, snapshots, roster, settings: { timeZone } }), snapshots, timeZone);
  return found ?? expect.fail('there is a list');
}

/** Ann at Google. */
const there = { id: '1', login: 'ann@example.com' };
const gone = listed({ leaveDate: '2026-03-31' });
const closed = (disabledAt: string | null, given: Partial<Account> = {}) =>
  account({ enabled: false, disabledAt, ...given });

function first(all: Leavers): Leaver {
  return all.rows[0] ?? expect.fail('nobody has left');
}

describe('somebody who has left and had an account', () => {
  it('is open while an account is enabled', () => {
    const google = [account({ ...there, enabled: false, disabledAt: '2026-04-01T00:00:00Z' })];
    const all = leavers([gone], { microsoft: [account()], google });
    expect(first(all)).toMatchObject({ state: 'open', lagHours: null, listed: gone });
    expect(first(all).accounts.map(({ provider, disabledAt }) => [provider, disabledAt])).toEqual([
      ['microsoft365', null],
      ['google-workspace', '2026-04-01T00:00:00Z'],
    ]);
    expect(all).toMatchObject({ open: 1, known: 0, unknown: 0, medianHours: null });
  });

  it('is unknown where a directory does not say whether an account is enabled', () => {
    const google = [account({ ...there, enabled: null })];
    const all = leavers([gone], { microsoft: [closed('2026-04-01T00:00:00Z')], google });
    expect(first(all)).toMatchObject({ state: 'unknown', lagHours: null });
    expect(all).toMatchObject({ open: 0, known: 0, unknown: 1 });
  });

  it('is open for certain where one account is enabled and of another it is not known', () => {
    expect(
      first(leavers([gone], { microsoft: [account()], google: [account({ ...there, enabled: null })] })).state,
    ).toBe('open');
  });

  it('is closed with an unknown lag where nothing tells when an account was disabled', () => {
    const google = [account({ ...there, enabled: false })];
    const all = leavers([gone], { microsoft: [closed('2026-04-01T00:00:00Z')], google });
    expect(first(all)).toMatchObject({ state: 'closed', lagHours: null });
    expect(all).toMatchObject({ open: 0, known: 0, unknown: 1, medianHours: null });
  });

  it('is unknown where a directory was not read in full, unless an account is enabled', () => {
    const accounts = partial([closed('2026-04-01T00:00:00Z')], 'network');
    const google = directory('google-workspace', [account({ ...there, enabled: false })]);
    const stateIn = (...snapshots: Snapshot[]) => {
      const roster = { state: 'read' as const, tellsLeavers: true, file: 'hr.csv', people: [gone] };
      return leaversOf(facts({ now, snapshots, roster }), snapshots, 'UTC')?.rows[0]?.state;
    };
    expect(stateIn(directory('microsoft365', [], { accounts }))).toBe('unknown');
    expect(stateIn(directory('microsoft365', [], { accounts: unavailable() }), google)).toBe('unknown');
    expect(stateIn(directory('microsoft365', [], { accounts }), directory('google-workspace', [account(there)]))).toBe(
      'open',
    );
  });

  it('has no lag without a date', () => {
    const all = leavers([listed({ status: 'left' })], { microsoft: [closed('2026-04-01T00:00:00Z')] });
    expect(first(all)).toMatchObject({ state: 'closed', lagHours: null });
    expect(all.unknown).toBe(1);
  });

  it.each([
    ['years before', 'UTC', '2020-01-01T00:00:00Z', 0],
    ['on the last day', 'UTC', '2026-03-31T12:00:00Z', 0],
    ['at its end', 'UTC', '2026-04-01T00:00:00Z', 0],
    ['within the first hour after', 'UTC', '2026-04-01T00:59:59Z', 0],
    ['an hour after', 'UTC', '2026-04-01T01:00:00Z', 1],
    ['two days after', 'UTC', '2026-04-03T05:30:00Z', 53],
    ['at the end of the day in Japan', 'Asia/Tokyo', '2026-03-31T15:00:00Z', 0],
    ['an hour after that', 'Asia/Tokyo', '2026-03-31T16:00:00Z', 1],
    ['nine hours after that', 'Asia/Tokyo', '2026-04-01T00:00:00Z', 9],
  ])('and was disabled %s has waited so many hours (%s, %s): %d', (_name, timeZone, disabledAt, hours) => {
    expect(first(leavers([gone], { microsoft: [closed(disabledAt)], timeZone })).lagHours).toBe(hours);
  });

  it('waited until the last of several accounts', () => {
    const microsoft = [closed('2026-04-01T05:00:00Z')];
    const google = [closed('2026-04-02T00:00:00Z', there)];
    const earlier = [closed('2026-03-01T00:00:00Z', there)];
    expect(first(leavers([gone], { microsoft, google })).lagHours).toBe(24);
    expect(first(leavers([gone], { microsoft, google: earlier })).lagHours).toBe(5);
  });

  it('was disabled when the audit trail says so, where the directory does not', () => {
    const trail = [act({ disabledAt: '2026-04-01T07:00:00Z' })];
    expect(first(leavers([gone], { microsoft: [closed(null)], trail })).lagHours).toBe(7);
    expect(first(leavers([gone], { microsoft: [closed('2026-04-01T03:00:00Z')], trail })).lagHours).toBe(3);
    expect(first(leavers([gone], { microsoft: [account()], trail })).accounts[0]?.disabledAt).toBeNull();
    expect(
      first(leavers([gone], { microsoft: [closed(null)], trail: [act({ disabledAt: null })] })).lagHours,
    ).toBeNull();
  });

  it('is not somebody who is here, on leave, or leaves today', () => {
    const people = [
      listed(),
      listed({ status: 'leave', leaveDate: '2026-03-31' }),
      listed({ leaveDate: '2026-04-10' }),
    ];
    for (const person of people) expect(leavers([person], { microsoft: [account()] }).rows).toEqual([]);
    expect(leavers([listed({ leaveDate: '2026-04-09' })], { microsoft: [account()] }).rows).toHaveLength(1);
  });

  it('had one: whoever has none is not told', () => {
    expect(leavers([listed({ email: 'x@example.com', status: 'left' })], { microsoft: [account()] }).rows).toEqual([]);
  });

  it('is there once, with the accounts of both directories', () => {
    const all = leavers([gone], { microsoft: [account()], google: [account(there)] });
    expect(all.rows.map(({ accounts }) => accounts.length)).toEqual([2]);
  });
});

describe('all who have left', () => {
  const disabledAfter = (hours: number, id: string) =>
    closed(new Date(Date.parse('2026-04-01T00:00:00Z') + hours * 3_600_000).toISOString(), { id });
  const named = (...ids: string[]) =>
    ids.map((id, index) => listed({ line: index + 2, email: `${id}@example.com`, leaveDate: '2026-03-31' }));

  it.each([
    [[7], 7],
    [[1, 100, 3], 3],
    [[1, 4], 2.5],
    [[0, 0, 10, 200], 5],
    [[9, 10, 100], 10],
  ])('with waits of %j hours have a median of %d', (hours, median) => {
    const ids = hours.map((_, index) => `p${index}`);
    const microsoft = hours.map((count, index) => disabledAfter(count, ids[index] ?? ''));
    expect(leavers(named(...ids), { microsoft })).toMatchObject({ medianHours: median, known: hours.length });
  });

  it('count in the median only where the wait is known', () => {
    const microsoft = [disabledAfter(8, 'a'), account({ id: 'b' }), closed(null, { id: 'c' })];
    expect(leavers(named('a', 'b', 'c'), { microsoft })).toMatchObject({
      medianHours: 8,
      known: 1,
      open: 1,
      unknown: 1,
    });
  });

  it('come by id, whenever they left', () => {
    const dates: Record<string, string | null> = { a: '2026-01-31', b: null, c: '2026-03-31', d: '2026-01-31' };
    const people = Object.entries(dates).map(([id, leaveDate], index) =>
      listed({ line: index + 2, email: `${id}@example.com`, status: 'left', leaveDate }),
    );
    const microsoft = ['d', 'a', 'b', 'c'].map((id) => account({ id }));
    expect(leavers(people, { microsoft }).rows.map(({ person }) => person.id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are nobody where nobody has', () => {
    expect(leavers([listed()], { microsoft: [account()] })).toEqual({
      rows: [],
      medianHours: null,
      known: 0,
      open: 0,
      unknown: 0,
    });
  });

  it('are not known without a list, with a faulty one, or with one that does not tell', () => {
    const faulty = {
      state: 'faulty' as const,
      file: 'hr.csv',
      faults: [{ line: 2, problem: 'date' as const, value: 'x' }],
    };
    expect(leaversOf(facts({ now }), [], 'UTC')).toBeNull();
    expect(leaversOf(facts({ now, roster: faulty }), [], 'UTC')).toBeNull();
    const read = { state: 'read' as const, file: 'hr.csv', people: [listed({ status: null })] };
    expect(leaversOf(facts({ now, roster: { ...read, tellsLeavers: false } }), [], 'UTC')).toBeNull();
    expect(leaversOf(facts({ now, roster: { ...read, tellsLeavers: true } }), [], 'UTC')).toMatchObject({ rows: [] });
  });
});

import { describe, expect, it } from 'vitest';
import { type AccessRow, accessOf } from '../../src/core/access.ts';
import { type Dataset, datasetNames, type Rows, type Snapshot } from '../../src/core/datasets.ts';
import type { SignInEvent } from '../../src/core/rows/sign-in-event.ts';
import { tablesOf } from '../../src/core/tables.ts';
import { account, daysAgo, enforcement, guest, mfa, now, partial, signIn, unavailable } from '../check-tester.ts';

type Some = { [K in keyof Rows]?: Dataset<Rows[K]> };

function complete<Row>(rows: readonly Row[], since?: string): Dataset<Row> {
  return { state: 'complete', rows, ...(since === undefined ? {} : { since }) };
}

/** One account, and empty tables for what is not given. */
function snapshotWith(some: Some, provider: Snapshot['provider'] = 'microsoft365'): Snapshot {
  const datasets = Object.fromEntries(datasetNames.map((name) => [name, some[name] ?? complete([])]));
  return {
    ...{ provider, directoryId: 'd-1', takenAt: now.toISOString(), requests: { sent: 1, retried: 0 } },
    datasets: { ...datasets, accounts: some.accounts ?? complete([account()]) } as Snapshot['datasets'],
  };
}

function rowWith(some: Some, emergency: readonly string[] = []): AccessRow {
  const [row] = accessOf(snapshotWith(some), { now, emergency: new Set(emergency), tables: tablesOf }).rows;
  if (row === undefined) throw new Error('no row');
  return row;
}

const last: SignInEvent['last'] = {
  at: daysAgo(1),
  address: '203.0.113.7',
  country: 'JP',
  app: 'Mail',
  client: 'Browser',
  factors: ['password', 'mobilePhone'],
};

function event(facts: Partial<SignInEvent> = {}): SignInEvent {
  return { accountId: 'ann', last, countries: [], factors: [], clients: [], ...facts };
}

/** Countries with the day on which each was first seen. */
function from(...countries: [country: string | null, days: number][]): SignInEvent[] {
  const seen = countries.map(([country, days]) => ({
    ...{ country, firstAt: daysAgo(days), lastAt: daysAgo(0) },
    ...{ address: null, app: null, count: 1 },
  }));
  return [event({ countries: seen })];
}

describe('the last sign-in', () => {
  it('is that of the log, with address, country, app, client and factors', () => {
    const row = rowWith({
      signIns: complete([signIn({ lastSuccess: daysAgo(0) })]),
      signInEvents: complete([event()]),
    });
    expect(row.last).toEqual({ ...last, source: 'log' });
    expect(row.lastGap).toBeNull();
  });

  it('is of the record where the log holds none, and then tells time alone', () => {
    const dark = { address: null, country: null, app: null, client: null, factors: null };
    for (const source of ['activity', 'usage-report'] as const) {
      const record = complete([signIn({ lastSuccess: daysAgo(40), source })]);
      for (const log of [complete<SignInEvent>([]), unavailable()]) {
        const row = rowWith({ signIns: record, signInEvents: log });
        expect(row.last).toEqual({ at: daysAgo(40), source, ...dark });
      }
    }
  });

  it('is none where the record says so, and not known where there is no record', () => {
    const none = rowWith({ signIns: complete([signIn({ lastSuccess: null })]) });
    expect(none).toMatchObject({ last: null, lastGap: null });
    const unread = rowWith({ signIns: unavailable('licence') });
    expect(unread).toMatchObject({ last: null, lastGap: { kind: 'licence' } });
    const forgotten = rowWith({ signIns: complete([]) });
    expect(forgotten).toMatchObject({ last: null, lastGap: { kind: 'absent' } });
  });
});

describe('a country is first seen', () => {
  it.each<[string, [string | null, number][], string[]]>([
    ['nowhere: one country only', [['JP', 20]], []],
    [
      'after sign-ins from another',
      [
        ['JP', 20],
        ['US', 2],
      ],
      ['US'],
    ],
    [
      'whatever the order in the row',
      [
        ['US', 2],
        ['JP', 20],
      ],
      ['US'],
    ],
    [
      'each of several, the oldest first',
      [
        ['VN', 1],
        ['JP', 20],
        ['US', 2],
      ],
      ['US', 'VN'],
    ],
    [
      'not when both were first seen at one instant',
      [
        ['JP', 20],
        ['US', 20],
      ],
      [],
    ],
    [
      'not by sign-ins from where the log does not say',
      [
        [null, 20],
        ['US', 2],
      ],
      [],
    ],
    [
      'beside such sign-ins too',
      [
        [null, 25],
        ['JP', 20],
        ['US', 2],
      ],
      ['US'],
    ],
    ['never: the log does not say', [[null, 20]], []],
    ['never: no sign-in', [], []],
  ])('%s', (_label, countries, expected) => {
    const row = rowWith({ signInEvents: complete(from(...countries), daysAgo(30)) });
    expect(row.newCountries?.map(({ country }) => country)).toEqual(expected);
  });

  it('on the day of the first sign-in from there', () => {
    const row = rowWith({ signInEvents: complete(from(['JP', 20], ['US', 2])) });
    expect(row.newCountries).toEqual([{ country: 'US', firstAt: daysAgo(2) }]);
  });

  it('by whoever is in a log that was read whole only: the missing part may hold an older one', () => {
    expect(rowWith({ signInEvents: partial(from(['JP', 20], ['US', 2])) }).newCountries).toBeNull();
    expect(rowWith({ signInEvents: unavailable() }).newCountries).toBeNull();
    expect(rowWith({ signInEvents: complete([]) }).newCountries).toEqual([]);
  });
});

describe('enrolled, allowed and used', () => {
  it('are three facts: none stands for another', () => {
    const row = rowWith({
      mfa: complete([mfa({ registered: true })]),
      enforcement: unavailable(),
      signInEvents: complete([]),
    });
    expect(row.factors).toEqual({ enrolled: true, allowed: null, used: [] });
    const other = rowWith({
      mfa: unavailable(),
      enforcement: complete([enforcement({ allowedFactors: { set: 'ALL', scope: '/' } })]),
      signInEvents: unavailable(),
    });
    expect(other.factors).toEqual({ enrolled: null, allowed: { set: 'ALL', scope: '/' }, used: null });
  });

  it('a challenge that was no second factor is not used as one, and a doubtful one stays in doubt', () => {
    const at = { lastAt: daysAgo(1), count: 1 };
    const factors: SignInEvent['factors'] = [
      { name: 'password', strength: 'none', second: null, ...at },
      { name: 'idv_any_phone', strength: 'phone', second: false, ...at },
      { name: 'idv_preregistered_phone', strength: 'phone', second: null, ...at },
      { name: 'security_key', strength: 'resistant', second: true, ...at },
      { name: 'rescue_code', strength: 'unknown', second: true, ...at },
    ];
    expect(rowWith({ signInEvents: complete([event({ factors })]) }).factors.used).toEqual([
      { name: 'idv_preregistered_phone', strength: 'phone', second: null },
      { name: 'security_key', strength: 'resistant', second: true },
      { name: 'rescue_code', strength: 'unknown', second: true },
    ]);
  });

  it('a log that holds no factors does not say that none was used', () => {
    const silent = event({ last: { ...last, factors: null } });
    expect(rowWith({ signInEvents: complete([silent]) }).factors.used).toBeNull();
    expect(
      rowWith({ signInEvents: complete([event({ last: { ...last, factors: ['password'] } })]) }).factors.used,
    ).toEqual([]);
    expect(rowWith({ signInEvents: partial<SignInEvent>([]) }).factors.used).toBeNull();
  });
});

describe('protection', () => {
  const policies = [{ id: 'p', name: 'Require MFA', conditions: [] }];

  it('is what the row says, with the policies', () => {
    const row = rowWith({ enforcement: complete([enforcement({ policies, trustsDevices: true })]) });
    expect(row.protection).toMatchObject({ state: 'enforced', policies, trustsDevices: true });
  });

  it('that begins later protects nobody yet', () => {
    const at = (startsAt: string) => rowWith({ enforcement: complete([enforcement({ startsAt })]) }).protection;
    expect(at(now.toISOString()).state).toBe('enforced');
    expect(at(new Date(now.getTime() + 1).toISOString())).toMatchObject({ state: 'none', reason: 'scheduled' });
  });

  it('that was not read is unknown, with the reason', () => {
    expect(rowWith({ enforcement: unavailable('permission') }).protection).toMatchObject({
      ...{ state: 'unknown', reason: 'unreadable', policies: [], trustsDevices: null },
      gap: { kind: 'permission' },
    });
    expect(rowWith({ enforcement: partial([], 'network') }).protection).toMatchObject({ gap: { kind: 'network' } });
    expect(rowWith({ enforcement: complete([]) }).protection).toMatchObject({
      state: 'unknown',
      gap: { kind: 'absent' },
    });
  });
});

describe('a directory', () => {
  it('has a row for every account, sorted by login, disabled ones and guests too', () => {
    const accounts = [account({ id: 'zoe', enabled: false }), guest({ id: 'bob' }), account({ id: 'ann' })];
    const { rows } = accessOf(snapshotWith({ accounts: complete(accounts) }), {
      now,
      emergency: new Set(),
      tables: tablesOf,
    });
    expect(rows.map((row) => row.account.id)).toEqual(['ann', 'bob', 'zoe']);
    expect(rows.map(({ member }) => member)).toEqual([true, false, false]);
  });

  it('tells members from declared emergency accounts, and doubt from either', () => {
    expect(rowWith({}, ['ann@example.com'])).toMatchObject({ member: false, emergency: true });
    expect(rowWith({})).toMatchObject({ member: true, emergency: false });
    expect(rowWith({ accounts: complete([account({ kind: null })]) }).member).toMatchObject({ kind: 'absent' });
    expect(rowWith({ accounts: complete([account({ enabled: null })]) }).member).toMatchObject({ kind: 'absent' });
  });

  it('says how far back the log was read, and why rows may be missing', () => {
    const read = (some: Some) => accessOf(snapshotWith(some), { now, emergency: new Set(), tables: tablesOf });
    const since = daysAgo(30);
    expect(read({ signInEvents: complete([], since) })).toMatchObject({ since, gap: null, accountsGap: null });
    expect(read({ signInEvents: complete([]) })).toMatchObject({ since: null, gap: null });
    expect(read({ signInEvents: unavailable('licence') })).toMatchObject({ since: null, gap: { kind: 'licence' } });
    expect(read({ accounts: partial([account()], 'throttled') })).toMatchObject({ accountsGap: { kind: 'throttled' } });
    expect(read({ accounts: unavailable() }).rows).toEqual([]);
  });
});

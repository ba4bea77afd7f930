import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/core/datasets.ts';
import { leaversOf } from '../../src/core/leavers.ts';
import { leaversReportOf, type PeopleReport, peopleReportOf } from '../../src/core/people-report.ts';
import type { RawFinding, RawResult } from '../../src/core/result.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Enforcement } from '../../src/core/rows/enforcement.ts';
import type { Method, Mfa } from '../../src/core/rows/mfa.ts';
import { account, listed } from '../check-tester.ts';
import { facts } from '../facts.ts';
import { directory } from './directory.ts';

const now = new Date('2026-04-10T00:00:00Z');
const ann = account({ id: 'm-ann', login: 'ann@acme.example', name: 'Ann' });
const annAtGoogle = account({ id: 'g-ann', login: 'Ann@acme.example', name: 'Ann G.' });
const bob = account({ id: 'm-bob', login: 'bob@acme.example' });

function enforcement(accountId: string, state: Enforcement['state'], startsAt: string | null = null): Enforcement {
  return {
    ...{ accountId, state, reason: 'policy', policies: [], startsAt, legacyClients: null, allowedFactors: null },
    ...{ trustsDevices: null, gap: null },
  };
}

function mfa(accountId: string, registered: boolean | null, strengths: Method['strength'][] | null): Mfa {
  const methods = strengths?.map((strength) => ({ name: strength, strength })) ?? null;
  return { accountId, registered, usable: registered, methods };
}

function finding(id: string, some: Partial<RawFinding> = {}): RawFinding {
  const subject = { type: 'account' as const, id };
  return { key: id, subject, verdict: 'fail', message: 'm', data: {}, severity: 'high', ...some };
}

function result(provider: RawResult['provider'], findings: RawFinding[]): RawResult {
  const counts = { judged: 1, failed: 1, unknown: 0, excepted: 0 };
  return { check: 'c', provider, verdict: 'fail', severity: 'high', counts, gaps: [], controls: [], findings };
}

interface Scene {
  microsoft?: readonly Account[];
  google?: readonly Account[];
  enforced?: readonly Enforcement[];
  factors?: readonly Mfa[];
  results?: readonly RawResult[];
}

function reportOf(scene: Scene): PeopleReport {
  const { microsoft = [ann, bob], google = [annAtGoogle], enforced = [], factors = [], results = [] } = scene;
  const tables: Partial<Snapshot['datasets']> = {
    enforcement: { state: 'complete', rows: enforced },
    mfa: { state: 'complete', rows: factors },
  };
  const snapshots = [directory('microsoft365', microsoft, tables), directory('google-workspace', google, tables)];
  return peopleReportOf(facts({ now, snapshots }), results, snapshots);
}

function annIn(scene: Scene) {
  return reportOf(scene).joined[0] ?? expect.fail('nobody is joined');
}

describe('a person with several accounts', () => {
  it('is named with the accounts and what joined them; others are left out', () => {
    const unsaid = { protection: 'unknown', factor: 'unknown' };
    expect(reportOf({})).toEqual({
      joined: [
        {
          ...{
            id: 'm-ann',
            name: 'Ann',
            joinedBy: ['login'],
            severity: null,
            protection: 'unknown',
            factor: 'unknown',
          },
          accounts: [
            { ...{ provider: 'microsoft365', id: 'm-ann', login: 'ann@acme.example', enabled: true }, ...unsaid },
            { ...{ provider: 'google-workspace', id: 'g-ann', login: 'Ann@acme.example', enabled: true }, ...unsaid },
          ],
        },
      ],
      unjoined: [],
    });
  });

  it('goes by the first name that is given', () => {
    expect(annIn({ microsoft: [{ ...ann, name: ' ' }] }).name).toBe('Ann G.');
    expect(annIn({ microsoft: [{ ...ann, name: null }], google: [{ ...annAtGoogle, name: null }] }).name).toBe(
      'ann@acme.example',
    );
  });

  it('has the worst severity that is open, of whichever account and of the person', () => {
    const exception = { reason: 'r', approvedBy: 'a', until: '2027-01-01' };
    const person = { type: 'person' as const, id: 'm-ann' };
    const results = [
      result('microsoft365', [finding('m-ann', { severity: 'low' }), finding('m-bob', { severity: 'critical' })]),
      result('google-workspace', [
        finding('g-ann', { severity: 'medium' }),
        finding('g-ann', { severity: 'critical', exception }),
        finding('g-ann', { severity: 'critical', verdict: 'unknown' }),
      ]),
    ];
    expect(annIn({ results }).severity).toBe('medium');
    const whole = result(null, [finding('m-ann', { severity: 'high', subject: person })]);
    expect(annIn({ results: [...results, whole] }).severity).toBe('high');
    // The id alone is not enough: another directory may use the same.
    expect(annIn({ results: [result('google-workspace', [finding('m-ann')])] }).severity).toBeNull();
  });

  it.each([
    ['enforced', 'enforced', 'enforced'],
    ['enforced', 'unknown', 'unknown'],
    ['partly', 'unknown', 'partly'],
    ['partly', 'none', 'none'],
  ] as const)('with %s and %s is as weak as %s', (one, other, weakest) => {
    const enforced = [enforcement('m-ann', one), enforcement('g-ann', other)];
    expect(annIn({ enforced }).protection).toBe(weakest);
    expect(annIn({ enforced: enforced.toReversed() }).protection).toBe(weakest);
  });

  it('is not protected yet by what begins later', () => {
    const later = enforcement('g-ann', 'enforced', '2026-04-10T00:00:01Z');
    expect(annIn({ enforced: [enforcement('m-ann', 'enforced'), later] }).protection).toBe('none');
  });

  it.each([
    [['resistant'], ['resistant'], 'resistant'],
    [['resistant', 'phishable'], ['resistant'], 'phishable'],
    [['phishable'], ['unknown'], 'unknown'],
    [['phone', 'resistant'], ['unknown'], 'phone'],
    [['none', 'phishable'], ['resistant'], 'phishable'],
  ] as const)('with %j and %j has the second factor %s', (one, other, weakest) => {
    const factors = [mfa('m-ann', true, [...one]), mfa('g-ann', true, [...other])];
    expect(annIn({ factors }).factor).toBe(weakest);
  });

  it('has no second factor where one account has none, and an unknown one where nobody says which', () => {
    const strong = mfa('m-ann', true, ['resistant']);
    expect(annIn({ factors: [strong, mfa('g-ann', false, [])] }).factor).toBe('none');
    expect(annIn({ factors: [strong, mfa('g-ann', null, null)] }).factor).toBe('unknown');
    expect(annIn({ factors: [strong, mfa('g-ann', true, null)] }).factor).toBe('unknown');
    expect(annIn({ factors: [strong] }).factor).toBe('unknown');
  });

  it('is not weakened by an account that may not sign in, but by one of which that is not known', () => {
    const enforced = [enforcement('m-ann', 'enforced'), enforcement('g-ann', 'none')];
    const factors = [mfa('m-ann', true, ['resistant']), mfa('g-ann', false, [])];
    const withEnabled = (enabled: boolean | null) =>
      annIn({ google: [{ ...annAtGoogle, enabled }], enforced, factors });
    const weakAt = (enabled: boolean | null) =>
      withEnabled(enabled).accounts.map((one) => [one.protection, one.factor]);
    expect(withEnabled(false)).toMatchObject({ protection: 'enforced', factor: 'resistant' });
    expect(weakAt(false)).toEqual([
      ['enforced', 'resistant'],
      [null, null],
    ]);
    expect(withEnabled(null)).toMatchObject({ protection: 'none', factor: 'none' });
    expect(weakAt(null)).toEqual([
      ['enforced', 'resistant'],
      ['none', 'none'],
    ]);
    const off = { microsoft: [{ ...ann, enabled: false }], google: [{ ...annAtGoogle, enabled: false }] };
    expect(annIn({ ...off, enforced, factors })).toMatchObject({ protection: null, factor: null });
  });
});

it('people are sorted by id, and what could not be joined is told with what it shares', () => {
  const shared = { addresses: ['info@acme.example'] };
  const left = account({ id: 'm-zoe', login: 'zoe@acme.example', employeeId: '1', ...shared });
  const right = account({ id: 'g-zoe', login: 'z@acme.example', employeeId: '2', ...shared });
  const bobAtGoogle = { ...bob, id: 'g-bob' };
  const { joined, unjoined } = reportOf({
    microsoft: [left, bob, ann],
    google: [right, bobAtGoogle, annAtGoogle],
  });
  expect(joined.map(({ id }) => id)).toEqual(['m-ann', 'm-bob']);
  expect(unjoined).toEqual([
    {
      ...{ reason: 'contradiction', shared: 'info@acme.example' },
      accounts: [
        { provider: 'microsoft365', id: 'm-zoe', login: 'zoe@acme.example', enabled: true },
        { provider: 'google-workspace', id: 'g-zoe', login: 'z@acme.example', enabled: true },
      ],
    },
  ]);
});

describe('those who have left', () => {
  const gone = { ...ann, enabled: false, disabledAt: '2026-04-01T05:00:00Z' };
  const snapshots = [directory('microsoft365', [gone, bob]), directory('google-workspace', [])];
  const report = (people: Parameters<typeof listed>[0][] | null) => {
    const list = { state: 'read' as const, file: 'hr.csv', tellsLeavers: true };
    const roster = people && { ...list, people: people.map((one) => listed(one)) };
    return leaversReportOf(leaversOf(facts({ now, snapshots, roster }), snapshots, 'UTC'));
  };

  it('are told with the lag, under the name of the HR list', () => {
    expect(report([{ email: 'ann@acme.example', name: 'Ann of HR', leaveDate: '2026-03-31' }])).toEqual({
      ...{ medianHours: 5, known: 1, open: 0, unknown: 0 },
      persons: [
        {
          ...{ id: 'm-ann', name: 'Ann of HR', leaveDate: '2026-03-31', state: 'closed', lagHours: 5 },
          accounts: [
            {
              ...{ provider: 'microsoft365', id: 'm-ann', login: 'ann@acme.example', enabled: false },
              disabledAt: '2026-04-01T05:00:00Z',
            },
          ],
        },
      ],
    });
    expect(report([{ email: 'ann@acme.example', name: null, status: 'left' }])?.persons[0]).toMatchObject({
      ...{ name: 'Ann', leaveDate: null, lagHours: null },
    });
  });

  it('come by id, whenever they left', () => {
    const all = ['ann', 'bob'].map((name, index) => ({ line: index + 2, email: `${name}@acme.example` }));
    const dates = [
      ['2026-01-31', '2026-03-31'],
      ['2026-03-31', '2026-01-31'],
    ];
    for (const days of dates) {
      const people = all.map((one, index) => ({ ...one, leaveDate: days[index] ?? null }));
      expect(report(people)?.persons.map(({ id }) => id)).toEqual(['m-ann', 'm-bob']);
      expect(report(people.toReversed())?.persons.map(({ id }) => id)).toEqual(['m-ann', 'm-bob']);
    }
  });

  it('are nobody where everybody is there, and unknown without a list', () => {
    expect(report([{ email: 'bob@acme.example' }])?.persons).toEqual([]);
    expect(report(null)).toBeNull();
  });
});

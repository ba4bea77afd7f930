import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { rowsOf, type Snapshot } from '../../src/core/datasets.ts';
import type { DeclaredException } from '../../src/core/report.ts';
import type { Roster } from '../../src/core/roster.ts';
import { createDisguise, disguised } from '../../src/pseudonyms/keyed.ts';
import type { SavedScan } from '../../src/snapshot-file.ts';
import { arbitraryCircumstances, arbitraryTenant } from '../arbitrary-snapshots.ts';
import { daysAgo, now } from '../check-tester.ts';
import { comparable, judged, tellingKey } from './judged.ts';

/** Spellings that are one login. */
const spelling = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.replace(/^./, (first) => first.toUpperCase()),
);

/** Employee numbers as lists and directories write them: some of people, some of nobody, some only words. */
const employeeId = fc.constantFrom('1', '１', ' 1 ', 'A-2', 'ａ-２', '000', '-', '', 'none', 'None', 'contractor');

const more = fc.record({
  spell: spelling,
  isGuest: fc.nat(3).map((number) => number === 0),
  employeeId: fc.option(employeeId, { nil: undefined }),
  orgUnit: fc.constantFrom('/', '/Sales', '/Sales/East, West', null),
  department: fc.constantFrom('Sales', '営業部', null),
});

/** A snapshot with accounts that are spelled and placed in more ways than the others. */
const spelledSnapshots = fc
  .tuple(arbitraryTenant, fc.array(more, { minLength: 14, maxLength: 14 }))
  .map(([snapshots, all]): readonly Snapshot[] =>
    snapshots.map((snapshot, index) => {
      const { accounts } = snapshot.datasets;
      const rows = rowsOf(accounts).map((row, place) => {
        const facts = all[(index * 7 + place) % all.length];
        if (facts === undefined) return row;
        const login = facts.isGuest
          ? row.login.replace('@example.com', '_partner.example#EXT#@example.com')
          : row.login;
        return {
          ...row,
          login: facts.spell(login),
          orgUnit: facts.orgUnit,
          department: facts.department,
          ...(facts.employeeId === undefined ? {} : { employeeId: facts.employeeId }),
        };
      });
      return { ...snapshot, datasets: { ...snapshot.datasets, accounts: { ...accounts, rows } as typeof accounts } };
    }),
  );

const subjects = ['ann', 'bob@example.com', 'DAN@example.com', 'cyd_partner.example#ext#@example.com', 'app-1', 'acme'];
const exception = fc.record({
  check: fc.constantFrom('missing-mfa', 'stale-account', 'privileged-app', 'emergency-access', 'half-offboarded'),
  subject: fc.constantFrom(...subjects),
  reason: fc.constant('on leave'),
  approvedBy: fc.constantFrom('eve@example.com', 'The board'),
  until: fc.constantFrom(daysAgo(10).slice(0, 10), daysAgo(-10).slice(0, 10)),
}) satisfies fc.Arbitrary<DeclaredException>;

const links = fc.subarray([
  ['ann', 'BOB@example.com'],
  ['microsoft365/cyd', 'Google-Workspace/Dan@Example.com'],
  ['eve@example.com', 'nobody@example.com'],
]);

function withNumbers(roster: Roster | null, numbers: readonly string[]): Roster | null {
  if (roster?.state !== 'read') return roster;
  const taken = new Set<string>();
  const people = roster.people.map((person, index) => {
    const number = numbers[index] ?? null;
    if (number === null || taken.has(number)) return person;
    taken.add(number);
    return { ...person, employeeId: number, department: '営業部', managerEmail: 'eve@example.com' };
  });
  return { ...roster, people };
}

const scan = fc
  .record({
    snapshots: spelledSnapshots,
    circumstances: arbitraryCircumstances,
    exceptions: fc.array(exception, { maxLength: 4 }),
    links,
    numbers: fc.uniqueArray(fc.constantFrom('1', '２', 'a-2', 'none', '0'), { maxLength: 4 }),
  })
  .map(({ snapshots, circumstances, exceptions, links: declared, numbers }): SavedScan => {
    const { approvedCountries, emergency = [], roster = null, timeZone = 'UTC' } = circumstances;
    const instant = now.toISOString();
    return {
      tenant: { id: 'acme', name: 'Acme' },
      scan: { id: 's', startedAt: instant, finishedAt: instant, asOf: instant },
      settings: {
        ...{ emergency, exceptions, links: declared, timeZone, approvedCountries },
        ...{ expectedGaps: [], checks: {}, profile: null, unusedKeys: [] },
      },
      roster: withNumbers(roster, numbers),
      snapshots,
    };
  });

let key: Awaited<ReturnType<typeof tellingKey>>;
beforeAll(async () => {
  key = await tellingKey('correct horse battery staple');
});

it('a scan in disguise is judged as the plain one, but for names', () => {
  fc.assert(
    fc.property(scan, (plain) => {
      const hidden = judged(disguised(plain, createDisguise(key)));
      expect(comparable(hidden, key.undisguised)).toEqual(comparable(judged(plain), (text) => text));
    }),
    { numRuns: 100 },
  );
});

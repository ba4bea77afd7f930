import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { rowsOf, type Snapshot } from '../../../src/core/datasets.ts';
import { follow } from '../../../src/core/history/life.ts';
import type { HeldAccount, TrackedFinding } from '../../../src/core/history/tracked-finding.ts';
import type { Roster } from '../../../src/core/roster.ts';
import type { Account } from '../../../src/core/rows/account.ts';
import { arbitraryCircumstances, arbitraryTenant } from '../../arbitrary-snapshots.ts';
import { now, withDataset } from '../../check-tester.ts';
import { facts } from '../../facts.ts';
import { entryOf, type Judging, standingAfter, whole } from './scans.ts';

const circumstances: fc.Arbitrary<Judging> = arbitraryCircumstances;
const size = { leavers: 0, halves: 0, lost: 0 };

afterAll(() => {
  const { leavers, halves, lost } = size;
  process.stdout.write(`ties: ${leavers} leavers and ${halves} people followed, ${lost} lost from sight\n`);
});

function withAccounts(snapshot: Snapshot, change: (account: Account, index: number) => Account): Snapshot {
  const rows = rowsOf(snapshot.datasets.accounts).map(change);
  return withDataset(snapshot, 'accounts', { state: 'complete', rows });
}

/**
 * Logins differ from cloud to cloud, so that what ties accounts can be lost. Every other one has a number for both, and
 * is closed in one of them.
 */
function apart(read: readonly Snapshot[]): Snapshot[] {
  return whole(read).map((snapshot) => {
    const isMicrosoft = snapshot.provider === 'microsoft365';
    return withAccounts(snapshot, (account, index) => {
      const { id, login } = account;
      const named = isMicrosoft ? account : { ...account, id: `g-${id}`, login: login.replace('@', '.g@') };
      if (index % 2 === 1) return named;
      return { ...named, kind: 'member', employeeId: `n${index}`, enabled: isMicrosoft === (index % 4 === 0) };
    });
  });
}

interface Untying {
  people: readonly boolean[];
  numbers: readonly boolean[];
  aliases: readonly boolean[];
  keepsLinks: boolean;
}

const some = fc.array(fc.boolean(), { minLength: 14, maxLength: 14 });
const untying: fc.Arbitrary<Untying> = fc.record({
  ...{ people: some, numbers: some, aliases: some, keepsLinks: fc.boolean() },
});

/** The same accounts, and less that says whose they are. */
function untied(before: readonly Snapshot[], { numbers, aliases }: Untying): Snapshot[] {
  return before.map((snapshot) =>
    withAccounts(snapshot, (account, index) => ({
      ...account,
      ...(numbers[index] ? {} : { employeeId: null }),
      ...(aliases[index] ? {} : { addresses: [] }),
    })),
  );
}

function shortened(roster: Roster | undefined, { people }: Untying): Roster | undefined {
  if (roster === undefined || roster.state === 'faulty') return roster;
  return { ...roster, people: roster.people.filter((_, index) => people[index]) };
}

function circumstancesAfter({ roster, links, ...how }: Judging, untie: Untying): Judging {
  const list = shortened(roster, untie);
  return {
    ...how,
    ...(list === undefined ? {} : { roster: list }),
    ...(links !== undefined && untie.keepsLinks ? { links } : {}),
  };
}

function tenantOf(snapshots: readonly Snapshot[], { roster, links }: Judging) {
  return facts({
    now,
    snapshots,
    ...(roster === undefined ? {} : { roster }),
    settings: { links: (links ?? []).map((names) => [...names]) },
  });
}

function accountAt(snapshots: readonly Snapshot[], provider: string | null, id: string): Account | undefined {
  const snapshot = snapshots.find((one) => one.provider === provider);
  return snapshot && rowsOf(snapshot.datasets.accounts).find((account) => account.id === id);
}

function followed(before: readonly Snapshot[], how: Judging, after: readonly Snapshot[], then: Judging) {
  const { earlier } = standingAfter([entryOf(before, how)]);
  const mine = earlier.findings.filter(({ check }) => check === 'leaver-account' || check === 'half-offboarded');
  size.leavers += mine.filter(({ check }) => check === 'leaver-account').length;
  size.halves += mine.length - mine.filter(({ check }) => check === 'leaver-account').length;
  const { resolved, standing } = follow(earlier, entryOf(after, { ...then, id: 'scan-2' }));
  size.lost += standing.filter(({ lostBy }) => lostBy !== undefined).length;
  const keys = new Set(mine.map(({ key }) => key));
  return { mine, resolved: resolved.map(({ finding }) => finding).filter(({ key }) => keys.has(key)), standing };
}

function openOf({ holdings = [] }: TrackedFinding): readonly HeldAccount[] {
  return holdings.filter(({ enabled }) => enabled !== false);
}

describe('a finding that rests on whose an account is', () => {
  it('is not resolved because nobody says so any more', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, untying, (read, how, untie) => {
        const before = apart(read);
        const [after, then] = [untied(before, untie), circumstancesAfter(how, untie)];
        const { resolved } = followed(before, how, after, then);
        const tenant = tenantOf(after, then);
        for (const finding of resolved) {
          if (finding.check === 'leaver-account') {
            const account = accountAt(after, finding.provider, finding.subject.id);
            const listing = account && finding.provider && tenant.listed(finding.provider, account);
            // The list names somebody who works here.
            expect(listing).toMatchObject({ person: {} });
          } else {
            // Each account that is open belongs to a human who is judged.
            const clouds = openOf(finding).map(({ provider, id }) => {
              return new Set(
                tenant
                  .people()
                  .of(provider, id)
                  ?.holdings.map((holding) => holding.provider),
              ).size;
            });
            expect(clouds.every((count) => count === 2)).toBe(true);
          }
        }
      }),
      { numRuns: 400, endOnFailure: true },
    );
  });

  it('is resolved when its accounts are disabled or deleted, whatever the HR list says by then', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, untying, fc.boolean(), (read, how, untie, isDeleted) => {
        const before = apart(read);
        const closed = untied(before, untie).map((snapshot) => {
          if (!isDeleted) return withAccounts(snapshot, (account) => ({ ...account, enabled: false }));
          return withDataset(snapshot, 'accounts', { state: 'complete', rows: [] });
        });
        const { roster } = how;
        if (roster === undefined || roster.state === 'faulty') return;
        const { mine, resolved } = followed(before, how, closed, circumstancesAfter(how, untie));
        expect(resolved.map(({ key }) => key).sort()).toEqual(mine.map(({ key }) => key).sort());
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  it('is resolved when the HR list names everybody as working here, by the login', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, (read, how) => {
        const { roster } = how;
        if (roster === undefined || roster.state === 'faulty') return;
        const before = apart(read);
        const logins = new Set(before.flatMap(({ datasets }) => rowsOf(datasets.accounts).map(({ login }) => login)));
        const people = [...logins].map((email, index) => {
          const nothing = { employeeId: null, name: null, leaveDate: null, department: null, managerEmail: null };
          return { ...nothing, line: index + 2, email, status: 'active' as const };
        });
        const { mine, resolved } = followed(before, how, before, { ...how, roster: { ...roster, people } });
        const leavers = (all: readonly TrackedFinding[]) =>
          all.filter(({ check }) => check === 'leaver-account').map(({ key }) => key);
        if (roster.tellsLeavers) expect(leavers(resolved).sort()).toEqual(leavers(mine).sort());
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });
});

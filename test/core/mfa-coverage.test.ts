import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessOf } from '../../src/core/access.ts';
import { type MfaCoverage, mfaCoverageOf } from '../../src/core/mfa-coverage.ts';
import { enforcementStates } from '../../src/core/rows/enforcement.ts';
import { tablesOf } from '../../src/core/tables.ts';
import { arbitrarySnapshot } from '../arbitrary-snapshots.ts';
import { account, enforcement, now } from '../check-tester.ts';
import { sample, snapshotOf } from '../render/sample.ts';

function coverageOf(index: number): MfaCoverage {
  const access = sample().access[index];
  if (access === undefined) throw new Error('no such directory');
  return mfaCoverageOf(access);
}

describe('counts of members', () => {
  it('add up, whatever the directory', () => {
    fc.assert(
      fc.property(arbitrarySnapshot, (snapshot) => {
        const access = accessOf(snapshot, { now, emergency: new Set(), tables: tablesOf });
        const { members, states, registered, unknown } = mfaCoverageOf(access);
        expect(enforcementStates.reduce((sum, state) => sum + states[state], 0)).toBe(members);
        expect(registered.yes + registered.no + registered.unknown).toBe(members);
        expect(unknown.reduce((sum, { count }) => sum + count, 0)).toBe(states.unknown);
        if (snapshot.datasets.enforcement.state === 'unavailable') expect(states.unknown).toBe(members);
      }),
    );
  });

  it('leave out guests, disabled and emergency accounts', () => {
    const { members } = coverageOf(0);
    const { rows = [] } = sample().access[0] ?? {};
    expect(rows.length).toBeGreaterThan(members);
    expect(rows.filter(({ account }) => account.enabled && account.kind === 'member')).toHaveLength(members);
  });

  it('set registered beside enforced, and say by which policy', () => {
    const { states, registered, shares } = coverageOf(0);
    expect(registered.yes).toBeGreaterThan(states.enforced);
    expect(shares[0]).toEqual({
      ...{ state: 'enforced', reason: 'policy', policy: 'Require MFA for all users' },
      ...{ startsAt: null, count: states.enforced },
    });
    expect(shares.find(({ reason }) => reason === 'excluded')).toMatchObject({
      ...{ policy: 'Require MFA for all users', state: 'none' },
    });
  });

  it('count trusted devices as enforced, and mention them', () => {
    const { states, trusting } = coverageOf(1);
    expect(states.enforced).toBeGreaterThan(0);
    expect(trusting).toBe(states.enforced);
    expect(coverageOf(0).trusting).toBe(0);
  });
});

describe('a member', () => {
  const policy = (name: string) => ({ id: name, name, conditions: [] });
  const read = (tables: Parameters<typeof snapshotOf>[2]) => {
    const surrounding = { now, emergency: new Set<string>(), tables: tablesOf };
    return mfaCoverageOf(accessOf(snapshotOf('microsoft365', 'd', tables), surrounding));
  };

  it('whom two policies protect counts once as a member and under each policy', () => {
    const policies = [policy('A'), policy('B'), policy('A')];
    const { states, shares } = read({ accounts: [account()], enforcement: [enforcement({ policies })] });
    expect(states.enforced).toBe(1);
    expect(shares.map(({ policy: name, count }) => [name, count])).toEqual([
      ['A', 1],
      ['B', 1],
    ]);
  });

  it('whose enforcement begins later shares that with those of the same day only', () => {
    const scheduled = (accountId: string, startsAt: string) =>
      enforcement({ accountId, policies: [policy('A')], startsAt });
    const days = ['2027-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z'];
    const ids = days.map((_, index) => `later-${index}`);
    const { shares } = read({
      accounts: ids.map((id) => account({ id, login: `${id}@example.com` })),
      enforcement: days.map((day, index) => scheduled(ids[index] ?? '', day)),
    });
    expect(shares.map(({ reason, startsAt, count }) => [reason, startsAt, count])).toEqual([
      ['scheduled', days[0], 2],
      ['scheduled', days[2], 1],
    ]);
  });

  it('who may be none is unknown, however well protected', () => {
    const { members, states, unknown, shares } = read({
      accounts: [account({ kind: null })],
      enforcement: [enforcement({ policies: [policy('A')] })],
    });
    expect([members, states.enforced, states.unknown]).toEqual([1, 0, 1]);
    expect(unknown).toEqual([{ gap: expect.objectContaining({ kind: 'absent' }), count: 1 }]);
    expect(shares).toEqual([]);
  });
});

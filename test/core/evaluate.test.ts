import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checks } from '../../checks/index.ts';
import { missingMfa } from '../../checks/missing-mfa.ts';
import {
  type AnyCheck,
  type Check,
  isTenantCheck,
  pass,
  readingOf,
  type Subject,
  type TenantCheck,
} from '../../src/core/check.ts';
import {
  type Dataset,
  type DatasetName,
  datasetNames,
  rowSchemas,
  rowsOf,
  type Snapshot,
} from '../../src/core/datasets.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import { boundTo } from '../../src/core/history/bound-facts.ts';
import type { Provider } from '../../src/core/provider.ts';
import { rosterSchema } from '../../src/core/roster.ts';
import { tablesOf } from '../../src/core/tables.ts';
import { arbitraryCircumstances, arbitrarySnapshot, arbitraryTenant } from '../arbitrary-snapshots.ts';
import {
  account,
  daysAgo,
  type JudgingOptions,
  judge,
  judgeAny,
  listed,
  mfa,
  now,
  type Outcome,
  partial,
  type Scene,
  snapshotOf,
  unavailable,
  withDataset,
} from '../check-tester.ts';
import { facts } from '../facts.ts';

const runs = { numRuns: 3000 };

/** A check, and what it judges: one directory, or all of a tenant. */
interface Sight {
  check: AnyCheck;
  snapshots: readonly Snapshot[];
}

const anySight: fc.Arbitrary<Sight> = fc.constantFrom(...checks).chain((check) => {
  const all = isTenantCheck(check) ? arbitraryTenant : arbitrarySnapshot.map((one) => [one]);
  return all.map((snapshots) => ({ check, snapshots, toString: () => `${check.id} ${fc.stringify(snapshots)}` }));
});

/** What a check judges, and the same after reading stopped somewhere in one of its datasets. */
const cutSight = fc
  .tuple(anySight, fc.nat(1), fc.constantFrom(...datasetNames), fc.boolean(), fc.infiniteStream(fc.boolean()))
  .map(([{ check, snapshots: whole }, chosen, name, gone, keep]) => {
    const index = chosen % whole.length;
    const cut = whole.flatMap((snapshot, place) => {
      if (place !== index) return [snapshot];
      const kept = rowsOf<unknown>(snapshot.datasets[name]).filter(() => keep.next().value);
      const dark = gone || snapshot.datasets[name].state === 'unavailable';
      return [withDataset(snapshot, name, dark ? unavailable() : partial(kept, 'network'))];
    });
    const isNeeded = whole
      .slice(index, index + 1)
      .some(({ provider }) => readingOf(check, provider).needs.includes(name));
    return { check, whole, cut, isNeeded };
  });

function shuffled(whole: Snapshot): fc.Arbitrary<Snapshot> {
  const turned = datasetNames.map((name): fc.Arbitrary<[DatasetName, Dataset<unknown>]> => {
    const dataset: Dataset<unknown> = whole.datasets[name];
    if (dataset.state === 'unavailable') return fc.constant([name, dataset]);
    const all = [...dataset.rows];
    const rows = fc.shuffledSubarray(all, { minLength: all.length });
    return rows.map((order) => [name, { ...dataset, rows: order }]);
  });
  return fc
    .tuple(...turned)
    .map((entries) => ({ ...whole, datasets: Object.fromEntries(entries) as Snapshot['datasets'] }));
}

const shuffledSight = anySight.chain(({ check, snapshots }) =>
  fc
    .tuple(...snapshots.map(shuffled))
    .chain((rows) => fc.shuffledSubarray(rows, { minLength: rows.length }))
    .map((turned) => ({ check, whole: snapshots, turned })),
);

const roster = [
  listed({ email: 'ann@example.com' }),
  listed({ email: 'bob@example.com', line: 3, leaveDate: daysAgo(45).slice(0, 10) }),
  listed({ email: 'cyd@example.com', line: 4, status: 'leave' }),
];

/** Judges with every rule applying. */
function look(check: AnyCheck, snapshots: readonly Snapshot[], how: JudgingOptions = {}): Outcome {
  return judgeAny(check, snapshots, { approvedCountries: ['JP'], roster, ...how });
}

function isRead(
  check: AnyCheck,
  { provider, datasets }: Snapshot,
  states: readonly Dataset<unknown>['state'][],
): boolean {
  return readingOf(check, provider).needs.every((name) => states.includes(datasets[name].state));
}

/** The check, but that its judge throws at one subject. */
function breaking(check: AnyCheck, victim: string): AnyCheck {
  const orThrow = (provider: Provider | null, { id }: Subject) => {
    if (`${check.id}/${provider ?? 'tenant'}/${id}` === victim) throw new TypeError('broken');
  };
  if (!isTenantCheck(check)) {
    const judgeOrThrow: Check['judge'] = (subject, tables, context) => {
      orThrow(context.provider, check.name(subject));
      return check.judge(subject, tables, context);
    };
    return { ...check, judge: judgeOrThrow };
  }
  const judgeOrThrow: TenantCheck['judge'] = (subject, directories, context) => {
    orThrow(null, check.name(subject));
    return check.judge(subject, directories, context);
  };
  return { ...check, judge: judgeOrThrow };
}

describe('whatever the directories', () => {
  it('the invented rows are of their schemas', () => {
    fc.assert(
      fc.property(arbitrarySnapshot, (snapshot) => {
        for (const name of datasetNames) {
          for (const row of rowsOf<unknown>(snapshot.datasets[name])) rowSchemas[name].parse(row);
        }
      }),
    );
  });

  it('the invented HR lists are of their schema', () => {
    fc.assert(
      fc.property(arbitraryCircumstances, ({ roster: invented }) => {
        if (invented !== undefined) rosterSchema.parse(invented);
      }),
    );
  });

  it('losing rows never creates a pass, and never a failure', () => {
    fc.assert(
      fc.property(cutSight, arbitraryCircumstances, ({ check, whole, cut, isNeeded }, how) => {
        const before = look(check, whole, how);
        const after = look(check, cut, how);
        for (const key of after.failed) expect(before.failed).toContain(key);
        for (const key of after.passed) expect(before.passed).toContain(key);
        if (before.applies && isNeeded) expect(['fail', 'unknown']).toContain(after.result.verdict);
        if (after.result.verdict === 'pass') expect(before.result.verdict).toBe('pass');
      }),
      runs,
    );
  });

  it('a pass has seen all that the check needs', () => {
    fc.assert(
      fc.property(anySight, ({ check, snapshots }) => {
        const { result } = look(check, snapshots);
        if (result.verdict !== 'pass') return;
        for (const snapshot of snapshots) expect(isRead(check, snapshot, ['complete'])).toBe(true);
        expect(result.counts).toMatchObject({ failed: 0, unknown: 0 });
        expect(result.counts.judged).toBeGreaterThan(0);
      }),
      runs,
    );
  });

  it('an exception never hides an unknown, the finding stays, and a control that passes by it says so', () => {
    const exception = {
      id: null,
      declared: 'x',
      exception: { reason: 'known', approvedBy: 'bob@example.com', until: '2027-03-31' },
      bound: boundTo({ check: 'x', message: 'x', severity: 'high', data: {} }, undefined),
      void: null,
    };
    fc.assert(
      fc.property(anySight, ({ check, snapshots }) => {
        const { result: plain, applies } = look(check, snapshots);
        const excepted = look(check, snapshots, { findException: () => exception }).result;
        const doubts = (findings: typeof plain.findings) => findings.filter(({ verdict }) => verdict === 'unknown');
        expect(doubts(excepted.findings)).toEqual(doubts(plain.findings));
        expect(excepted.findings.map(({ key }) => key)).toEqual(plain.findings.map(({ key }) => key));
        expect(excepted.counts.unknown).toBe(plain.counts.unknown);
        expect(excepted.counts.excepted).toBe(plain.counts.failed);
        expect(excepted.verdict).not.toBe('fail');
        for (const [index, control] of excepted.controls.entries()) {
          const before = plain.controls[index];
          expect(before?.accepted).toBeUndefined();
          const passesByAcceptance = control.verdict === 'pass' && before?.verdict !== 'pass';
          expect((control.accepted ?? 0) > 0).toBe(passesByAcceptance);
        }
        const isWhole = snapshots.every((snapshot) => isRead(check, snapshot, ['complete']));
        if (applies && (!isWhole || plain.counts.unknown > 0)) expect(excepted.verdict).toBe('unknown');
      }),
      runs,
    );
  });

  it('the order of rows and directories does not matter', () => {
    fc.assert(
      fc.property(shuffledSight, arbitraryCircumstances, ({ check, whole, turned }, how) => {
        expect(look(check, turned, how).result).toEqual(look(check, whole, how).result);
      }),
      runs,
    );
  });

  it('a judge that throws leaves that subject unknown, and nobody else', () => {
    fc.assert(
      fc.property(anySight, fc.nat(6), ({ check, snapshots }, chosen) => {
        const before = look(check, snapshots);
        const subjects = [...before.passed, ...before.result.findings.map(({ key }) => key)].sort();
        const victim = subjects[chosen % Math.max(subjects.length, 1)];
        const isSeen = snapshots.every((snapshot) => isRead(check, snapshot, ['complete', 'partial']));
        if (victim === undefined || !isSeen) return;
        const { result } = look(breaking(check, victim), snapshots);
        const crash = { kind: 'crash', detail: 'TypeError: broken' };
        const others = (findings: typeof result.findings) => findings.filter(({ key }) => key !== victim);
        expect(result.findings.find(({ key }) => key === victim)).toMatchObject({ verdict: 'unknown', gap: crash });
        expect(others(result.findings)).toEqual(others(before.result.findings));
        expect(result.gaps).toContainEqual(crash);
        expect(['fail', 'unknown']).toContain(result.verdict);
      }),
      runs,
    );
  });
});

describe('what a check reads', () => {
  const reader: Check = {
    ...missingMfa,
    needs: ['accounts'],
    uses: [],
    at: { microsoft365: { needs: ['mfa'] }, 'google-workspace': { uses: ['mfa'] } },
    judge: () => pass(),
  };
  const seen = (provider: Provider, data: Scene['data'], check = reader) =>
    judge(check, snapshotOf(check, { name: '', provider, data })).result;

  it('differs between providers', () => {
    const data = { accounts: [account()], mfa: unavailable('throttled') };
    expect(seen('microsoft365', data)).toMatchObject({ verdict: 'unknown', gaps: [{ kind: 'throttled' }] });
    expect(seen('google-workspace', data)).toMatchObject({ verdict: 'pass', gaps: [] });
  });

  it('does not matter to a rule that is not about the directory', () => {
    const result = seen('microsoft365', { accounts: unavailable() }, { ...reader, applies: () => false });
    expect(result).toMatchObject({
      verdict: 'not-applicable',
      counts: { judged: 0, unknown: 0 },
      gaps: [],
      findings: [],
    });
    expect(result.controls.length).toBeGreaterThan(0);
    expect(result.controls.map(({ verdict }) => verdict)).toEqual(result.controls.map(() => 'not-applicable'));
  });
});

describe('the verdict of a result', () => {
  const none = mfa({ registered: false });
  const verdictOf = (data: Parameters<typeof snapshotOf>[1]['data']) =>
    judge(missingMfa, snapshotOf(missingMfa, { name: '', data })).result;

  it('a failure stands whatever else is dark', () => {
    const result = verdictOf({ accounts: partial([account()]), mfa: partial([none]) });
    expect(result).toMatchObject({ verdict: 'fail', severity: 'high', counts: { judged: 1, failed: 1 } });
    expect(result.gaps).toHaveLength(1);
  });
  it('nobody to judge is no pass', () => {
    expect(verdictOf({ accounts: [account({ kind: 'agent' })], mfa: [] }).verdict).toBe('not-applicable');
  });
  it('nobody to judge among a part is unknown', () => {
    expect(verdictOf({ accounts: partial([]), mfa: [] }).verdict).toBe('unknown');
  });
  it('a needed dataset that is gone makes one unknown of the directory, with its gap', () => {
    const { findings, counts } = verdictOf({ accounts: [account()], mfa: unavailable('licence') });
    expect(counts).toEqual({ judged: 1, failed: 0, unknown: 1, excepted: 0 });
    expect(findings).toMatchObject([
      { key: 'missing-mfa/microsoft365/directory-1', subject: { type: 'directory' }, gap: { kind: 'licence' } },
    ]);
  });
  it('subjects that cannot be told are a crash of the whole check', () => {
    const broken: Check = {
      ...missingMfa,
      subjects() {
        throw new RangeError('lost');
      },
    };
    const snapshot = snapshotOf(missingMfa, { name: '', data: { accounts: [account()], mfa: [] } });
    const { provider, directoryId } = snapshot;
    const context = { ...facts({ now }), options: {}, provider, directoryId };
    const result = evaluate(broken, snapshot, tablesOf(snapshot), context, () => undefined);
    expect(result).toMatchObject({ verdict: 'unknown', gaps: [{ kind: 'crash', detail: 'RangeError: lost' }] });
  });
  it('findings are sorted by key, and name what they judged', () => {
    const accounts = [account({ id: 'zoe' }), account({ name: 'Ann Ono' })];
    const { findings } = verdictOf({ accounts, mfa: [none, { ...none, accountId: 'zoe' }] });
    expect(findings.map(({ key }) => key)).toEqual(['missing-mfa/microsoft365/ann', 'missing-mfa/microsoft365/zoe']);
    expect(findings[0]?.subject).toEqual({ type: 'account', id: 'ann', login: 'ann@example.com', name: 'Ann Ono' });
  });
});

describe('the list of checks', () => {
  it('is sorted by id, each once', () => {
    const ids = checks.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });
  it('names controls in full', () => {
    for (const { controls } of checks) {
      for (const { framework, version, id } of controls) {
        expect(version).not.toBe('');
        if (framework === 'CISA SCuBA M365') expect(id).toMatch(/^MS\.[A-Z]+\.\d+\.\d+v\d+$/);
        if (framework === 'CISA SCuBA Google Workspace') expect(id).toMatch(/^GWS\.[A-Z]+\.\d+\.\d+v\d+$/);
      }
    }
  });
});

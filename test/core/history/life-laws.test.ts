import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { datasetNames, type Snapshot } from '../../../src/core/datasets.ts';
import { findingChanges } from '../../../src/core/history/changes.ts';
import { follow } from '../../../src/core/history/life.ts';
import type { TrackedFinding } from '../../../src/core/history/tracked-finding.ts';
import { arbitraryCircumstances, arbitraryTenant } from '../../arbitrary-snapshots.ts';
import { entryOf, type Judging, losing, losses, nothingEarlier, standingAfter, whole } from './scans.ts';

const runs = { numRuns: 300, endOnFailure: true };
const size = { scans: 0, findings: 0, checks: new Set<string>() };

const circumstances: fc.Arbitrary<Judging> = arbitraryCircumstances;

function followed(before: readonly Snapshot[], after: readonly Snapshot[], how: Judging, now: Judging = how) {
  const { earlier } = standingAfter([entryOf(before, how)]);
  size.scans += 1;
  size.findings += earlier.findings.length;
  for (const { check } of earlier.findings) size.checks.add(check);
  return { earlier, ...follow(earlier, entryOf(after, { ...now, id: 'scan-2' })) };
}

afterAll(() => {
  const { scans, findings, checks } = size;
  process.stdout.write(`laws of history: ${scans} scans, ${findings} findings of ${checks.size} checks followed\n`);
});

/** That a licence does not offer the log of sign-ins is a fact, which a rule of its own is about. */
const anyDarkness = losses.map((all) => all.filter(({ name, kind }) => name !== 'signInEvents' || kind !== 'licence'));

const withoutData = ({ data: _, ...finding }: TrackedFinding) => finding;
const keysOf = (all: readonly { key: string }[]) => all.map(({ key }) => key);

describe('nothing is resolved unless somebody looked', () => {
  it('not by losing rows or datasets, whatever stood before', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, losses, fc.boolean(), (read, how, lost, isWhole) => {
        const before = isWhole ? whole(read) : read;
        const { resolved, earlier, standing } = followed(before, losing(before, lost), how);
        expect(resolved.map(({ finding }) => `${finding.key} ${finding.message}`)).toEqual([]);
        const stands = new Set(keysOf(standing));
        expect(keysOf(earlier.findings).filter((key) => !stands.has(key))).toEqual([]);
      }),
      runs,
    );
  });

  it('not by losing them twice, nor is anything news when they are read again', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, anyDarkness, anyDarkness, (read, how, first, second) => {
        const before = whole(read);
        const scans = [before, losing(before, first), losing(before, second), before];
        const { earlier } = standingAfter([entryOf(before, how)]);
        const { earlier: after, resolved } = standingAfter(scans.map((one) => entryOf(one, how)));
        expect(resolved).toEqual([]);
        expect(after.findings.map(withoutData)).toEqual(earlier.findings.map(withoutData));
        expect(findingChanges(earlier.findings, after.findings).filter(({ kind }) => kind !== 'standing')).toEqual([]);
      }),
      { ...runs, numRuns: 150 },
    );
  });

  it('not by a directory that is scanned no more, or is another one', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, fc.boolean(), (read, how, isExchanged) => {
        const [first, ...others] = whole(read);
        if (first === undefined) return;
        const after = isExchanged ? [{ ...first, directoryId: 'another' }, ...others] : others;
        if (after.length === 0) return;
        const { resolved } = followed([first, ...others], after, how);
        const name = `${first.provider}/${first.directoryId}`;
        expect(resolved.filter(({ finding }) => finding.directories.includes(name))).toEqual([]);
      }),
      runs,
    );
  });

  it('not by an HR list that turns out to be faulty', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, (read, how) => {
        const before = whole(read);
        const fault = { line: 3, problem: 'date', value: 'soon' } as const;
        const { resolved } = followed(before, before, how, {
          ...how,
          roster: { state: 'faulty', file: 'hr.csv', faults: [fault] },
        });
        expect(resolved).toEqual([]);
      }),
      runs,
    );
  });

  it('not by a configuration that asks less', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, (read, { roster: _, ...how }) => {
        const before = whole(read);
        const { earlier } = standingAfter([entryOf(before, how)]);
        const { resolved } = follow(earlier, entryOf(before, { ...how, approvedCountries: null }));
        expect(resolved).toEqual([]);
      }),
      { ...runs, numRuns: 100 },
    );
    fc.assert(
      fc.property(arbitraryTenant, circumstances, (read, { roster, ...how }) => {
        if (roster === undefined) return;
        const before = whole(read);
        const { resolved } = followed(before, before, { ...how, roster }, how);
        expect(resolved).toEqual([]);
      }),
      runs,
    );
  });
});

describe('what is the same stays the same', () => {
  it('when a scan is repeated', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, (read, how) => {
        const { earlier, standing, resolved } = followed(read, read, how);
        expect(resolved).toEqual([]);
        expect(standing).toEqual(earlier.findings);
      }),
      { ...runs, numRuns: 100 },
    );
  });

  it('when everything is repaired, all of it is resolved', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, (read, how) => {
        const before = whole(read);
        const { earlier, resolved, standing } = followed(before, before.map(emptied), how);
        const about = earlier.findings.filter(({ subject: { type } }) => type === 'account' || type === 'application');
        const gone = new Set(resolved.map(({ finding }) => finding.key));
        expect(keysOf(about).filter((key) => !gone.has(key))).toEqual([]);
        expect(standing.every(({ subject: { type } }) => type !== 'account')).toBe(true);
      }),
      { ...runs, numRuns: 100 },
    );
  });

  it('nothing stands that no scan found', () => {
    expect(follow(nothingEarlier, entryOf([])).standing).toEqual([]);
  });
});

/** Every account and program has left; somebody looked, and found nobody. */
function emptied(snapshot: Snapshot): Snapshot {
  const { organization, policies } = snapshot.datasets;
  const datasets = Object.fromEntries(
    datasetNames.map((name) => [
      name,
      { ...snapshot.datasets[name], ...(name === 'accounts' ? { rows: [bystander] } : { rows: [] }) },
    ]),
  );
  return { ...snapshot, datasets: { ...datasets, organization, policies } as Snapshot['datasets'] };
}

const bystander = {
  ...{ id: 'zoe', login: 'zoe@example.com', name: null, enabled: false, kind: 'member', createdAt: null },
  invitation: null,
};

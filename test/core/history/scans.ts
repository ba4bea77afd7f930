import fc from 'fast-check';
import { checks } from '../../../checks/index.ts';
import { buildReport } from '../../../src/core/build-report.ts';
import type { AnyCheck } from '../../../src/core/check.ts';
import { type Dataset, type DatasetName, datasetNames, rowsOf, type Snapshot } from '../../../src/core/datasets.ts';
import { entrySteps } from '../../../src/core/history/build-entry.ts';
import type { ScanEntry } from '../../../src/core/history/entry.ts';
import { type Earlier, follow, ruleOf } from '../../../src/core/history/life.ts';
import type { TrackedFinding } from '../../../src/core/history/tracked-finding.ts';
import { byProvider, directoryName } from '../../../src/core/provider.ts';
import type { DeclaredException, Report } from '../../../src/core/report.ts';
import type { Roster } from '../../../src/core/roster.ts';
import { finish } from '../../../src/core/steps.ts';
import { tenantOf } from '../../../src/core/tenant.ts';
import { phrasing } from '../../../src/messages/index.ts';
import { now, withDataset } from '../../check-tester.ts';

/** What a scan is judged by, and when. */
export interface Judging {
  emergency?: readonly string[];
  approvedCountries?: readonly string[] | null;
  roster?: Roster;
  links?: readonly (readonly string[])[];
  timeZone?: string;
  options?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  exceptions?: readonly DeclaredException[];
  at?: Date;
  id?: string;
  checks?: readonly AnyCheck[];
}

export interface Scan {
  report: Report;
  entry: ScanEntry;
}

/** What may be lost of what was read. */
export const losses: fc.Arbitrary<readonly Loss[]> = fc.array(
  fc.record({
    place: fc.nat(1),
    name: fc.constantFrom(...datasetNames),
    gone: fc.boolean(),
    kind: fc.constantFrom('permission', 'network', 'licence', 'throttled', 'unsupported'),
    keep: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  }),
  { minLength: 1, maxLength: 6 },
);

/** A scan as a run does it: judged by every check, and left to history. */
export function scan(read: readonly Snapshot[], how: Judging = {}): Scan {
  const { emergency = [], approvedCountries = null, links = [], timeZone = 'UTC', at = now, id = 'scan-1' } = how;
  const settings = {
    ...{ emergency, approvedCountries, links, timeZone, expectedGaps: [], profile: null, unusedKeys: [] },
    ...{ checks: how.options ?? {}, exceptions: how.exceptions ?? [] },
  };
  const snapshots = read.toSorted(byProvider);
  const facts = tenantOf({ id: 'acme', now: at, settings, roster: how.roster ?? null, snapshots });
  const [startedAt, finishedAt] = [at.toISOString(), at.toISOString()];
  const asked = how.checks ?? checks;
  const report = buildReport({
    ...{ version: '0.2.0', tenant: { id: 'acme', name: 'Acme' }, scan: { id, startedAt, finishedAt, asOf: at } },
    ...{ snapshots, facts, checks: asked, settings, phrasing: phrasing('en', timeZone) },
  });
  const input = {
    report,
    snapshots,
    facts,
    checks: asked,
    settings,
    limited: false,
    disguisedBy: null,
    asOfGiven: false,
  };
  return { report, entry: finish(entrySteps(input)) };
}

export function entryOf(read: readonly Snapshot[], how: Judging = {}): ScanEntry {
  return scan(read, how).entry;
}

const nowhere: ReadonlySet<string> = new Set();

export const nothingEarlier: Earlier = {
  ...{ findings: [], verdicts: [], isKnown: () => false },
  ...{ judged: nowhere, scanned: { before: nowhere, ever: nowhere } },
};

/** What is known of earlier scans but for the findings; a limited one is none of them. */
export function pastOf(entries: readonly ScanEntry[]): Pick<Earlier, 'verdicts' | 'judged' | 'scanned'> {
  const looked = entries.flatMap(({ verdicts }) => verdicts.filter(({ sight }) => sight !== 'none'));
  const names = entries.map(({ directories }) => directories.map(directoryName));
  return {
    verdicts: entries.at(-1)?.verdicts ?? [],
    judged: new Set(looked.map(ruleOf)),
    scanned: { before: new Set(names.at(-1)), ever: new Set(names.flat()) },
  };
}

/** What stands after scans, one after another. */
export function standingAfter(entries: readonly ScanEntry[]): { earlier: Earlier; resolved: readonly string[] } {
  const resolved = new Set<string>();
  let earlier = nothingEarlier;
  for (const [index, entry] of entries.entries()) {
    const followed = follow(earlier, entry);
    for (const { finding } of followed.resolved) resolved.add(finding.key);
    const past = pastOf(entries.slice(0, index + 1));
    earlier = { ...past, findings: followed.standing, isKnown: (key) => resolved.has(key) };
  }
  return { earlier, resolved: [...resolved] };
}

export function tracked(given: Partial<TrackedFinding> = {}): TrackedFinding {
  const { check = 'missing-mfa', subject = { type: 'account', id: 'ann' } } = given;
  return {
    ...{ key: `${check}/microsoft365/${subject.id}`, check, provider: 'microsoft365', subject },
    ...{ directories: ['microsoft365/directory-1'], state: 'open', accepted: false, message: 'unregistered' },
    ...{ severity: 'high', data: {}, openedAt: '2026-11-01T00:00:00.000Z', reopened: false, cause: null },
    ...given,
  } as TrackedFinding;
}

/** Says of each dataset of a directory whether it is lost, and which of its rows stay. */
export interface Loss {
  place: number;
  name: DatasetName;
  gone: boolean;
  kind: 'permission' | 'network' | 'licence' | 'throttled' | 'unsupported';
  keep: readonly boolean[];
}

/** The same directories, of which less was read. */
export function losing(snapshots: readonly Snapshot[], losses: readonly Loss[]): Snapshot[] {
  return losses.reduce<Snapshot[]>(
    (left, { place, name, gone, kind, keep }) =>
      left.map((snapshot, index) => {
        if (index !== place % left.length) return snapshot;
        const before: Dataset<unknown> = snapshot.datasets[name];
        const gap = { kind, detail: 'lost' };
        if (gone || before.state === 'unavailable') return withDataset(snapshot, name, { state: 'unavailable', gap });
        const rows = rowsOf(before).filter((_, row) => keep[row % keep.length]);
        return withDataset(snapshot, name, { state: 'partial', rows, gap } as never);
      }),
    [...snapshots],
  );
}

/** The same directories, of which every dataset was read whole; logs reach back far enough for every rule. */
export function whole(snapshots: readonly Snapshot[]): Snapshot[] {
  const since = new Date(now.getTime() - 400 * 86_400_000).toISOString();
  return snapshots.map((snapshot) =>
    datasetNames.reduce(
      (read, name) =>
        withDataset(read, name, {
          state: 'complete',
          rows: rowsOf<unknown>(snapshot.datasets[name]),
          ...(name === 'signInEvents' || name === 'adminActivity' ? { since } : {}),
        }),
      { ...snapshot, takenAt: now.toISOString() },
    ),
  );
}

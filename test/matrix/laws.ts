import { checks } from '../../checks/index.ts';
import { buildReport } from '../../src/core/build-report.ts';
import { readingOf } from '../../src/core/check.ts';
import {
  type Dataset,
  type DatasetName,
  datasetNames,
  gapOf,
  rowKeys,
  rowsOf,
  type Snapshot,
} from '../../src/core/datasets.ts';
import type { GapKind } from '../../src/core/gap.ts';
import type { CheckResult, Report } from '../../src/core/report.ts';
import { tenantOf } from '../../src/core/tenant.ts';
import { exitStatus, exitStatusOf, unreadOf } from '../../src/exit-status.ts';
import { phrasing } from '../../src/messages/index.ts';
import { optionalAt } from './optional.ts';
import type { Cell } from './run.ts';
import { now, type World } from './world.ts';

/** A scan and what was made of it. */
export interface Judged {
  snapshot: Snapshot;
  report: Report;
  /** Contents of each dataset, to be compared. */
  contents: Record<DatasetName, string>;
}

function contentOf(dataset: Dataset<unknown>): string {
  return JSON.stringify(dataset.state === 'complete' ? dataset : { ...dataset, gap: dataset.gap.kind });
}

export function contentsOf({ datasets }: Snapshot): Judged['contents'] {
  const contents = Object.fromEntries(datasetNames.map((name) => [name, contentOf(datasets[name])]));
  return contents as Judged['contents'];
}

export function judged(world: World, snapshot: Snapshot, contents = contentsOf(snapshot)): Judged {
  const { settings, roster } = world;
  const facts = tenantOf({ id: 'cell', now, settings, roster, snapshots: [snapshot] });
  const report = buildReport({
    version: '0.0.0',
    tenant: { id: 'cell', name: 'cell' },
    scan: { id: 'cell', startedAt: now.toISOString(), finishedAt: now.toISOString(), asOf: now },
    snapshots: [snapshot],
    facts,
    checks,
    settings,
    phrasing: phrasing('en', settings.timeZone),
  });
  return { snapshot, report, contents };
}

function failing({ findings }: CheckResult): Map<string, string> {
  return new Map(findings.flatMap(({ verdict, key, message }) => (verdict === 'fail' ? [[key, message]] : [])));
}

function resultOf(report: Report, { check, provider }: CheckResult): CheckResult | undefined {
  return report.results.find((result) => result.check === check && result.provider === provider);
}

/** Values that claim nothing. */
function isSilent(value: unknown): boolean {
  return value === null || value === undefined || value === 'unknown' || (Array.isArray(value) && value.length === 0);
}

/** The same, or nothing; of an object, field by field. */
function saysLess(after: unknown, before: unknown): boolean {
  if (isSilent(after) || JSON.stringify(after) === JSON.stringify(before)) return true;
  if (!isObject(after) || !isObject(before)) return false;
  return Object.entries(after).every(([field, value]) => saysLess(value, before[field]));
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPartOf(some: unknown, all: unknown): boolean {
  const known = new Set((Array.isArray(all) ? all : []).map((one) => JSON.stringify(one)));
  return Array.isArray(some) && some.every((one) => known.has(JSON.stringify(one)));
}

/** A row that knows less than before and says nothing else. */
function knowsLess(name: DatasetName, before: Row, after: Row, gaps: readonly GapKind[]): boolean {
  if (JSON.stringify(before) === JSON.stringify(after)) return true;
  const { state, gap } = after;
  if (name === 'enforcement' && state === 'unknown') {
    return typeof gap === 'object' && gap !== null && 'kind' in gap && gaps.includes(gap.kind as GapKind);
  }
  return Object.entries(after).every(([field, value]) => {
    const told = before[field];
    if (saysLess(value, told)) return true;
    // One policy enough enforces it, whichever others could not be read.
    if (name === 'enforcement' && field === 'policies') return isPartOf(value, told);
    // The directory says that it is enforced, whatever policy is behind it.
    return name === 'enforcement' && field === 'reason' && value === 'directory' && state === before.state;
  });
}

type Row = Record<string, unknown>;

/** Rows that sum up what was read, so that part of it gives other sums. */
const summaries: ReadonlySet<DatasetName> = new Set(['signInEvents', 'adminActivity', 'applications']);

/** No row says anything that was not so before. */
function isTrue(
  name: DatasetName,
  before: Dataset<unknown>,
  after: Dataset<unknown>,
  gaps: readonly GapKind[],
): boolean {
  const known = new Map<string, Row[]>();
  for (const row of rowsOf(before) as readonly Row[]) {
    const key = keyOf(name, row);
    known.set(key, [...(known.get(key) ?? []), row]);
  }
  return (rowsOf(after) as readonly Row[]).every((row) =>
    (known.get(keyOf(name, row)) ?? []).some((told) => knowsLess(name, told, row, gaps)),
  );
}

/** When a role ends is a part of its key, and may be told or not. */
function keyOf(name: DatasetName, row: Row): string {
  const key = rowKeys[name] as (row: unknown) => string;
  return key(name === 'roles' ? { ...row, endsAt: null } : row);
}

/** Every row is there, and none of them says anything that was not so before. */
function isHonest(
  name: DatasetName,
  before: Dataset<unknown>,
  after: Dataset<unknown>,
  gaps: readonly GapKind[],
): boolean {
  return rowsOf(after).length === rowsOf(before).length && isTrue(name, before, after, gaps);
}

/** A log that says itself how far it goes back, and has every row since. */
function reachesLess(before: Dataset<unknown>, after: Dataset<unknown>): boolean {
  if (before.state !== 'complete' || after.state !== 'complete') return false;
  return before.since !== undefined && after.since !== undefined && after.since > before.since;
}

/** How a cell broke the laws; empty when it did not. */
export function broken(world: World, plain: Judged, cell: Judged, { endpoint, kind, position }: Cell): string[] {
  const found: string[] = [];
  const touched = datasetNames.filter((name) => plain.contents[name] !== cell.contents[name]);
  const optional = optionalAt(world.provider, endpoint, kind);
  const gaps = [...kind.gaps, ...(optional?.gaps ?? [])];
  const lacksRows = (name: DatasetName) => optional?.lacksRows === true && optional.datasets.includes(name);
  for (const name of touched) {
    const [before, after] = [plain.snapshot.datasets[name], cell.snapshot.datasets[name]];
    if (after.state === 'complete') {
      const isKept = lacksRows(name) ? isTrue(name, before, after, gaps) : isHonest(name, before, after, gaps);
      if (!isKept) found.push(`${name} differs, and is called complete`);
    } else {
      const isOld = before.state !== 'complete' && before.gap.detail === after.gap.detail;
      if (!isOld && !kind.gaps.includes(after.gap.kind))
        found.push(`${name} has the gap ${after.gap.kind}: ${after.gap.detail}`);
      if (!summaries.has(name) && !isTrue(name, before, after, gaps)) found.push(`${name} holds a row that is not so`);
    }
  }
  if (touched.length > 0 && kind.survives.includes(position) && kind.spares?.test(endpoint.name) !== true) {
    found.push(
      `should have been survived: ${touched
        .slice(0, 2)
        .map((name) => detailOf(name, cell))
        .join('; ')}`,
    );
  }
  for (const result of cell.report.results) found.push(...brokenBy(world, plain, cell, result, touched));
  const unread = newlyUnread(world, plain, cell);
  const status = exitStatusOf([{ report: cell.report, unread }], undefined);
  const isFact = touched.every((name) => {
    const dataset = cell.snapshot.datasets[name];
    return dataset.state === 'unavailable' && dataset.gap.kind === 'licence' && kind.gaps.includes('licence');
  });
  const silent = touched.filter(
    (name) =>
      optional?.datasets.includes(name) !== true &&
      !reachesLess(plain.snapshot.datasets[name], cell.snapshot.datasets[name]),
  );
  if (silent.length > 0 && !isFact && status !== exitStatus.unread) found.push(`the exit status is ${status}`);
  if (world.stranger.credentials.length > 0) found.push('a token went to a stranger');
  return found;
}

/** What could not be read, but for what is as dark without the fault: that would hide a fault that nothing tells of. */
function newlyUnread({ provider }: World, plain: Judged, cell: Judged): string[] {
  const old = datasetNames.filter((name) => {
    const [before, after] = [gapOf(plain.snapshot.datasets[name]), gapOf(cell.snapshot.datasets[name])];
    return before !== null && before.detail === after?.detail;
  });
  const dark = new Set(old.map((name) => `${provider}/${name}`));
  return unreadOf(cell.report, []).filter((entry) => !dark.has(entry));
}

function detailOf(name: DatasetName, { snapshot }: Judged): string {
  const dataset = snapshot.datasets[name];
  return dataset.state === 'complete' ? `${name} differs` : `${name} is ${dataset.state}, ${dataset.gap.detail}`;
}

function brokenBy(
  world: World,
  plain: Judged,
  cell: Judged,
  result: CheckResult,
  touched: readonly DatasetName[],
): string[] {
  const check = checks.find(({ id }) => id === result.check);
  const before = resultOf(plain.report, result);
  if (check === undefined || before === undefined) return [`there is a new result of ${result.check}`];
  const found: string[] = [];
  const dark = touched.filter((name) => readingOf(check, world.provider).needs.includes(name));
  if (result.verdict === 'pass' && before.verdict !== 'pass') found.push(`${check.id} passes, and did not`);
  if (result.verdict === 'pass' && dark.some((name) => cell.snapshot.datasets[name].state !== 'complete')) {
    found.push(`${check.id} passes without ${dark.join(', ')}`);
  }
  if (result.verdict === 'not-applicable' && before.verdict !== 'not-applicable') {
    found.push(`${check.id} became not applicable`);
  }
  const accused = failing(before);
  for (const [key, message] of failing(result)) {
    if (!accused.has(key)) found.push(`${key} is accused of ${message}, and was not`);
  }
  return found;
}

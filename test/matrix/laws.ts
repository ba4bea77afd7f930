import { checks } from '../../checks/index.ts';
import { buildReport } from '../../src/core/build-report.ts';
import { readingOf } from '../../src/core/check.ts';
import { type Dataset, type DatasetName, datasetNames, rowsOf, type Snapshot } from '../../src/core/datasets.ts';
import type { CheckResult, Report } from '../../src/core/report.ts';
import { tenantOf } from '../../src/core/tenant.ts';
import { exitStatus, exitStatusOf, unreadOf } from '../../src/exit-status.ts';
import { phrasing } from '../../src/messages/index.ts';
import type { Kind, Position } from './kinds.ts';
import { now, type World } from './world.ts';

/** A scan and what was made of it. */
export interface Judged {
  snapshot: Snapshot;
  report: Report;
  /** Contents of each dataset, to be compared. */
  contents: Record<DatasetName, string>;
}

function contentsOf(dataset: Dataset<unknown>): string {
  return JSON.stringify(dataset.state === 'complete' ? dataset : { ...dataset, gap: dataset.gap.kind });
}

export function judged(world: World, snapshot: Snapshot): Judged {
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
  const contents = Object.fromEntries(datasetNames.map((name) => [name, contentsOf(snapshot.datasets[name])]));
  return { snapshot, report, contents: contents as Judged['contents'] };
}

function failing({ findings }: CheckResult): Map<string, string> {
  return new Map(findings.flatMap(({ verdict, key, message }) => (verdict === 'fail' ? [[key, message]] : [])));
}

function resultOf(report: Report, { check, provider }: CheckResult): CheckResult | undefined {
  return report.results.find((result) => result.check === check && result.provider === provider);
}

/** Rows that are unknown for a reason of their own: the table is whole, and one fact of the row could not be read. */
function isHonest(name: DatasetName, before: Dataset<unknown>, after: Dataset<unknown>, kind: Kind): boolean {
  if (name !== 'enforcement' || before.state !== after.state) return false;
  const known = new Set(rowsOf(before).map((row) => JSON.stringify(row)));
  return rowsOf(after).every((row) => {
    if (known.has(JSON.stringify(row))) return true;
    const { state, gap } = row as { state: string; gap: { kind: Kind['gaps'][number] } | null };
    return state === 'unknown' && gap !== null && kind.gaps.includes(gap.kind);
  });
}

/** How a cell broke the laws; empty when it did not. */
export function broken(world: World, plain: Judged, cell: Judged, kind: Kind, position: Position): string[] {
  const found: string[] = [];
  const touched = datasetNames.filter((name) => plain.contents[name] !== cell.contents[name]);
  for (const name of touched) {
    const [before, after] = [plain.snapshot.datasets[name], cell.snapshot.datasets[name]];
    if (after.state === 'complete') {
      if (!isHonest(name, before, after, kind)) found.push(`${name} differs, and is called complete`);
    } else if (!kind.gaps.includes(after.gap.kind)) {
      found.push(`${name} has the gap ${after.gap.kind}: ${after.gap.detail}`);
    }
  }
  if (touched.length > 0 && kind.survives.includes(position)) {
    found.push(
      `should have been survived: ${touched
        .slice(0, 2)
        .map((name) => detailOf(name, cell))
        .join('; ')}`,
    );
  }
  for (const result of cell.report.results) found.push(...brokenBy(world, plain, cell, result, touched));
  const partly = touched.some((name) => cell.snapshot.datasets[name].state !== 'complete');
  const status = exitStatusOf([{ report: cell.report, unread: unreadOf(cell.report, []) }], undefined);
  const isFact = touched.every((name) => {
    const dataset = cell.snapshot.datasets[name];
    return dataset.state === 'unavailable' && dataset.gap.kind === 'licence' && kind.gaps.includes('licence');
  });
  if (partly && !isFact && status !== exitStatus.unread) found.push(`the exit status is ${status}`);
  if (world.stranger.credentials.length > 0) found.push('a token went to a stranger');
  return found;
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

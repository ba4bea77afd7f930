import { checks } from '../../checks/index.ts';
import { buildReport } from '../../src/core/build-report.ts';
import { datasetNames, rowSchemas, rowsOf, type Snapshot } from '../../src/core/datasets.ts';
import type { CheckResult, JudgingSettings, Report } from '../../src/core/report.ts';
import type { Roster } from '../../src/core/roster.ts';
import { tenantOf } from '../../src/core/tenant.ts';

/** What a directory is judged by. */
export interface Judging {
  now: Date;
  settings: JudgingSettings;
  roster: Roster | null;
}

const wordless = { finding: () => '', note: () => '' };

export function reportOn(snapshot: Snapshot, { now, settings, roster }: Judging): Report {
  const facts = tenantOf({ id: 'fuzzed', now, settings, roster, snapshots: [snapshot] });
  const at = now.toISOString();
  return buildReport({
    version: '0',
    tenant: { id: 'fuzzed', name: 'Fuzzed' },
    scan: { id: '0', startedAt: at, finishedAt: at, asOf: now },
    snapshots: [snapshot],
    facts,
    checks,
    settings,
    phrasing: wordless,
  });
}

function keyOf({ check, provider }: CheckResult): string {
  return `${check}/${provider ?? 'tenant'}`;
}

function failing({ findings }: CheckResult): string[] {
  return findings.flatMap(({ key, verdict }) => (verdict === 'fail' ? [key] : []));
}

const cleared: ReadonlySet<string> = new Set(['pass', 'not-applicable']);

/** Which laws a report breaks that was made of worse answers than another; empty: none. */
export function lawsBrokenBy(report: Report, before: Report): string[] {
  const known = new Map(before.results.map((result) => [keyOf(result), result]));
  return report.results.flatMap((result) => {
    const key = keyOf(result);
    const was = known.get(key);
    if (was === undefined) return [`${key}: a new result`];
    const failed = new Set(failing(was));
    const seen = new Set(result.findings.map((finding) => finding.key));
    const isDark = result.gaps.length > 0;
    return [
      ...(cleared.has(result.verdict) && result.verdict !== was.verdict
        ? [`${key}: ${result.verdict}, and was ${was.verdict}`]
        : []),
      ...failing(result)
        .filter((one) => !failed.has(one))
        .map((one) => `${one}: accused anew`),
      ...failing(was)
        .filter((one) => !seen.has(one) && !isDark)
        .map((one) => `${one}: acquitted`),
      ...result.findings.filter(({ gap }) => gap?.kind === 'crash').map((finding) => `${finding.key}: crashed`),
    ];
  });
}

/** What is wrong with a snapshot in itself: something crashed, or a row could not be read back. */
export function faultsIn(snapshot: Snapshot): string[] {
  return datasetNames.flatMap((name) => {
    const dataset = snapshot.datasets[name];
    const crashed = dataset.state !== 'complete' && dataset.gap.kind === 'crash' ? [dataset.gap.detail] : [];
    const odd = rowsOf<unknown>(dataset).flatMap((row) => rowSchemas[name].safeParse(row).error?.issues ?? []);
    return [...crashed, ...odd.map(({ path, message }) => `${path.join('.')} ${message}`)].map(
      (what) => `${name}: ${what}`,
    );
  });
}

import { type AnyCheck, type Context, isTenantCheck, type Options, type Severity } from './check.ts';
import { compareText } from './compare-text.ts';
import { checksWithin, controlsFor } from './controls.ts';
import { type DatasetName, datasetNames, gapOf, provenanceOf, rowsOf, type Snapshot } from './datasets.ts';
import { type DatasetReport, type DirectoryReport, overallStatus, statusOf } from './directory-report.ts';
import { evaluate, evaluateTenant } from './evaluate.ts';
import { exceptionsOn } from './exceptions.ts';
import { frameworksOf } from './framework-verdicts.ts';
import { accountFactsIn } from './history/account-facts.ts';
import { leaversOf } from './leavers.ts';
import { notesOf } from './notes.ts';
import { leaversReportOf, peopleReportOf } from './people-report.ts';
import { optionsUnder } from './profiles.ts';
import { byProvider, type Provider } from './provider.ts';
import type { CheckResult, Report, ReportInput } from './report.ts';
import type { RawResult } from './result.ts';
import { finish } from './steps.ts';

function describe(snapshot: Snapshot, expectedGaps: readonly string[]): DirectoryReport {
  const datasets = Object.fromEntries(
    datasetNames.map((name): [DatasetName, DatasetReport] => {
      const dataset = snapshot.datasets[name];
      const gap = gapOf(dataset);
      return [
        name,
        {
          state: dataset.state,
          rows: rowsOf<unknown>(dataset).length,
          ...(gap === null ? {} : { gap }),
          ...provenanceOf(dataset),
        },
      ];
    }),
  ) as Record<DatasetName, DatasetReport>;
  const [organization] = rowsOf(snapshot.datasets.organization);
  const { provider, directoryId, requests } = snapshot;
  const directory = { provider, directoryId, name: organization?.name ?? null, requests, datasets };
  const { name, ...rest } = directory;
  return { ...rest, name, status: statusOf(directory, expectedGaps) };
}

function byKey(a: CheckResult, b: CheckResult): number {
  const left = `${a.check}/${a.provider ?? 'tenant'}`;
  const right = `${b.check}/${b.provider ?? 'tenant'}`;
  return compareText(left, right);
}

/** Judges snapshots of one tenant and puts the results in words. Pure: the same input gives the same report. */
export function buildReport(input: ReportInput): Report {
  return finish(reportSteps(input));
}

/** The same, one step after each check, for whoever has to listen to others in between. */
export function* reportSteps(input: ReportInput): Generator<undefined, Report> {
  const { settings, phrasing, scan, facts, frameworks = [] } = input;
  const snapshots = input.snapshots.toSorted(byProvider);
  const providers = snapshots.map(({ provider }) => provider);
  const factsOf = accountFactsIn(snapshots, facts);
  const exceptions = exceptionsOn(facts.dayOf(scan.asOf), settings.exceptions, factsOf);
  const word = (result: RawResult): CheckResult => ({
    ...result,
    findings: result.findings.map(({ key, subject, verdict, message, ...rest }) => {
      const text = phrasing.finding(result.check, { key, subject, verdict, message, ...rest });
      return { key, subject, verdict, message, text, ...rest };
    }),
  });
  const isWanted = ({ controls }: AnyCheck, where: readonly Provider[]) => {
    return frameworks.length === 0 || controlsFor(controls, where).length > 0;
  };
  const judge = (check: AnyCheck): RawResult[] => {
    const context = { ...facts, options: optionsUnder(settings, check) };
    if (isTenantCheck(check)) {
      const read = providers.filter((provider) => check.reads[provider] !== undefined);
      return isWanted(check, read) ? [evaluateTenant(check, snapshots, context, exceptions.find)] : [];
    }
    return snapshots.flatMap((snapshot) => {
      const { provider, directoryId } = snapshot;
      if (!isWanted(check, [provider])) return [];
      const here: Context<Options> = { ...context, provider, directoryId };
      return evaluate(check, snapshot, facts.tables(snapshot), here, exceptions.find);
    });
  };
  facts.people();
  yield;
  const results: CheckResult[] = [];
  for (const check of checksWithin(frameworks, input.checks)) {
    const judged = judge(check);
    yield;
    results.push(...judged.map(word));
    yield;
  }
  results.sort(byKey);
  const directories = snapshots.map((snapshot) => describe(snapshot, settings.expectedGaps));
  const failed: Record<Severity, number> = { low: 0, medium: 0, high: 0, critical: 0 };
  for (const { findings } of results) {
    for (const { verdict, severity, exception } of findings) {
      if (verdict === 'fail' && exception === undefined) failed[severity] += 1;
    }
  }
  const total = (count: 'unknown' | 'excepted') => results.reduce((sum, result) => sum + result.counts[count], 0);
  return {
    schema: 1,
    tool: { name: 'shisei', version: input.version },
    tenant: input.tenant,
    scan: { ...scan, asOf: scan.asOf.toISOString(), status: overallStatus(directories.map(({ status }) => status)) },
    directories,
    results,
    frameworks: frameworksOf(results, providers, frameworks),
    summary: {
      accounts: directories.reduce((sum, directory) => sum + directory.datasets.accounts.rows, 0),
      failed,
      unknown: total('unknown'),
      excepted: total('excepted'),
    },
    people: peopleReportOf(facts, results, snapshots),
    leavers: leaversReportOf(leaversOf(facts, snapshots, settings.timeZone)),
    notes: notesOf({ ...input, snapshots }, results, directories, exceptions),
    history: { state: 'off' },
  };
}

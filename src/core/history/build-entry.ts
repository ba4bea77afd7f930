import { type AnyCheck, readingOf, type Tenant } from '../check.ts';
import { type DatasetName, type Provider, providers, type Snapshot } from '../datasets.ts';
import type { CheckResult, Report } from '../report.ts';
import { type AccountFacts, accountFactsSteps } from './account-facts.ts';
import type { DirectoryEntry, ExceptionEntry, FindingEntry, ScanEntry, VerdictEntry } from './entry.ts';
import { figuresOf } from './figures.ts';

export interface EntryInput {
  report: Report;
  snapshots: readonly Snapshot[];
  facts: Tenant;
  checks: readonly AnyCheck[];
  /** Only what some frameworks ask for was judged. */
  limited: boolean;
  disguisedBy: string | null;
}

/** Tables that hold a row an account, so that the row alone tells whether the account passes. */
const ownRows: ReadonlySet<DatasetName> = new Set(['accounts', 'signIns', 'mfa', 'enforcement']);

function isDark({ counts, findings }: CheckResult): boolean {
  const [only] = findings;
  const isWhole = only?.subject.type === 'directory' || only?.subject.type === 'tenant';
  return counts.judged === 1 && counts.unknown === 1 && isWhole;
}

/** Datasets without which nobody can be judged, and which were not read whole, by directory. */
function dimmedOf(check: AnyCheck, { provider }: CheckResult, snapshots: readonly Snapshot[]) {
  return snapshots
    .filter((snapshot) => provider === null || snapshot.provider === provider)
    .flatMap((snapshot) => {
      const { needs } = readingOf(check, snapshot.provider);
      return needs.filter((name) => snapshot.datasets[name].state !== 'complete').map((name) => ({ snapshot, name }));
    });
}

function verdictOf(result: CheckResult, { report, snapshots, facts, checks }: EntryInput): VerdictEntry {
  const { check: id, provider, verdict, severity, counts } = result;
  const common = { check: id, provider, verdict, severity, counts };
  const check = checks.find((one) => one.id === id);
  if (check === undefined || isDark(result)) return { ...common, sight: 'none', judged: [] };
  const dimmed = dimmedOf(check, result, snapshots);
  // A list that cannot be used hides whom a rule over several directories is about.
  const isListFaulty = provider === null && report.notes.some(({ id: note }) => note === 'roster-faulty');
  if (dimmed.length === 0 && !isListFaulty) return { ...common, sight: 'whole', judged: [] };
  const isTold = provider !== null && dimmed.every(({ name }) => ownRows.has(name));
  const [first] = dimmed;
  if (!isTold || first === undefined) return { ...common, sight: 'part', judged: [] };
  const tables = facts.tables(first.snapshot);
  const judged = tables.accounts.rows.flatMap(({ id: account }) =>
    dimmed.every(({ name }) => tables[name].one(account) !== undefined) ? account : [],
  );
  return { ...common, sight: 'part', judged };
}

function findingsOf({ check, provider, findings }: CheckResult): FindingEntry[] {
  return findings.map(({ key, subject, verdict, message, severity, data, exception }) => {
    return { key, check, provider, subject, verdict, message, severity, data, accepted: exception !== undefined };
  });
}

function exceptionsOf({ results }: Report): ExceptionEntry[] {
  return results.flatMap(({ check, findings }) =>
    findings.flatMap(({ key, acceptance }) =>
      acceptance === undefined ? [] : [{ check, findingKey: key, ...acceptance }],
    ),
  );
}

function byProvider(a: { provider: Provider }, b: { provider: Provider }): number {
  return providers.indexOf(a.provider) - providers.indexOf(b.provider);
}

/** What a scan leaves to history, worked out from its report; a step now and then. */
export function* entrySteps(input: EntryInput): Generator<undefined, ScanEntry> {
  const { report, snapshots, facts, limited, disguisedBy } = input;
  const accounts: AccountFacts[] = [];
  for (const snapshot of snapshots) {
    for (const one of yield* accountFactsSteps(snapshot, facts)) accounts.push(one);
  }
  const verdicts: VerdictEntry[] = [];
  for (const result of report.results) {
    verdicts.push(verdictOf(result, input));
    yield;
  }
  return {
    schema: 1,
    version: report.tool.version,
    tenant: report.tenant,
    scan: report.scan,
    disguisedBy,
    limited,
    directories: report.directories
      .map(({ provider, directoryId, name, status, datasets }): DirectoryEntry => {
        return { provider, directoryId, name, status, datasets };
      })
      .sort(byProvider),
    verdicts,
    findings: report.results.flatMap(findingsOf),
    accounts,
    figures: figuresOf(report, accounts),
    exceptions: exceptionsOf(report),
  };
}

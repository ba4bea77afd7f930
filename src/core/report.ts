import { shortTrails } from './audit-trail.ts';
import {
  type AnyCheck,
  type Context,
  type Data,
  isTenantCheck,
  type Options,
  type Severity,
  type Subject,
  type Tenant,
} from './check.ts';
import { checksWithin, controlsFor } from './controls.ts';
import {
  type DatasetName,
  datasetNames,
  type Gap,
  type GapKind,
  gapOf,
  type Provider,
  provenanceOf,
  rowsOf,
  type Snapshot,
} from './datasets.ts';
import { type Exception, evaluate, evaluateTenant, type RawFinding, type RawResult } from './evaluate.ts';
import { type FrameworkReport, frameworksOf } from './framework-verdicts.ts';
import { concerns, type Framework, publicationOf } from './frameworks.ts';
import { leaversOf } from './leavers.ts';
import { type LeaversReport, leaversReportOf, type PeopleReport, peopleReportOf } from './people-report.ts';
import { tablesOf } from './tables.ts';

export type Status = 'complete' | 'partial' | 'failed';

export interface Finding extends RawFinding {
  /** The message for people, in the report's locale. */
  text: string;
}

export interface CheckResult extends Omit<RawResult, 'findings'> {
  findings: Finding[];
}

export interface DatasetReport {
  state: 'complete' | 'partial' | 'unavailable';
  rows: number;
  gap?: Gap;
  source?: string;
  /** Of a log: it was read back to this instant. */
  since?: string;
}

export interface DirectoryReport {
  provider: Provider;
  directoryId: string;
  name: string | null;
  status: Status;
  requests: { sent: number; retried: number };
  datasets: Record<DatasetName, DatasetReport>;
}

/** Something about the scan itself that a reader should know, such as a configured key that does nothing yet. */
export interface Note {
  id: NoteId;
  text: string;
  data: Data;
}

export const noteIds = [
  'key-unused',
  'expected-gap-readable',
  'exception-expired',
  'exception-unmatched',
  'emergency-unmatched',
  'audit-window',
  'roster-faulty',
  'link-unmatched',
  'group-eligibility-unread',
  'delegated-unread',
  'limited-to-frameworks',
  'framework-elsewhere',
] as const;
export type NoteId = (typeof noteIds)[number];

/** The public contract of `report.json`, schema 1. Lists are sorted by key. */
export interface Report {
  schema: 1;
  tool: { name: 'shisei'; version: string };
  tenant: { id: string; name: string };
  scan: { id: string; startedAt: string; finishedAt: string; asOf: string; status: Status };
  directories: DirectoryReport[];
  results: CheckResult[];
  frameworks: FrameworkReport[];
  summary: { accounts: number; failed: Record<Severity, number>; unknown: number; excepted: number };
  /** Whose accounts belong together, and what could not be joined. */
  people: PeopleReport;
  /** Null: there is no HR list that can be used. */
  leavers: LeaversReport | null;
  notes: Note[];
}

export interface DeclaredException extends Exception {
  check: string;
  /** Login, without case, or account id. */
  subject: string;
}

/** What a tenant's configuration says about judging. Saved with a snapshot, so it never holds a secret. */
export interface JudgingSettings {
  emergency: readonly string[];
  exceptions: readonly DeclaredException[];
  /** Such as `google-workspace/policies`. */
  expectedGaps: readonly string[];
  /** Options by check; what is not given is the check's default. */
  checks: Readonly<Record<string, Options>>;
  /** IANA name of the zone in which an exception's last day ends. */
  timeZone: string;
  /** Countries, ISO 3166-1 alpha-2, that sign-ins may come from; null: not configured. */
  approvedCountries: readonly string[] | null;
  /** Accounts of one human, by login or id, where nothing else joins them or something would join them wrongly. */
  links: readonly (readonly string[])[];
  /** Keys of the configuration that this version checks but does not use yet. */
  unusedKeys: readonly string[];
}

/** The texts that a report needs; catalogues offer them in each language. */
export interface Phrasing {
  finding(check: string, finding: RawFinding): string;
  note(id: NoteId, data: Data): string;
}

export interface ReportInput {
  version: string;
  tenant: { id: string; name: string };
  scan: { id: string; startedAt: string; finishedAt: string; asOf: Date };
  snapshots: readonly Snapshot[];
  /** What else is known of the tenant, at the instant of the scan. */
  facts: Tenant;
  checks: readonly AnyCheck[];
  settings: JudgingSettings;
  /** Only these frameworks are judged by and reported; not given, or empty: all. */
  frameworks?: readonly Framework[];
  phrasing: Phrasing;
}

/** Gaps that are facts of the tenant, not faults of the scan. */
const factual: ReadonlySet<GapKind> = new Set(['licence', 'unsupported', 'concealed']);

function gapName(provider: Provider, name: DatasetName): string {
  return `${provider}/${name}`;
}

/** Whether a gap makes a scan incomplete: it is no fact of the tenant, and was not expected. */
export function isFault(provider: Provider, name: DatasetName, gap: Gap, expectedGaps: readonly string[]): boolean {
  return !factual.has(gap.kind) && !expectedGaps.includes(gapName(provider, name));
}

/** Faults that make a scan incomplete: what could not be read and was not expected to be dark. */
export function faultsOf(directory: DirectoryReport, expectedGaps: readonly string[]): DatasetName[] {
  return datasetNames.filter((name) => {
    const { state, gap } = directory.datasets[name];
    if (gap === undefined || expectedGaps.includes(gapName(directory.provider, name))) return false;
    // A licence does not run out between two pages: what was read in part was to be read in full.
    return state === 'partial' || isFault(directory.provider, name, gap, expectedGaps);
  });
}

function statusOf(directory: Omit<DirectoryReport, 'status'>, expectedGaps: readonly string[]): Status {
  if (directory.datasets.accounts.state === 'unavailable') return 'failed';
  const whole = datasetNames.every((name) => {
    const { state, gap } = directory.datasets[name];
    if (state !== 'unavailable' || gap === undefined) return state === 'complete';
    return factual.has(gap.kind) || expectedGaps.includes(gapName(directory.provider, name));
  });
  return whole ? 'complete' : 'partial';
}

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

export function overallStatus(all: readonly Status[]): Status {
  if (all.every((status) => status === 'complete')) return 'complete';
  return all.every((status) => status === 'failed') ? 'failed' : 'partial';
}

function covers(exception: DeclaredException, check: string, subject: Subject): boolean {
  const wanted = exception.subject;
  if (exception.check !== check) return false;
  return wanted === subject.id || wanted.toLowerCase() === subject.login?.toLowerCase();
}

function byKey(a: CheckResult, b: CheckResult): number {
  const left = `${a.check}/${a.provider ?? 'tenant'}`;
  const right = `${b.check}/${b.provider ?? 'tenant'}`;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Where the audit trail is too short nobody is called idle, and nothing but a note tells. */
function auditWindowsOf(
  { checks, settings, scan, snapshots }: ReportInput,
  results: readonly CheckResult[],
): Array<[NoteId, Data]> {
  const id = 'unused-admin';
  const idleDays = settings.checks[id]?.idleDays ?? checks.find((check) => check.id === id)?.options.idleDays;
  if (idleDays === undefined) return [];
  const judged = new Set(
    results.flatMap(({ check, provider, counts }) => (check === id && counts.judged > 0 ? provider : [])),
  );
  return shortTrails(snapshots, idleDays, scan.asOf)
    .filter(({ provider }) => judged.has(provider))
    .map(({ provider, days }) => ['audit-window', { provider, days, idleDays }]);
}

/** Of a check that some directory was not judged by, since other frameworks were asked for, nothing can be missed. */
function isAskedFor(id: string, { frameworks = [], snapshots }: ReportInput, results: readonly CheckResult[]): boolean {
  const mine = results.filter(({ check }) => check === id);
  return frameworks.length === 0 || mine.some(({ provider }) => provider === null) || mine.length === snapshots.length;
}

/** What is wrong with the HR list, and with declared links. */
function rosterNotesOf({ facts, settings, snapshots }: ReportInput): Array<[NoteId, Data]> {
  const { roster } = facts;
  const faults = roster?.state === 'faulty' ? roster.faults : [];
  const { file = '' } = roster ?? {};
  const isWhole = snapshots.every(({ datasets }) => datasets.accounts.state === 'complete');
  const unmatched = settings.links.length > 0 && isWhole ? facts.people().unknownLinks : [];
  return [
    ...faults.map(({ line, problem, value }): [NoteId, Data] => ['roster-faulty', { file, line, problem, value }]),
    ...unmatched.map((account): [NoteId, Data] => ['link-unmatched', { account }]),
  ];
}

/** What the report leaves out because it was asked for some frameworks alone. */
function limitNotesOf({ frameworks = [], snapshots }: ReportInput): Array<[NoteId, Data]> {
  if (frameworks.length === 0) return [];
  const providers = snapshots.map(({ provider }) => provider);
  const named = (framework: Framework) => `${framework} ${publicationOf(framework).version}`;
  const elsewhere = frameworks.filter((framework) => !concerns(framework, providers));
  return [
    ['limited-to-frameworks', { frameworks: frameworks.map(named).join(', ') }],
    ...elsewhere.map((framework): [NoteId, Data] => ['framework-elsewhere', { framework: named(framework) }]),
  ];
}

/** What was not read, though nothing that is needed is missing. */
function unreadNotesOf({ snapshots }: ReportInput): Array<[NoteId, Data]> {
  const isSome = (holds: (datasets: Snapshot['datasets']) => boolean) => snapshots.some((one) => holds(one.datasets));
  const noGroups = isSome(({ roles }) => provenanceOf(roles).source === 'pim');
  const noGrants = isSome(({ applications }) => {
    return rowsOf(applications).some(({ kind, delegated }) => kind === 'application' && delegated === null);
  });
  return [
    ...(noGroups ? [['group-eligibility-unread', {}] as [NoteId, Data]] : []),
    ...(noGrants ? [['delegated-unread', {}] as [NoteId, Data]] : []),
  ];
}

function notesOf(input: ReportInput, results: readonly CheckResult[], directories: readonly DirectoryReport[]): Note[] {
  const { settings, phrasing, scan, snapshots, facts } = input;
  const today = facts.dayOf(scan.asOf);
  const found: Array<[NoteId, Data]> = settings.unusedKeys.map((key) => ['key-unused', { key }]);
  for (const gap of settings.expectedGaps) {
    for (const directory of directories) {
      const readable = datasetNames.find((name) => gapName(directory.provider, name) === gap);
      if (readable !== undefined && directory.datasets[readable].state === 'complete') {
        found.push(['expected-gap-readable', { dataset: gap }]);
      }
    }
  }
  const failing = results.flatMap((result) => result.findings.map((finding) => ({ check: result.check, finding })));
  for (const exception of settings.exceptions) {
    const { check, subject, until } = exception;
    if (!isAskedFor(check, input, results)) continue;
    if (until < today) found.push(['exception-expired', { check, subject, until }]);
    else if (
      !failing.some((entry) => entry.finding.exception && covers(exception, entry.check, entry.finding.subject))
    ) {
      found.push(['exception-unmatched', { check, subject }]);
    }
  }
  const accounts = snapshots.map((snapshot) => snapshot.datasets.accounts);
  if (settings.emergency.length > 0 && accounts.every((dataset) => dataset.state === 'complete')) {
    const known = new Set(
      accounts.flatMap((dataset) => dataset.rows.flatMap(({ id, login }) => [id, login.toLowerCase()])),
    );
    for (const name of settings.emergency) {
      if (!known.has(name) && !known.has(name.toLowerCase())) found.push(['emergency-unmatched', { account: name }]);
    }
  }
  found.push(
    ...auditWindowsOf(input, results),
    ...rosterNotesOf(input),
    ...unreadNotesOf(input),
    ...limitNotesOf(input),
  );
  return found.map(([id, data]) => ({ id, text: phrasing.note(id, data), data }));
}

/** Judges snapshots of one tenant and puts the results in words. Pure: the same input gives the same report. */
export function buildReport(input: ReportInput): Report {
  const { settings, snapshots, phrasing, scan, facts, frameworks = [] } = input;
  const providers = snapshots.map(({ provider }) => provider);
  const today = facts.dayOf(scan.asOf);
  const valid = settings.exceptions.filter((exception) => exception.until >= today);
  const byCheck = Map.groupBy(valid, ({ check }) => check);
  const findException = (check: string, subject: Subject): Exception | undefined => {
    const exception = byCheck.get(check)?.find((candidate) => covers(candidate, check, subject));
    if (exception === undefined) return undefined;
    const { reason, approvedBy, until } = exception;
    return { reason, approvedBy, until };
  };
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
  const results = checksWithin(frameworks, input.checks)
    .flatMap((check) => {
      const context = { ...facts, options: { ...check.options, ...settings.checks[check.id] } };
      if (isTenantCheck(check)) {
        const read = providers.filter((provider) => check.reads[provider] !== undefined);
        return isWanted(check, read) ? [evaluateTenant(check, snapshots, context, findException)] : [];
      }
      return snapshots.flatMap((snapshot) => {
        const { provider, directoryId } = snapshot;
        if (!isWanted(check, [provider])) return [];
        const here: Context<Options> = { ...context, provider, directoryId };
        return evaluate(check, snapshot, tablesOf(snapshot), here, findException);
      });
    })
    .map(word)
    .sort(byKey);
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
    people: peopleReportOf(facts.people(), results, snapshots, scan.asOf),
    leavers: leaversReportOf(leaversOf(facts, snapshots, settings.timeZone)),
    notes: notesOf(input, results, directories),
  };
}

import type { Exception } from './acceptance.ts';
import type { AnyCheck, Data, Severity, Tenant } from './check.ts';
import type { Snapshot } from './datasets.ts';
import type { DirectoryReport, Status } from './directory-report.ts';
import type { FrameworkReport } from './framework-verdicts.ts';
import type { Framework } from './frameworks.ts';
import type { Binding } from './history/bound-facts.ts';
import type { HistoryReport } from './history/history-report.ts';
import type { LeaversReport, PeopleReport } from './people-report.ts';
import type { OptionSettings } from './profiles.ts';
import type { RawFinding, RawResult } from './result.ts';

/** A finding in words. */
export interface Finding extends RawFinding {
  /** The message for people, in the report's locale. */
  text: string;
}

/** What a check says of one directory, or of the tenant, in words. */
export interface CheckResult extends Omit<RawResult, 'findings'> {
  findings: Finding[];
}

/** Something about the scan itself that a reader should know, such as a configured key that does nothing yet. */
export interface Note {
  id: NoteId;
  text: string;
  data: Data;
}

/** What a note can be about. */
export type NoteId =
  | 'key-unused'
  | 'expected-gap-readable'
  | 'exception-expired'
  | 'exception-void'
  | 'exception-ending'
  | 'exception-unmatched'
  | 'emergency-unmatched'
  | 'audit-window'
  | 'roster-faulty'
  | 'roster-silent'
  | 'link-unmatched'
  | 'group-eligibility-unread'
  | 'delegated-unread'
  | 'profile'
  | 'limited-to-frameworks'
  | 'framework-elsewhere';

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
  /** What changed since the scan before, and the trend of the figures; worked out after judging. */
  history: HistoryReport;
}

/** A risk that somebody accepted, and for whom. */
export interface DeclaredException extends Exception {
  check: string;
  /** Login, without case, or account id. */
  subject: string;
  /** Id in the store; not given: the store does not know it. */
  id?: string;
  /** The facts that it was given for, by finding; of one that is not here they are those of the first scan that covers it. */
  bound?: readonly Binding[];
}

/** What a tenant's configuration says about judging. Saved with a snapshot, so it never holds a secret. */
export interface JudgingSettings extends OptionSettings {
  emergency: readonly string[];
  exceptions: readonly DeclaredException[];
  /** Such as `google-workspace/policies`. */
  expectedGaps: readonly string[];
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

/** All that a report is built from. */
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

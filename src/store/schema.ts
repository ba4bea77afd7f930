import type { ColumnType, Generated } from 'kysely';
import type { Severity, Subject } from '../core/check.ts';
import type { DatasetName } from '../core/datasets.ts';
import type { Status } from '../core/directory-report.ts';
import type { Disabling } from '../core/disabling.ts';
import type { GapKind } from '../core/gap.ts';
import type { AccountFacts } from '../core/history/account-facts.ts';
import type { Sight } from '../core/history/entry.ts';
import type { Figure } from '../core/history/figures.ts';
import type { LossCause, OpeningCause, TrackedState } from '../core/history/tracked-finding.ts';
import type { Provider } from '../core/provider.ts';
import type { Verdict } from '../core/result.ts';

/** 1, 0, or null for what is not known. Both databases hold truth values so. */
export type Bit = 0 | 1;

/**
 * Columns of everything that is kept as versions. A row holds from one scan up to, and without, another; both stay
 * after those scans were removed.
 */
export interface Version {
  version_id: Generated<number>;
  tenant: string;
  /** Number of the scan from which it holds. */
  from_scan: number;
  /** Instant of that scan, ISO 8601 in UTC. */
  from_at: string;
  /** Number of the first scan at which it holds no more; null: it still holds. */
  to_scan: number | null;
  to_at: string | null;
}

export interface TenantRow {
  id: string;
  name: string;
  /** Number of the newest scan; a number is never given twice. */
  last_number: number;
}

export interface ScanRow {
  tenant: string;
  /** Order of storing within the tenant, from 1. */
  number: number;
  /** Id of the scan, as in its report. */
  id: string;
  /** Instant as of which was judged, ISO 8601 in UTC, as all instants here. */
  as_of: string;
  started_at: string;
  finished_at: string;
  status: Status;
  /** Version of the program. */
  version: string;
  disguised_by: string | null;
  limited: Bit;
  accounts: number;
  failed_critical: number;
  failed_high: number;
  failed_medium: number;
  failed_low: number;
  unknown: number;
  /** Findings under a valid exception. */
  excepted: number;
  /** Why it must be kept; null: it may be removed when it is old enough. */
  hold_reason: string | null;
  hold_at: string | null;
}

export interface DirectoryRow extends Version {
  provider: Provider;
  directory_id: string;
  name: string | null;
  status: Status;
}

export interface DatasetRow extends Version {
  provider: Provider;
  directory_id: string;
  dataset: DatasetName;
  state: 'complete' | 'partial' | 'unavailable';
  row_count: number;
  gap_kind: GapKind | null;
  /** The whole gap, JSON. */
  gap: string | null;
  source: string | null;
}

export interface VerdictRow extends Version {
  check_id: string;
  /** Null: a check of the whole tenant. */
  provider: Provider | null;
  verdict: Verdict;
  severity: Severity;
  judged: number;
  failed: number;
  unknown: number;
  excepted: number;
  sight: Sight;
  /** What the check judged by, JSON. */
  options: string;
}

export interface AccountRow extends Version {
  provider: Provider;
  directory_id: string;
  account_id: string;
  login: string;
  name: string | null;
  kind: AccountFacts['kind'];
  enabled: Bit | null;
  created_at: string | null;
  department: string | null;
  member: Bit | null;
  /** A declared emergency account. */
  emergency: Bit;
  privilege: AccountFacts['privilege'];
  /** JSON list of `{id, name, tier, eligible}`. */
  roles: string | null;
  registered: Bit | null;
  /** JSON list of `{name, strength}`. */
  methods: string | null;
  enforcement: AccountFacts['enforcement'];
  sign_in: AccountFacts['signIn'];
  /** JSON list of codes. */
  countries: string | null;
  /** When it was disabled last; null: it is enabled, or nothing tells. */
  disabled_at: string | null;
  disabled_source: Disabling['source'] | null;
}

export interface FindingRow extends Version {
  finding_key: string;
  check_id: string;
  provider: Provider | null;
  /** JSON list of the directories that it was last seen in, `provider/id`. */
  directories: string;
  subject_type: Subject['type'];
  subject_id: string;
  login: string | null;
  name: string | null;
  state: TrackedState;
  /** It was under a valid exception when it was seen last. */
  accepted: Bit;
  message: string;
  severity: Severity;
  /** JSON. */
  data: string;
  opened_at: string;
  reopened: Bit;
  /** Why it may be older than `opened_at`; null: the scan before looked, and it was not there. */
  cause: OpeningCause | null;
  /** Instant of the last scan that saw it, set once it is lost from sight or resolved; null: it is seen. */
  last_seen_at: string | null;
  /** Of a person: the accounts that were judged together, JSON list of `{provider, id, enabled}`. */
  holdings: string | null;
  /** Why it is unseen; null: it is seen, or something that the check needs could not be read. */
  lost_by: LossCause | null;
  /** Set on the last version of a finding that was repaired: instant of the scan that saw it gone. */
  resolved_at: string | null;
  /** Other limits hold than before, so that nobody need have repaired anything; null: it is not resolved. */
  resolved_by_rule: Bit | null;
}

export interface FigureRow {
  tenant: string;
  scan: number;
  figure: Figure['id'];
  version: number;
  unit: Figure['unit'];
  value: number | null;
  numerator: number;
  denominator: number;
  unknown: number | null;
}

export interface ExceptionRow {
  id: string;
  tenant: string;
  origin: 'configuration' | 'command';
  check_id: string;
  /** As it was declared: login or id. */
  subject: string;
  reason: string;
  approved_by: string;
  /** Last day on which it holds, `2027-03-31`. */
  until: string;
  added_at: string;
  /** What it is bound to, JSON list of `Binding`; what is void there is void for good. */
  bound: string;
  /** When a command took it back, or the configuration named it no more. */
  removed_at: string | null;
}

export const deliveryStates = ['pending', 'claimed', 'sent', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface DeliveryRow {
  id: Generated<number>;
  tenant: string;
  scan_id: string;
  channel: string;
  /** The same for the same news: a channel gets it once. */
  idempotency_key: string;
  payload: string;
  state: ColumnType<DeliveryState, DeliveryState | undefined, DeliveryState>;
  attempts: ColumnType<number, number | undefined, number>;
  due_at: string;
  claimed_until: string | null;
  last_error: string | null;
  sent_at: string | null;
}

/** The tables, by the names that people query by; docs/store.md describes them. */
export interface Tables {
  tenants: TenantRow;
  scans: ScanRow;
  directories: DirectoryRow;
  datasets: DatasetRow;
  verdicts: VerdictRow;
  accounts: AccountRow;
  findings: FindingRow;
  figures: FigureRow;
  exceptions: ExceptionRow;
  deliveries: DeliveryRow;
}

/** Tables whose rows are versions. */
export const versionTables = ['directories', 'datasets', 'verdicts', 'accounts', 'findings'] as const;
export const tableNames = ['tenants', 'scans', ...versionTables, 'figures', 'exceptions', 'deliveries'] as const;
export type VersionTable = (typeof versionTables)[number];

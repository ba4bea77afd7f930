import type { Exception } from '../acceptance.ts';
import type { Data, Severity, Subject } from '../check.ts';
import type { DatasetName } from '../datasets.ts';
import type { DatasetReport, Status } from '../directory-report.ts';
import type { Provider } from '../provider.ts';
import type { Verdict } from '../result.ts';
import type { AccountFacts } from './account-facts.ts';
import type { Bound, ExceptionVoid } from './bound-facts.ts';
import type { Figure } from './figures.ts';
import type { LeaverEntry } from './leaver-lag.ts';
import type { HeldAccount } from './tracked-finding.ts';

/**
 * How well a result tells who is repaired. `whole`: whoever does not fail and is not unknown has passed, or is no
 * subject any more. `part`: that holds at most for accounts whose rows were read. `none`: nobody was judged, since what
 * the check needs is dark, or since the configuration does not ask for it (then the verdict is `not-applicable`).
 */
export const sights = ['whole', 'part', 'none'] as const;
export type Sight = (typeof sights)[number];

/** One result of a scan, as history keeps it. */
export interface VerdictEntry {
  check: string;
  provider: Provider | null;
  verdict: Verdict;
  severity: Severity;
  counts: { judged: number; failed: number; unknown: number; excepted: number };
  sight: Sight;
  /** Where the sight is `part`: it tells of accounts that have a row in each of these; empty: of nobody. */
  byRows: readonly DatasetName[];
  /** Datasets that the check reads, needed or not, and that were not read whole. */
  dimmed: readonly DatasetName[];
  /** Messages that nobody could have been given by what was read. */
  mute: readonly string[];
  /** A failure rests on what the HR list says of its subject. */
  byList: boolean;
  /** What the check judged by: its options, and settings of the tenant. */
  options: Readonly<Record<string, number | string>>;
}

/** Which accounts have a row in a dataset that holds one for each and was not read whole. */
export interface OwnRows {
  provider: Provider;
  dataset: DatasetName;
  /** For each account of the directory, in the order of `accounts`: `1` where its row was read, else `0`. */
  accounts: string;
}

/** What ties the accounts of a directory to humans. Texts hold a sign for each account, in the order of `accounts`. */
export interface Ties {
  provider: Provider;
  /** `1` where the HR list names the login, else `0`. */
  listed: string;
  /** Accounts that the list names by something else than their login, each with what it calls the person. */
  listedAs: readonly (readonly [accountId: string, person: string])[];
  /** `1` where the account belongs to a human with accounts in several directories who could be judged, else `0`. */
  joined: string;
}

/** A finding of a scan, as history follows it. */
export interface FindingEntry {
  key: string;
  check: string;
  provider: Provider | null;
  /** What was judged: a directory as `provider/id`, or all of the tenant, and `hrList`. */
  directories: readonly string[];
  subject: Subject;
  /** Of a person: the accounts that were judged together. */
  holdings?: readonly HeldAccount[];
  verdict: 'fail' | 'unknown';
  message: string;
  severity: Severity;
  data: Data;
  /** It fails under a valid exception. */
  accepted: boolean;
}

export interface DirectoryEntry {
  provider: Provider;
  directoryId: string;
  name: string | null;
  status: Status;
  datasets: Record<DatasetName, DatasetReport>;
}

/** What a scan says of an exception that covers a finding. */
export interface ExceptionEntry {
  /** Id in the store; null: the store does not know it yet, as of an exception of the configuration. */
  id: string | null;
  check: string;
  /** As it was declared. */
  declared: string;
  exception: Exception;
  findingKey: string;
  /** What it is bound to: the facts that it was given for, else those of this scan. */
  bound: Bound;
  /** It covers the finding no more, because this changed. */
  void: ExceptionVoid | null;
}

/** All that a scan leaves to history. It can be written down, and stored later. */
export interface ScanEntry {
  schema: 1;
  /** Version of the program. */
  version: string;
  tenant: { id: string; name: string };
  scan: { id: string; startedAt: string; finishedAt: string; asOf: string; status: Status };
  /** The instant was asked for; it is not that at which the scan began. */
  asOfGiven: boolean;
  /** Fingerprint of the key of pseudonyms; null: names are real. */
  disguisedBy: string | null;
  /** Only what some frameworks ask for was judged: what is missing was not asked. */
  limited: boolean;
  /** The HR list: `silent` has nothing that tells who has left. */
  roster: 'none' | 'faulty' | 'silent' | 'read';
  directories: readonly DirectoryEntry[];
  verdicts: readonly VerdictEntry[];
  findings: readonly FindingEntry[];
  /** Sorted by directory, then by id. */
  accounts: readonly AccountFacts[];
  ownRows: readonly OwnRows[];
  /** Empty where it was not told. */
  ties: readonly Ties[];
  /** Everybody who has left and had an account; null where no HR list tells. */
  leavers: readonly LeaverEntry[] | null;
  figures: readonly Figure[];
  exceptions: readonly ExceptionEntry[];
}

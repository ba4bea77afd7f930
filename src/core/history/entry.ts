import type { Data, Severity, Subject } from '../check.ts';
import type { DatasetName, Provider } from '../datasets.ts';
import type { Exception, Verdict } from '../evaluate.ts';
import type { DatasetReport, Status } from '../report.ts';
import type { AccountFacts } from './account-facts.ts';
import type { Bound, ExceptionVoid } from './bound-facts.ts';
import type { Figure } from './figures.ts';

/**
 * How well a result tells who is repaired. `whole`: whoever does not fail and is not unknown has passed, or is no
 * subject any more. `part`: that holds for those named in `judged` alone. `none`: nobody could be judged.
 */
export type Sight = 'whole' | 'part' | 'none';

/** One result of a scan, as history keeps it. */
export interface VerdictEntry {
  check: string;
  provider: Provider | null;
  verdict: Verdict;
  severity: Severity;
  counts: { judged: number; failed: number; unknown: number; excepted: number };
  sight: Sight;
  /** Where the sight is `part`: ids of accounts whose own rows were all read, so that the result tells of them. */
  judged: readonly string[];
}

/** A finding of a scan, as history follows it. */
export interface FindingEntry {
  key: string;
  check: string;
  provider: Provider | null;
  subject: Subject;
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
  /** Fingerprint of the key of pseudonyms; null: names are real. */
  disguisedBy: string | null;
  /** Only what some frameworks ask for was judged: what is missing was not asked. */
  limited: boolean;
  directories: readonly DirectoryEntry[];
  verdicts: readonly VerdictEntry[];
  findings: readonly FindingEntry[];
  accounts: readonly AccountFacts[];
  figures: readonly Figure[];
  exceptions: readonly ExceptionEntry[];
}

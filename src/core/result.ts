import type { Acceptance, Exception } from './acceptance.ts';
import type { Data, Severity, Strength, Subject } from './check.ts';
import type { Gap } from './gap.ts';
import type { Provider } from './provider.ts';

/** What is said of a check, a finding or a control. */
export type Verdict = 'pass' | 'fail' | 'unknown' | 'not-applicable';

/** One subject that failed or could not be judged, before it is put in words. */
export interface RawFinding {
  key: string;
  subject: Subject;
  verdict: 'fail' | 'unknown';
  /** Id of the message; `unknown` when nobody could judge. */
  message: string;
  data: Data;
  severity: Severity;
  exception?: Exception;
  /** The exception that was declared for it, whether it holds or not. */
  acceptance?: Acceptance;
  gap?: Gap;
}

/** What a published control says of the same facts; it may accept what the check does not. */
export interface ControlVerdict {
  framework: string;
  version: string;
  id: string;
  strength: Strength;
  verdict: Verdict;
  /** It passes only because so many failures that it counts are under valid exceptions; absent where there are none. */
  accepted?: number;
}

/** What a check says of one directory, or of the tenant, before it is put in words. */
export interface RawResult {
  check: string;
  provider: Provider | null;
  verdict: Verdict;
  severity: Severity;
  counts: { judged: number; failed: number; unknown: number; excepted: number };
  gaps: Gap[];
  controls: readonly ControlVerdict[];
  findings: RawFinding[];
}

/** Id of the message of whoever could not be judged. */
export const unknownMessage = 'unknown';

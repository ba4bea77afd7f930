import type { Control } from './check.ts';
import type { Gap } from './gap.ts';
import type { ControlVerdict, RawFinding, Verdict } from './result.ts';

/** All subjects of a check, judged. */
export interface Judged {
  judged: number;
  /** What failed and what is unknown, sorted by key. */
  findings: RawFinding[];
}

/** The one place that decides verdicts. Order matters: a failure is a failure whatever else could not be seen. */
export function verdictOf({ judged, findings }: Judged, neededGaps: readonly Gap[]): Verdict {
  if (findings.some((finding) => finding.verdict === 'fail' && finding.exception === undefined)) return 'fail';
  if (neededGaps.length > 0 || findings.some((finding) => finding.verdict === 'unknown')) return 'unknown';
  return judged === 0 ? 'not-applicable' : 'pass';
}

/** What a control says of the findings: it may accept some, and what it cannot tell is unknown. */
export function verdictUnder(
  { framework, version, id, strength, tolerates = () => false }: Control,
  { judged, findings }: Judged,
  neededGaps: readonly Gap[],
): ControlVerdict {
  const counted = findings.flatMap((finding): RawFinding[] => {
    if (finding.verdict === 'unknown') return [finding];
    const accepted = tolerates(finding);
    if (accepted === null && finding.exception === undefined) return [{ ...finding, verdict: 'unknown' }];
    return accepted === true ? [] : [finding];
  });
  const verdict = verdictOf({ judged, findings: counted }, neededGaps);
  const accepted = verdict === 'pass' ? counted.length : 0;
  return { framework, version, id, strength, verdict, ...(accepted > 0 ? { accepted } : {}) };
}

import type { Check, Context, Control, Data, Options, Severity, Subject, Tables } from './check.ts';
import { severities } from './check.ts';
import { controlsFor } from './controls.ts';
import type { DatasetName, Gap, Provider, Snapshot } from './datasets.ts';

export type Verdict = 'pass' | 'fail' | 'unknown' | 'not-applicable';

export interface Exception {
  reason: string;
  approvedBy: string;
  /** Last day on which it holds, `2027-03-31`. */
  until: string;
}

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
  gap?: Gap;
}

export interface RawResult {
  check: string;
  provider: Provider | null;
  verdict: Verdict;
  severity: Severity;
  counts: { judged: number; failed: number; unknown: number; excepted: number };
  gaps: Gap[];
  controls: readonly Control[];
  findings: RawFinding[];
}

/** Finds the exception that covers a failing subject, if one is valid now. */
export type ExceptionFinder = (check: string, subject: Subject) => Exception | undefined;

export const unknownMessage = 'unknown';

export function worst(all: readonly Severity[]): Severity | undefined {
  return severities.findLast((severity) => all.includes(severity));
}

function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.kind}\n${gap.detail}`, gap])).values()];
}

function tellingOf(tables: Tables<DatasetName>, names: readonly DatasetName[]): Gap[] {
  return names.flatMap((name) => tables[name].gap ?? []);
}

function crashed(error: unknown): Gap {
  return { kind: 'crash', detail: error instanceof Error ? `${error.name}: ${error.message}` : 'the check failed' };
}

/** The one place that decides verdicts. Order matters: a failure is a failure whatever else could not be seen. */
function verdictOf(findings: readonly RawFinding[], judged: number, neededGaps: readonly Gap[]): Verdict {
  if (findings.some((finding) => finding.verdict === 'fail' && finding.exception === undefined)) return 'fail';
  if (neededGaps.length > 0 || findings.some((finding) => finding.verdict === 'unknown')) return 'unknown';
  return judged === 0 ? 'not-applicable' : 'pass';
}

function judgeOne(
  check: Check,
  { subject, named }: { subject: unknown; named: Subject },
  tables: Tables<DatasetName>,
  context: Context<Options>,
  findException: ExceptionFinder,
): RawFinding | null {
  const key = `${check.id}/${context.provider}/${named.id}`;
  const doubt = (gap: Gap, data: Data = {}): RawFinding => {
    return { key, subject: named, verdict: 'unknown', message: unknownMessage, data, severity: check.severity, gap };
  };
  try {
    const judgement = check.judge(subject, tables, context);
    if (judgement.verdict === 'pass') return null;
    if (judgement.verdict === 'unknown') return doubt(judgement.gap, judgement.data);
    const { message, data, severity } = judgement;
    const exception = findException(check.id, named);
    const found: RawFinding = { key, subject: named, verdict: 'fail', message, data, severity };
    return exception === undefined ? found : { ...found, exception };
  } catch (error) {
    return doubt(crashed(error));
  }
}

function wholeCheckUnknown(check: Check, context: Context<Options>, gaps: Gap[]): RawResult {
  const { provider, directoryId } = context;
  const [gap] = gaps;
  return {
    check: check.id,
    provider,
    verdict: 'unknown',
    severity: check.severity,
    counts: { judged: 1, failed: 0, unknown: 1, excepted: 0 },
    gaps,
    controls: controlsFor(check.controls, context.provider),
    findings: [
      {
        key: `${check.id}/${provider}/${directoryId}`,
        subject: { type: 'directory', id: directoryId },
        verdict: 'unknown',
        message: unknownMessage,
        data: {},
        severity: check.severity,
        ...(gap === undefined ? {} : { gap }),
      },
    ],
  };
}

/**
 * Judges one directory by one check. Nothing is a pass unless somebody looked: an unavailable needed dataset makes all
 * unknown, a partial one leaves convictions standing and nothing else, a check that throws condemns nobody.
 */
export function evaluate(
  check: Check,
  snapshot: Snapshot,
  tables: Tables<DatasetName>,
  context: Context<Options>,
  findException: ExceptionFinder,
): RawResult {
  const neededGaps = tellingOf(tables, check.needs);
  const dark = check.needs.filter((name) => snapshot.datasets[name].state === 'unavailable');
  if (dark.length > 0) return wholeCheckUnknown(check, context, distinct(tellingOf(tables, dark)));
  let subjects: Array<{ subject: unknown; named: Subject }>;
  try {
    subjects = [...check.subjects(tables, context)].map((subject) => ({ subject, named: check.name(subject) }));
  } catch (error) {
    return wholeCheckUnknown(check, context, [crashed(error)]);
  }
  const findings = subjects.flatMap((subject) => judgeOne(check, subject, tables, context, findException) ?? []);
  findings.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const verdict = verdictOf(findings, subjects.length, neededGaps);
  const failing = findings.filter((finding) => finding.verdict === 'fail' && finding.exception === undefined);
  const unknownFindings = findings.filter((finding) => finding.verdict === 'unknown');
  const sight = verdict === 'fail' || verdict === 'unknown' ? tellingOf(tables, check.uses) : [];
  return {
    check: check.id,
    provider: context.provider,
    verdict,
    severity: worst(failing.map((finding) => finding.severity)) ?? check.severity,
    counts: {
      judged: subjects.length,
      failed: failing.length,
      unknown: unknownFindings.length,
      excepted: findings.filter((finding) => finding.exception !== undefined).length,
    },
    gaps: distinct([...neededGaps, ...sight, ...unknownFindings.flatMap((finding) => finding.gap ?? [])]),
    controls: controlsFor(check.controls, context.provider),
    findings,
  };
}

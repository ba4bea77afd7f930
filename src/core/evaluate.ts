import {
  type Check,
  type Context,
  type Control,
  type Data,
  type Judgement,
  type Options,
  readingOf,
  type Severity,
  type Subject,
  severities,
  type Tables,
  unknown,
} from './check.ts';
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

/** What a published control says of the same facts; it may accept what the check does not. */
export interface ControlVerdict {
  framework: string;
  version: string;
  id: string;
  verdict: Verdict;
}

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

/** All subjects of a check, judged. */
interface Judged {
  judged: number;
  /** What failed and what is unknown, sorted by key. */
  findings: RawFinding[];
}

/** Judges all subjects under the options, or with limits in their place; the same limits are judged by once. */
function judging(
  check: Check,
  tables: Tables<DatasetName>,
  context: Context<Options>,
  findException: ExceptionFinder,
): (limits: Options) => Judged {
  const known = new Map<string, Judged>();
  return (limits) => {
    const within = { ...context, options: { ...context.options, ...limits } };
    const key = JSON.stringify(within.options);
    const before = known.get(key);
    if (before !== undefined) return before;
    const subjects = [...check.subjects(tables, within)];
    const findings = subjects.flatMap((subject) => {
      const judgement = judgementOf(check, subject, tables, within);
      return findingOf(check, subject, judgement, context.provider, findException);
    });
    findings.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    const found = { judged: subjects.length, findings };
    known.set(key, found);
    return found;
  };
}

function verdictUnder(
  { framework, version, id, tolerates = () => false }: Control,
  { judged, findings }: Judged,
  neededGaps: readonly Gap[],
): ControlVerdict {
  const counted = findings.filter((finding) => finding.verdict === 'unknown' || !tolerates(finding));
  return { framework, version, id, verdict: verdictOf(counted, judged, neededGaps) };
}

function judgementOf(check: Check, subject: unknown, tables: Tables<DatasetName>, context: Context<Options>) {
  try {
    return check.judge(subject, tables, context);
  } catch (error) {
    return unknown(crashed(error));
  }
}

/** What a judgement leaves in the report: nothing when it passes. */
function findingOf(
  check: Check,
  subject: unknown,
  judgement: Judgement<string>,
  provider: Provider,
  findException: ExceptionFinder,
): RawFinding[] {
  if (judgement.verdict === 'pass') return [];
  const named = check.name(subject);
  const { verdict, data } = judgement;
  const found = { key: `${check.id}/${provider}/${named.id}`, subject: named, data };
  if (verdict === 'unknown') {
    return [{ ...found, verdict, message: unknownMessage, severity: check.severity, gap: judgement.gap }];
  }
  const { message, severity } = judgement;
  const exception = findException(check.id, named);
  return [{ ...found, verdict, message, severity, ...(exception === undefined ? {} : { exception }) }];
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
    controls: controlsFor(check.controls, provider).map((control) =>
      verdictUnder(control, { judged: 1, findings: [] }, gaps),
    ),
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

/** The rule is not about this directory, so that nothing which it reads is needed. */
function notApplicable(check: Check, { provider }: Context<Options>): RawResult {
  return {
    check: check.id,
    provider,
    verdict: verdictOf([], 0, []),
    severity: check.severity,
    counts: { judged: 0, failed: 0, unknown: 0, excepted: 0 },
    gaps: [],
    controls: controlsFor(check.controls, provider).map((control) =>
      verdictUnder(control, { judged: 0, findings: [] }, []),
    ),
    findings: [],
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
  if (check.applies?.(context) === false) return notApplicable(check, context);
  const { needs, uses } = readingOf(check, context.provider);
  const neededGaps = tellingOf(tables, needs);
  const dark = needs.filter((name) => snapshot.datasets[name].state === 'unavailable');
  if (dark.length > 0) return wholeCheckUnknown(check, context, distinct(tellingOf(tables, dark)));
  let own: Judged;
  let controls: ControlVerdict[];
  try {
    const judge = judging(check, tables, context, findException);
    own = judge({});
    controls = controlsFor(check.controls, context.provider).map((control) => {
      return verdictUnder(control, judge(control.limits ?? {}), neededGaps);
    });
  } catch (error) {
    return wholeCheckUnknown(check, context, [crashed(error)]);
  }
  const { judged, findings } = own;
  const verdict = verdictOf(findings, judged, neededGaps);
  const failing = findings.filter((finding) => finding.verdict === 'fail' && finding.exception === undefined);
  const unknownFindings = findings.filter((finding) => finding.verdict === 'unknown');
  const sight = verdict === 'fail' || verdict === 'unknown' ? tellingOf(tables, uses) : [];
  return {
    check: check.id,
    provider: context.provider,
    verdict,
    severity: worst(failing.map((finding) => finding.severity)) ?? check.severity,
    counts: {
      judged,
      failed: failing.length,
      unknown: unknownFindings.length,
      excepted: findings.filter((finding) => finding.exception !== undefined).length,
    },
    gaps: distinct([...neededGaps, ...sight, ...unknownFindings.flatMap((finding) => finding.gap ?? [])]),
    controls,
    findings,
  };
}

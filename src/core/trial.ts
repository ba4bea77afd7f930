import type { Acceptance, ExceptionFinder } from './acceptance.ts';
import {
  type AnyCheck,
  type Control,
  type Judgement,
  type Named,
  type Options,
  type Subject,
  unknown,
  worst,
} from './check.ts';
import { compareText } from './compare-text.ts';
import type { Gap } from './gap.ts';
import type { Provider } from './provider.ts';
import { type ControlVerdict, type RawFinding, type RawResult, unknownMessage } from './result.ts';
import { type Judged, verdictOf, verdictUnder } from './verdict.ts';

/** A check set to work: what of its sight is dark, and how it judges everybody under given limits. */
export interface Trial {
  check: AnyCheck;
  provider: Provider | null;
  /** The directory or tenant that is unknown as a whole where nobody can be judged. */
  whole: Subject;
  /** Why nobody can be judged; empty when somebody can. */
  dark: Gap[];
  /** What may be missing of that which is needed. */
  needed: Gap[];
  /** What may be missing of that which is used. */
  used: Gap[];
  controls: readonly Control[];
  /** What it judges by where no limits stand in for them. */
  options: Options;
  /** Who is judged under limits, and how. */
  judgements(limits: Options): Iterable<{ subject: Named; judge: () => Judgement<string> }>;
}

function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.kind}\n${gap.detail}`, gap])).values()];
}

function crashed(error: unknown): Gap {
  return { kind: 'crash', detail: error instanceof Error ? `${error.name}: ${error.message}` : 'the check failed' };
}

function orCrash(judge: () => Judgement<string>): Judgement<string> {
  try {
    return judge();
  } catch (error) {
    return unknown(crashed(error));
  }
}

function keyOf({ check, provider }: Trial, { id }: Subject): string {
  return `${check.id}/${provider ?? 'tenant'}/${id}`;
}

/** As the report tells it, without the words that only exceptions know. */
function subjectOf(named: Named): Subject {
  if (named.also === undefined) return named;
  const { also: _, ...subject } = named;
  return subject;
}

/** What a judgement leaves in the report; null when it passes. */
function findingOf(
  trial: Trial,
  named: Named,
  judgement: Judgement<string>,
  findException: ExceptionFinder,
): RawFinding | null {
  if (judgement.verdict === 'pass') return null;
  const subject = subjectOf(named);
  const { id, severity: usual } = trial.check;
  const { verdict, data } = judgement;
  const found = { key: keyOf(trial, subject), subject, data };
  if (verdict === 'unknown') {
    return { ...found, verdict, message: unknownMessage, severity: usual, gap: judgement.gap };
  }
  const { message, severity } = judgement;
  const { provider } = trial;
  const { key } = found;
  const acceptance = findException({ key, check: id, provider, subject: named, message, severity, data });
  const held = acceptance?.void === null ? { exception: acceptance.exception } : {};
  return { ...found, verdict, message, severity, ...held, ...(acceptance === undefined ? {} : { acceptance }) };
}

/** Judges all subjects under the options, or with limits in their place; the same limits are judged by once. */
function judging(trial: Trial, findException: ExceptionFinder): (limits: Options) => Judged {
  const known = new Map<string, Judged>();
  return (limits) => {
    const key = JSON.stringify({ ...trial.options, ...limits });
    const before = known.get(key);
    if (before !== undefined) return before;
    let judged = 0;
    const findings: RawFinding[] = [];
    for (const { subject, judge } of trial.judgements(limits)) {
      judged += 1;
      const finding = findingOf(trial, subject, orCrash(judge), findException);
      if (finding !== null) findings.push(finding);
    }
    findings.sort((a, b) => compareText(a.key, b.key));
    const found = { judged, findings };
    known.set(key, found);
    return found;
  };
}

/** Under the limits of a control an exception is what it is under the check's own, which are judged by first. */
function once(findException: ExceptionFinder): ExceptionFinder {
  const known = new Map<string, Acceptance>();
  return (failing) => {
    const found = known.get(failing.key) ?? findException(failing);
    if (found !== undefined) known.set(failing.key, found);
    return found;
  };
}

function wholeCheckUnknown(trial: Trial, gaps: Gap[]): RawResult {
  const { check, provider, whole, controls } = trial;
  const [gap] = gaps;
  return {
    check: check.id,
    provider,
    verdict: 'unknown',
    severity: check.severity,
    counts: { judged: 1, failed: 0, unknown: 1, excepted: 0 },
    gaps,
    controls: controls.map((control) => verdictUnder(control, { judged: 1, findings: [] }, gaps)),
    findings: [
      {
        key: keyOf(trial, whole),
        subject: whole,
        verdict: 'unknown',
        message: unknownMessage,
        data: {},
        severity: check.severity,
        ...(gap === undefined ? {} : { gap }),
      },
    ],
  };
}

/** The rule is not about this directory or tenant, so that nothing which it reads is needed. */
export function notApplicable({ check, provider, controls }: Trial): RawResult {
  return {
    check: check.id,
    provider,
    verdict: verdictOf({ judged: 0, findings: [] }, []),
    severity: check.severity,
    counts: { judged: 0, failed: 0, unknown: 0, excepted: 0 },
    gaps: [],
    controls: controls.map((control) => verdictUnder(control, { judged: 0, findings: [] }, [])),
    findings: [],
  };
}

/** What comes of a check: unknown as a whole where nobody could be judged, else what its findings say. */
export function resultOf(trial: Trial, findException: ExceptionFinder): RawResult {
  const { check, provider, dark, needed, used } = trial;
  if (dark.length > 0) return wholeCheckUnknown(trial, distinct(dark));
  let own: Judged;
  let controls: ControlVerdict[];
  try {
    const judge = judging(trial, once(findException));
    own = judge({});
    controls = trial.controls.map((control) => verdictUnder(control, judge(control.limits ?? {}), needed));
  } catch (error) {
    return wholeCheckUnknown(trial, [crashed(error)]);
  }
  const { judged, findings } = own;
  const verdict = verdictOf(own, needed);
  const failing = findings.filter((finding) => finding.verdict === 'fail' && finding.exception === undefined);
  const unknownFindings = findings.filter((finding) => finding.verdict === 'unknown');
  const sight = verdict === 'fail' || verdict === 'unknown' ? used : [];
  return {
    check: check.id,
    provider,
    verdict,
    severity: worst(failing.map((finding) => finding.severity)) ?? check.severity,
    counts: {
      judged,
      failed: failing.length,
      unknown: unknownFindings.length,
      excepted: findings.filter((finding) => finding.exception !== undefined).length,
    },
    gaps: distinct([...needed, ...sight, ...unknownFindings.flatMap((finding) => finding.gap ?? [])]),
    controls,
    findings,
  };
}

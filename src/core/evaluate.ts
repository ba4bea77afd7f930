import {
  type AnyCheck,
  type Check,
  type Context,
  type Control,
  type Data,
  type Directories,
  type Judgement,
  type Named,
  type Options,
  readingOf,
  type Severity,
  type Strength,
  type Subject,
  severities,
  type Tables,
  type TenantCheck,
  type TenantContext,
  unknown,
} from './check.ts';
import { compareText } from './compare-text.ts';
import { controlsFor } from './controls.ts';
import { byProvider, type DatasetName, type Gap, type Provider, type Snapshot } from './datasets.ts';
import type { Bound, ExceptionVoid, Failing } from './history/bound-facts.ts';

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
  /** The exception that was declared for it, whether it holds or not. */
  acceptance?: Acceptance;
  gap?: Gap;
}

/** An exception as it stands towards a finding. */
export interface Acceptance {
  /** Id in the store; null: the store does not know it. */
  id: string | null;
  /** The subject as it was declared. */
  declared: string;
  exception: Exception;
  /** The facts that it was given for; of one that is new, those of now. */
  bound: Bound;
  /** Why it holds no more; null: it holds. */
  void: ExceptionVoid | null;
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

/** Finds the exception that was declared for a failing subject, and has not ended. */
export type ExceptionFinder = (failing: FailingSubject) => Acceptance | undefined;

export interface FailingSubject extends Failing {
  /** Key of the finding. */
  key: string;
  provider: Provider | null;
  subject: Named;
}

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

/** A check set to work: what of its sight is dark, and how it judges everybody under given limits. */
interface Trial {
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
  judgements(limits: Options): Iterable<{ subject: Named; judgement: Judgement<string> }>;
}

/** All subjects of a check, judged. */
interface Judged {
  judged: number;
  /** What failed and what is unknown, sorted by key. */
  findings: RawFinding[];
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
    for (const { subject, judgement } of trial.judgements(limits)) {
      judged += 1;
      const finding = findingOf(trial, subject, judgement, findException);
      if (finding !== null) findings.push(finding);
    }
    findings.sort((a, b) => compareText(a.key, b.key));
    const found = { judged, findings };
    known.set(key, found);
    return found;
  };
}

function verdictUnder(
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
  const verdict = verdictOf(counted, judged, neededGaps);
  const accepted = verdict === 'pass' ? counted.length : 0;
  return { framework, version, id, strength, verdict, ...(accepted > 0 ? { accepted } : {}) };
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
function notApplicable({ check, provider, controls }: Trial): RawResult {
  return {
    check: check.id,
    provider,
    verdict: verdictOf([], 0, []),
    severity: check.severity,
    counts: { judged: 0, failed: 0, unknown: 0, excepted: 0 },
    gaps: [],
    controls: controls.map((control) => verdictUnder(control, { judged: 0, findings: [] }, [])),
    findings: [],
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

function resultOf(trial: Trial, findException: ExceptionFinder): RawResult {
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
  const verdict = verdictOf(findings, judged, needed);
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

function orCrash(judge: () => Judgement<string>): Judgement<string> {
  try {
    return judge();
  } catch (error) {
    return unknown(crashed(error));
  }
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
  const { provider, directoryId } = context;
  const { needs, uses } = readingOf(check, provider);
  const unread = needs.filter((name) => snapshot.datasets[name].state === 'unavailable');
  const trial: Trial = {
    check,
    provider,
    whole: { type: 'directory', id: directoryId },
    dark: [check.lacks?.(context) ?? [], tellingOf(tables, unread)].flat(),
    needed: tellingOf(tables, needs),
    used: tellingOf(tables, uses),
    controls: controlsFor(check.controls, [provider]),
    options: context.options,
    *judgements(limits) {
      const within = { ...context, options: { ...context.options, ...limits } };
      for (const subject of check.subjects(tables, within)) {
        yield { subject: check.name(subject), judgement: orCrash(() => check.judge(subject, tables, within)) };
      }
    },
  };
  return check.applies?.(context) === false ? notApplicable(trial) : resultOf(trial, findException);
}

/** Judges all directories of a tenant together by one check, under the same laws. */
export function evaluateTenant(
  check: TenantCheck,
  snapshots: readonly Snapshot[],
  context: TenantContext<Options>,
  findException: ExceptionFinder,
): RawResult {
  const inOrder = snapshots.toSorted(byProvider);
  const read = inOrder.map((snapshot) => {
    const { needs, uses } = readingOf(check, snapshot.provider);
    const tables = context.tables(snapshot);
    const unread = needs.filter((name) => snapshot.datasets[name].state === 'unavailable');
    return { tables, dark: tellingOf(tables, unread), needed: tellingOf(tables, needs), used: tellingOf(tables, uses) };
  });
  const providers = inOrder.map(({ provider }) => provider);
  const directories: Directories<DatasetName> = Object.fromEntries(
    providers.map((provider, index) => [provider, read[index]?.tables]),
  );
  const trial: Trial = {
    check,
    provider: null,
    whole: { type: 'tenant', id: context.id },
    dark: [check.lacks?.(context) ?? [], ...read.map(({ dark }) => dark)].flat(),
    needed: read.flatMap(({ needed }) => needed),
    used: read.flatMap(({ used }) => used),
    controls: controlsFor(
      check.controls,
      providers.filter((provider) => check.reads[provider] !== undefined),
    ),
    options: context.options,
    *judgements(limits) {
      const within = { ...context, options: { ...context.options, ...limits } };
      for (const subject of check.subjects(directories, within)) {
        yield { subject: check.name(subject), judgement: orCrash(() => check.judge(subject, directories, within)) };
      }
    },
  };
  return check.applies(providers, context) ? resultOf(trial, findException) : notApplicable(trial);
}

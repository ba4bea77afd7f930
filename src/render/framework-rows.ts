import { type Severity, strengths, worst } from '../core/check.ts';
import {
  type ControlAnswer,
  type ControlReport,
  type ControlStanding,
  compareIds,
  type FrameworkReport,
  isWhole,
} from '../core/framework-verdicts.ts';
import type { CheckResult, Report } from '../core/report.ts';
import { type Shown, shownVerdict } from './results.ts';

/** What one check says of a control, in all directories alike. */
export interface CheckAnswers extends Pick<ControlAnswer, 'check' | 'strength'> {
  /** Worst first; never empty. */
  answers: readonly [SevereAnswer, ...SevereAnswer[]];
}

/** What one check says of a control, and how bad that is. */
export interface SevereAnswer extends Omit<ControlAnswer, 'verdict' | 'accepted'> {
  verdict: Shown<ControlAnswer['verdict']>;
  severity: Severity;
}

/** A control that some check speaks of. */
export interface ControlRow extends Pick<ControlReport, 'id'> {
  verdict: Shown<ControlStanding>;
  /** The worst of what breaks it, else of all. */
  severity: Severity;
  /** It passes, but not all that it asks for was looked at. */
  inPart: boolean;
  /** What decides comes first, then the worst. */
  checks: readonly CheckAnswers[];
}

/** The controls of one framework, with how many stand how. */
export interface FrameworkRows extends Omit<FrameworkReport, 'controls'> {
  counts: Readonly<Record<Shown<ControlStanding>, number>>;
  /** Worst first. */
  rows: readonly ControlRow[];
  /** Controls that no check speaks of. */
  unanswered: readonly string[];
}

/** How many controls stand so. */
export interface Tally {
  /** `outside`: no check speaks of them. */
  standing: Shown<ControlStanding> | 'outside';
  count: number;
  /** Of them so many pass in part only. */
  inPart: number;
  severity: Severity;
}

const standings: readonly Shown<ControlStanding>[] = ['fail', 'unknown', 'accepted', 'pass', 'not covered'];

const verdicts: readonly SevereAnswer['verdict'][] = ['fail', 'unknown', 'accepted', 'pass', 'not-applicable'];

function byVerdict(a: SevereAnswer, b: SevereAnswer): number {
  return verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict);
}

function groupedByCheck(answers: readonly SevereAnswer[]): CheckAnswers[] {
  const groups = [...Map.groupBy(answers, ({ check }) => check)].flatMap(([check, all]): CheckAnswers[] => {
    const [first, ...others] = all.toSorted(byVerdict);
    return first === undefined ? [] : [{ check, strength: first.strength, answers: [first, ...others] }];
  });
  const rank = ({ strength }: CheckAnswers) => (strength === 'related' ? 1 : 0);
  return groups.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      byVerdict(a.answers[0], b.answers[0]) ||
      strengths.indexOf(a.strength) - strengths.indexOf(b.strength),
  );
}

function rowOf(control: ControlReport, severityOf: (answer: ControlAnswer) => Severity): ControlRow {
  const { id, verdict, results } = control;
  const answers = results.map((answer): SevereAnswer => {
    const { accepted: _, ...rest } = answer;
    return { ...rest, verdict: shownVerdict(answer), severity: severityOf(answer) };
  });
  const breaking = answers.filter((answer) => answer.verdict === 'fail' && answer.strength !== 'related');
  const severity = worst((breaking.length > 0 ? breaking : answers).map((answer) => answer.severity)) ?? 'low';
  const inPart = verdict === 'pass' && !isWhole(results);
  return { id, verdict: shownVerdict(control), severity, inPart, checks: groupedByCheck(answers) };
}

function keyOf({ check, provider }: Pick<CheckResult, 'check' | 'provider'>): string {
  return `${check}/${provider ?? 'tenant'}`;
}

/** The frameworks of a report as people read them: what is answered, worst first, and what is not. */
export function frameworkRowsOf({ frameworks, results }: Pick<Report, 'frameworks' | 'results'>): FrameworkRows[] {
  const severities = new Map(results.map((result) => [keyOf(result), result.severity]));
  const severityOf = (answer: ControlAnswer) => severities.get(keyOf(answer)) ?? 'low';
  return frameworks.map(({ controls, ...framework }) => {
    const counts: Record<Shown<ControlStanding>, number> = {
      fail: 0,
      unknown: 0,
      accepted: 0,
      pass: 0,
      'not covered': 0,
    };
    for (const control of controls) counts[shownVerdict(control)] += 1;
    const answered = controls.filter((control) => control.results.length > 0);
    return {
      ...framework,
      counts,
      rows: answered
        .map((control) => rowOf(control, severityOf))
        .sort((a, b) => standings.indexOf(a.verdict) - standings.indexOf(b.verdict) || compareIds(a.id, b.id)),
      unanswered: controls.filter((control) => control.results.length === 0).map(({ id }) => id),
    };
  });
}

/**
 * All controls of a framework by how they stand, worst first. What nobody is in has a count of 0; only `accepted` is then
 * left out.
 */
export function tallyOf({ counts, rows, unanswered }: FrameworkRows): Tally[] {
  const present = standings.filter((standing) => standing !== 'accepted' || counts.accepted > 0);
  const known = present.map((standing): Tally => {
    const mine = rows.filter(({ verdict }) => verdict === standing);
    const severity = worst(mine.map((row) => row.severity)) ?? 'low';
    const count = counts[standing] - (standing === 'not covered' ? unanswered.length : 0);
    return { standing, count, inPart: mine.filter(({ inPart }) => inPart).length, severity };
  });
  return [...known, { standing: 'outside', count: unanswered.length, inPart: 0, severity: 'low' }];
}

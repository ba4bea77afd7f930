import { type Strength, strengths } from '../core/check.ts';
import { compareText } from '../core/compare-text.ts';
import type { ControlStanding, Difference } from '../core/framework-verdicts.ts';
import type { Gap } from '../core/gap.ts';
import type { CheckResult, Finding } from '../core/report.ts';
import type { Verdict } from '../core/result.ts';
import type { UiTexts } from '../messages/ui.ts';
import { byUrgency, isUndecidable, rankOf } from './urgency.ts';

/** More findings of one check than this are left to the CSV. */
export const findingsInCheck = 50;

/** What people are told: a pass that is one only because failures were accepted is no pass to them. */
export type Shown<Standing extends Verdict | ControlStanding> = Standing | 'accepted';

/** The one place that decides the word for a verdict; `accepted` counts failures under valid exceptions. */
export function shownVerdict<Standing extends Verdict | ControlStanding>({
  verdict,
  accepted = 0,
}: {
  verdict: Standing;
  accepted?: number;
}): Shown<Standing> {
  return verdict === 'pass' && accepted > 0 ? 'accepted' : verdict;
}

/** The same of a result. */
export function shownResult({ verdict, counts }: Pick<CheckResult, 'verdict' | 'counts'>): Shown<Verdict> {
  return shownVerdict({ verdict, accepted: counts.excepted });
}

const verdictOrder: Record<Shown<Verdict>, number> = { fail: 0, unknown: 1, accepted: 2, pass: 3, 'not-applicable': 4 };

/** Failing ones first, worst first; then unknown; then what passed. */
export function byVerdict(a: CheckResult, b: CheckResult): number {
  return (
    verdictOrder[shownResult(a)] - verdictOrder[shownResult(b)] ||
    rankOf(b.severity) - rankOf(a.severity) ||
    b.counts.failed - a.counts.failed ||
    b.counts.unknown - a.counts.unknown ||
    compareText(`${a.check}/${a.provider}`, `${b.check}/${b.provider}`)
  );
}

/** Ids of controls, of which a check answers as much. */
export interface StrengthGroup {
  strength: Strength;
  ids: readonly string[];
}

/** The controls of one framework that a check answers. */
export interface FrameworkControls {
  framework: string;
  version: string;
  /** What is answered most comes first. */
  groups: readonly StrengthGroup[];
}

/** Ids by how much of each is answered. */
export function byStrength(all: readonly { id: string; strength: Strength }[]): StrengthGroup[] {
  return strengths.flatMap((strength) => {
    const ids = all.filter((one) => one.strength === strength).map(({ id }) => id);
    return ids.length === 0 ? [] : [{ strength, ids }];
  });
}

/** Name and version, as people cite a framework. */
export function frameworkName({ framework, version }: Pick<FrameworkControls, 'framework' | 'version'>): string {
  return version === '' ? framework : `${framework} ${version}`;
}

/** The controls that a result answers, by framework. */
export function frameworkControlsOf({ controls }: Pick<CheckResult, 'controls'>): FrameworkControls[] {
  const groups = Map.groupBy(controls, ({ framework, version }) => `${framework}\n${version}`);
  return [...groups.values()].flatMap((all) =>
    all.slice(0, 1).map(({ framework, version }) => ({ framework, version, groups: byStrength(all) })),
  );
}

/** How frameworks judge the same facts differently, in words; null where they agree. */
export function disagreementOf(result: Pick<CheckResult, 'controls' | 'verdict'>, ui: UiTexts): string | null {
  const { verdict } = result;
  // As where frameworks are set side by side, a related control takes no side.
  const controls = result.controls.filter(({ strength }) => strength !== 'related');
  if (new Set(controls.map((control) => control.verdict)).size < 2) return null;
  const those = (other: Verdict) => {
    const mine = controls.filter((control) => shownVerdict(control) === other && other !== verdict);
    return [...new Set(mine.map(({ framework }) => framework))];
  };
  return ui.frameworks.disagree([...those('pass'), ...those('not-applicable')], those('unknown'));
}

/** What one framework says of a result that others judge differently, in a word. */
export function stanceOf(
  framework: string,
  { verdict, verdicts, accepted }: Difference,
  ui: UiTexts,
): { word: string; verdict: Shown<Verdict> } | null {
  const own = verdicts.get(framework);
  if (own === undefined) return null;
  if (accepted.has(framework)) return { word: ui.verdict.accepted, verdict: 'accepted' };
  const accepts = verdict === 'fail' && (own === 'pass' || own === 'not-applicable');
  return accepts ? { word: ui.frameworks.accepts, verdict: 'pass' } : { word: ui.verdict[own], verdict: own };
}

/** Findings of one result that differ by nothing but the subject, because nobody offers to read what decides them. */
export interface Undecidable {
  gap: Gap;
  findings: readonly Finding[];
}

/** The findings of a result as lines. */
export interface Lines {
  findings: readonly Finding[];
  undecidable: readonly Undecidable[];
}

/** The findings of a result, worst first; those that nobody can decide come as one. */
export function linesOf({ findings }: CheckResult): Lines {
  const groups = Map.groupBy(findings.filter(isUndecidable), ({ gap }) => gap?.detail ?? '');
  return {
    findings: findings.filter((finding) => !isUndecidable(finding)).sort(byUrgency),
    undecidable: [...groups.values()].flatMap((all) => {
      const gap = all[0]?.gap;
      return gap === undefined ? [] : [{ gap, findings: all }];
    }),
  };
}

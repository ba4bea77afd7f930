import type { Gap } from '../core/datasets.ts';
import type { Verdict } from '../core/evaluate.ts';
import type { CheckResult, Finding } from '../core/report.ts';
import { byUrgency, compareText, isUndecidable, rankOf } from './people.ts';

/** More findings of one check than this are left to the CSV. */
export const findingsInCheck = 50;

const verdictOrder: Record<Verdict, number> = { fail: 0, unknown: 1, pass: 2, 'not-applicable': 3 };

/** Failing ones first, worst first; then unknown; then what passed. */
export function byVerdict(a: CheckResult, b: CheckResult): number {
  return (
    verdictOrder[a.verdict] - verdictOrder[b.verdict] ||
    rankOf(b.severity) - rankOf(a.severity) ||
    b.counts.failed - a.counts.failed ||
    b.counts.unknown - a.counts.unknown ||
    compareText(`${a.check}/${a.provider}`, `${b.check}/${b.provider}`)
  );
}

/** Ids of controls under the name of their framework, each framework once. */
export function controlsOf({ controls }: CheckResult): string[] {
  const byFramework = new Map<string, string[]>();
  for (const { framework, version, id } of controls) {
    const name = version === '' ? framework : `${framework} ${version}`;
    byFramework.set(name, [...(byFramework.get(name) ?? []), id]);
  }
  return [...byFramework].map(([name, ids]) => `${name}: ${ids.join(', ')}`);
}

/** Findings of one result that differ by nothing but the subject, because nobody offers to read what decides them. */
export interface Undecidable {
  gap: Gap;
  findings: readonly Finding[];
}

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

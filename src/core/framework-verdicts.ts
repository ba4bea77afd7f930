import type { Severity } from './check.ts';
import { frameworks } from './controls.ts';
import type { Provider } from './datasets.ts';
import { type RawResult, type Verdict, worst } from './evaluate.ts';

/** What one result of a check says about a control. */
export interface Answer {
  check: string;
  provider: Provider | null;
  verdict: Verdict;
  severity: Severity;
}

/** A published control with all that answers it. */
export interface ControlResult {
  id: string;
  verdict: Verdict;
  /** The worst of what fails, else of all. */
  severity: Severity;
  answers: readonly Answer[];
}

export interface FrameworkResult {
  framework: string;
  version: string;
  /** Worst first. */
  controls: readonly ControlResult[];
}

/** A result that frameworks judge differently. */
export interface Difference {
  check: string;
  provider: Provider | null;
  verdict: Verdict;
  severity: Severity;
  /** By framework; one that has nothing to say about the check is missing. */
  verdicts: ReadonlyMap<string, Verdict>;
}

/** All that frameworks judge differently, and the frameworks that speak of any of it, in their order. */
export interface Differences {
  frameworks: readonly string[];
  rows: readonly Difference[];
}

export type Answering = Pick<RawResult, 'check' | 'provider' | 'severity' | 'controls'>;

const order: readonly Verdict[] = ['fail', 'unknown', 'pass', 'not-applicable'];

/** Several checks answer one control: it fails if one does, and nothing passes while something is unknown. */
export function combined(verdicts: readonly Verdict[]): Verdict {
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'not-applicable';
}

function severityOf(answers: readonly Answer[]): Severity {
  const failing = answers.filter(({ verdict }) => verdict === 'fail');
  return worst((failing.length > 0 ? failing : answers).map(({ severity }) => severity)) ?? 'low';
}

function place(framework: string): number {
  const index = (frameworks as readonly string[]).indexOf(framework);
  return index === -1 ? frameworks.length : index;
}

function compareIds(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** Every framework that some check answers, with its controls; none is averaged with another. */
export function frameworksOf(results: readonly Answering[]): FrameworkResult[] {
  const found = new Map<string, { framework: string; version: string; answers: Map<string, Answer[]> }>();
  for (const { check, provider, severity, controls } of results) {
    for (const { framework, version, id, verdict } of controls) {
      const key = `${framework}\n${version}`;
      const known = found.get(key) ?? { framework, version, answers: new Map<string, Answer[]>() };
      found.set(key, known);
      known.answers.set(id, [...(known.answers.get(id) ?? []), { check, provider, verdict, severity }]);
    }
  }
  return [...found.values()]
    .sort((a, b) => place(a.framework) - place(b.framework) || compareIds(a.framework, b.framework))
    .map(({ framework, version, answers: byId }) => ({
      framework,
      version,
      controls: [...byId]
        .map(([id, answers]): ControlResult => {
          const verdict = combined(answers.map((answer) => answer.verdict));
          return { id, verdict, severity: severityOf(answers), answers };
        })
        .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || compareIds(a.id, b.id)),
    }));
}

/** The results that frameworks judge differently, in the order in which they come. */
export function differencesOf(results: readonly (Answering & Pick<RawResult, 'verdict'>)[]): Differences {
  const rows = results
    .map(({ check, provider, verdict, severity, controls }): Difference => {
      const byFramework = Map.groupBy(controls, ({ framework }) => framework);
      const verdicts = new Map([...byFramework].map(([name, all]) => [name, combined(all.map((one) => one.verdict))]));
      return { check, provider, verdict, severity, verdicts };
    })
    .filter(({ verdicts }) => new Set(verdicts.values()).size > 1);
  const named = new Set(rows.flatMap(({ verdicts }) => [...verdicts.keys()]));
  return { frameworks: [...named].sort((a, b) => place(a) - place(b) || compareIds(a, b)), rows };
}

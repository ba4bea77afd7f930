import type { Strength } from './check.ts';
import { compareText } from './compare-text.ts';
import { controlCatalogue } from './control-catalogue.ts';
import { concerns, type Framework, frameworks, publicationOf } from './frameworks.ts';
import type { Provider } from './provider.ts';
import type { RawResult, Verdict } from './result.ts';

/** How a published control stands. `not covered`: nobody was judged by what it asks for. */
export type ControlStanding = Exclude<Verdict, 'not-applicable'> | 'not covered';

/** What one result of a check says about a control. */
export interface ControlAnswer {
  check: string;
  provider: Provider | null;
  verdict: Verdict;
  /** How much of the control the check answers. */
  strength: Strength;
  /** It passes only because so many failures were accepted; absent where there are none. */
  accepted?: number;
}

/** A published control with all that answers it. */
export interface ControlReport {
  id: string;
  verdict: ControlStanding;
  /** It passes only because so many failures were accepted, in all that decides it; absent where there are none. */
  accepted?: number;
  /** Sorted by check and provider. */
  results: ControlAnswer[];
}

/** How a tenant stands towards the controls of one framework. */
export interface FrameworkReport {
  framework: string;
  version: string;
  /** What `--framework` takes. */
  id: string;
  /** Those that are known, sorted by id. */
  controls: ControlReport[];
}

/** A result that frameworks judge differently. */
export interface Difference extends Omit<Judged, 'controls'> {
  /** By framework; one that has nothing to say about the check is missing. */
  verdicts: ReadonlyMap<string, Verdict>;
  /** Those of them that pass only because failures were accepted. */
  accepted: ReadonlySet<string>;
}

/** All that frameworks judge differently, and the frameworks that speak of any of it, in their order. */
export interface Differences {
  frameworks: readonly string[];
  rows: readonly Difference[];
}

/** What a result says of controls. */
export type Answering = Pick<RawResult, 'check' | 'provider' | 'controls'>;

/** What is needed of a result to put all that answer a control together. */
export type Judged = Answering & Pick<RawResult, 'verdict' | 'severity'>;

const order: readonly Verdict[] = ['fail', 'unknown', 'pass', 'not-applicable'];

/** Several checks answer one control: it fails if one does, and nothing passes while something is unknown. */
export function combined(verdicts: readonly Verdict[]): Verdict {
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'not-applicable';
}

/**
 * How a control stands by what answers it. Exact and partial answers decide. A related check is about something near: it
 * is listed, and neither breaks a control nor keeps it. Where nothing decides, or nobody was there to judge, the control
 * is not covered. A pass by partial answers is one of those parts, which reports say beside it.
 */
export function standingOf(answers: readonly Pick<ControlAnswer, 'verdict' | 'strength'>[]): ControlStanding {
  const deciding = answers.filter(({ strength }) => strength !== 'related');
  const verdict = combined(deciding.map((answer) => answer.verdict));
  return verdict === 'not-applicable' ? 'not covered' : verdict;
}

/** How many failures were accepted in what decides, where all of it together passes; else 0. */
function acceptedIn(answers: readonly Pick<ControlAnswer, 'verdict' | 'strength' | 'accepted'>[]): number {
  if (standingOf(answers) !== 'pass') return 0;
  const deciding = answers.filter(({ strength }) => strength !== 'related');
  return deciding.reduce((sum, { accepted = 0 }) => sum + accepted, 0);
}

/** Whether all of a control was looked at: some check asks for just what it asks for, and judged somebody. */
export function isWhole(answers: readonly Pick<ControlAnswer, 'verdict' | 'strength'>[]): boolean {
  return answers.some(({ strength, verdict }) => strength === 'exact' && verdict !== 'not-applicable');
}

/** Ids of controls in the order of people: 2 before 10. */
export function compareIds(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function compareAnswers(a: ControlAnswer, b: ControlAnswer): number {
  const [left, right] = [`${a.check}/${a.provider ?? 'tenant'}`, `${b.check}/${b.provider ?? 'tenant'}`];
  return compareText(left, right);
}

/**
 * Every framework with all of its controls that are known, by what results say of them; none is averaged with another.
 * A framework of a product that the tenant has not is left out.
 * @param chosen the frameworks to speak of; empty: all
 */
export function frameworksOf(
  results: readonly Answering[],
  providers: readonly Provider[],
  chosen: readonly Framework[] = [],
): FrameworkReport[] {
  const found = new Map<string, ControlAnswer[]>();
  for (const { check, provider, controls } of results) {
    for (const { framework, id, verdict, strength, accepted } of controls) {
      const key = `${framework}\n${id}`;
      found.set(key, [
        ...(found.get(key) ?? []),
        { check, provider, verdict, strength, ...(accepted === undefined ? {} : { accepted }) },
      ]);
    }
  }
  return frameworks
    .filter((framework) => concerns(framework, providers) && (chosen.length === 0 || chosen.includes(framework)))
    .map((framework) => {
      const { id, version } = publicationOf(framework);
      const controls = controlCatalogue[framework].toSorted(compareIds).map((control): ControlReport => {
        const answers = (found.get(`${framework}\n${control}`) ?? []).toSorted(compareAnswers);
        const accepted = acceptedIn(answers);
        return { id: control, verdict: standingOf(answers), ...(accepted > 0 ? { accepted } : {}), results: answers };
      });
      return { framework, version, id, controls };
    });
}

function place(framework: string): number {
  const index = (frameworks as readonly string[]).indexOf(framework);
  return index === -1 ? frameworks.length : index;
}

/** The results that frameworks judge differently, in the order in which they come. Related controls take no side. */
export function differencesOf(results: readonly Judged[]): Differences {
  const rows = results
    .map(({ check, provider, verdict, severity, controls }): Difference => {
      const siding = controls.filter(({ strength }) => strength !== 'related');
      const byFramework = Map.groupBy(siding, ({ framework }) => framework);
      const verdicts = new Map([...byFramework].map(([name, all]) => [name, combined(all.map((one) => one.verdict))]));
      const accepted = new Set([...byFramework].flatMap(([name, all]) => (acceptedIn(all) > 0 ? [name] : [])));
      return { check, provider, verdict, severity, verdicts, accepted };
    })
    .filter(({ verdicts }) => new Set(verdicts.values()).size > 1);
  const named = new Set(rows.flatMap(({ verdicts }) => [...verdicts.keys()]));
  return { frameworks: [...named].sort((a, b) => place(a) - place(b) || compareIds(a, b)), rows };
}

import { compareText } from '../compare-text.ts';
import type { TrackedFinding } from './tracked-finding.ts';

type PersonFinding = Pick<TrackedFinding, 'key' | 'check' | 'subject' | 'holdings'>;

/**
 * Findings of people who go by another of their accounts than before, since one came or went: each later key with the
 * earlier finding that it goes on with. Who shares an account is the same person.
 */
export function renamedPeople<Earlier extends PersonFinding>(
  before: readonly Earlier[],
  after: readonly PersonFinding[],
): ReadonlyMap<string, Earlier> {
  const were = new Set(before.map(({ key }) => key));
  const are = new Set(after.map(({ key }) => key));
  const accountsOf = ({ check, holdings = [] }: PersonFinding) => {
    return holdings.map(({ provider, id }) => `${check}/${provider}/${id}`);
  };
  const gone = new Map(
    before.flatMap((finding) => {
      const isGone = finding.subject.type === 'person' && !are.has(finding.key);
      return isGone ? accountsOf(finding).map((account) => [account, finding] as const) : [];
    }),
  );
  const renamed = new Map<string, Earlier>();
  const taken = new Set<string>();
  for (const finding of after.toSorted((a, b) => compareText(a.key, b.key))) {
    if (finding.subject.type !== 'person' || were.has(finding.key)) continue;
    const earlier = accountsOf(finding).flatMap((account) => gone.get(account) ?? []);
    const known = earlier.find(({ key }) => !taken.has(key));
    if (known === undefined) continue;
    taken.add(known.key);
    renamed.set(finding.key, known);
  }
  return renamed;
}

import type { Provider } from '../datasets.ts';
import type { FindingEntry, ScanEntry, VerdictEntry } from './entry.ts';
import type { TrackedFinding } from './tracked-finding.ts';

function ruleOf({ check, provider }: { check: string; provider: Provider | null }): string {
  return `${check}/${provider ?? 'tenant'}`;
}

/** Whether a result tells that somebody who does not fail is repaired. */
function tells({ sight, judged }: VerdictEntry, { subject }: TrackedFinding): boolean {
  return sight === 'whole' || (sight === 'part' && subject.type === 'account' && judged.includes(subject.id));
}

function standing(entry: FindingEntry, before: TrackedFinding | undefined, asOf: string, known: boolean) {
  const { key, check, provider, subject, accepted, message, severity, data } = entry;
  const state = accepted ? 'accepted' : 'open';
  const begun = before ?? { openedAt: asOf, reopened: known };
  const counted = before?.data.count === data.count;
  const same = before?.state === state && before.message === message && before.severity === severity && counted;
  const { openedAt, reopened } = begun;
  const kept = same ? before.data : data;
  return { key, check, provider, subject, state, message, severity, data: kept, openedAt, reopened } as const;
}

/** What one scan makes of what stood before. A finding leaves the list only when somebody looked and it was gone. */
export interface Followed {
  /** By key. */
  standing: readonly TrackedFinding[];
  resolved: readonly TrackedFinding[];
}

/**
 * Follows findings through one more scan.
 * @param before what stood after the scan before
 * @param isKnown whether a finding of that key was resolved in the past
 */
export function follow(
  before: readonly TrackedFinding[],
  { scan: { asOf }, findings, verdicts, limited }: Pick<ScanEntry, 'scan' | 'findings' | 'verdicts' | 'limited'>,
  isKnown: (key: string) => boolean,
): Followed {
  const earlier = new Map(before.map((finding) => [finding.key, finding]));
  const now = new Map<string, TrackedFinding>();
  const dark = new Set<string>();
  for (const entry of findings) {
    if (entry.verdict === 'unknown') dark.add(entry.key);
    else now.set(entry.key, standing(entry, earlier.get(entry.key), asOf, isKnown(entry.key)));
  }
  const results = new Map(verdicts.map((verdict) => [ruleOf(verdict), verdict]));
  const resolved: TrackedFinding[] = [];
  for (const finding of before) {
    if (now.has(finding.key)) continue;
    const result = results.get(ruleOf(finding));
    // Nobody asked: it stands as it stood.
    if (result === undefined && limited) now.set(finding.key, finding);
    else if (result !== undefined && !dark.has(finding.key) && tells(result, finding)) resolved.push(finding);
    else now.set(finding.key, { ...finding, state: 'unseen' });
  }
  const sorted = [...now.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { standing: sorted, resolved };
}

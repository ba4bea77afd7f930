import { severities } from '../check.ts';
import { compareText } from '../compare-text.ts';
import { type DatasetName, datasetNames } from '../datasets.ts';
import type { Status } from '../directory-report.ts';
import type { Gap } from '../gap.ts';
import type { Provider } from '../provider.ts';
import type { DirectoryEntry } from './entry.ts';
import type { FactChange } from './fact-changes.ts';
import { renamedPeople } from './renamed-people.ts';
import { countOf, isWorseMessage, lossCauses, openingCauses, type TrackedFinding } from './tracked-finding.ts';

export {
  carried,
  comparable,
  type FactChange,
  type FactChangeKind,
  type FactPair,
  factChangeKinds,
  factChanges,
  newcomersSince,
} from './fact-changes.ts';

/** A scan, as changes and trends name it. */
export interface ScanRef {
  id: string;
  /** ISO 8601. */
  asOf: string;
  status: Status;
}

/** What can become of a finding between two scans, in the order in which it is listed. */
export const findingChangeKinds = ['new', 'reopened', 'worse', 'lost', 'resolved', 'standing'] as const;
export type FindingChangeKind = (typeof findingChangeKinds)[number];

/** Why a finding is worse, or lost, or stands otherwise than before, or is news although it may be older. */
export const changeReasons = [
  ...openingCauses,
  'severity',
  'message',
  'count',
  'acceptance-ended',
  'accepted',
  'eased',
  'seen-again',
  ...lossCauses,
] as const;
export type ChangeReason = (typeof changeReasons)[number];

/** What became of one finding between two scans. */
export interface FindingChange {
  kind: FindingChangeKind;
  /** Of the later scan; of one that is resolved, as it was. */
  finding: TrackedFinding;
  /** As it was; null: it was not there. */
  before: Pick<TrackedFinding, 'state' | 'message' | 'severity'> | null;
  reason: ChangeReason | null;
}

/** What can become of how far a dataset is read. */
export const sightChangeKinds = ['darker', 'lighter'] as const;

/** A dataset of which less, or more, could be read than before. */
export interface SightChange {
  kind: (typeof sightChangeKinds)[number];
  provider: Provider;
  dataset: DatasetName;
  before: SightState;
  after: SightState;
  /** Why it is darker; null when it is complete. */
  gap: Gap | null;
}
/** How far a dataset was read. */
export type SightState = 'complete' | 'partial' | 'unavailable';

/** What differs between two scans of a tenant. Lists are sorted: what weighs most first, then by key. */
export interface Changes {
  from: ScanRef;
  to: ScanRef;
  findings: readonly FindingChange[];
  facts: readonly FactChange[];
  sight: readonly SightChange[];
}

function rank(severity: TrackedFinding['severity']): number {
  return severities.indexOf(severity);
}

function worseReason(before: TrackedFinding, after: TrackedFinding): ChangeReason | null {
  if (before.accepted && !after.accepted) return 'acceptance-ended';
  if (rank(after.severity) > rank(before.severity)) return 'severity';
  if (rank(after.severity) < rank(before.severity)) return null;
  if (isWorseMessage(after.check, after.message, before.message)) return 'message';
  const [was, is] = [countOf(before.data), countOf(after.data)];
  return was !== null && is !== null && after.message === before.message && is > was ? 'count' : null;
}

function standsReason(before: TrackedFinding, after: TrackedFinding): ChangeReason | null {
  if (before.state === 'unseen' && after.state !== 'unseen') return 'seen-again';
  if (before.state === 'open' && after.state === 'accepted') return 'accepted';
  return rank(after.severity) < rank(before.severity) ? 'eased' : null;
}

function changeOf(before: TrackedFinding | undefined, after: TrackedFinding): FindingChange | null {
  const was = before === undefined ? null : { state: before.state, message: before.message, severity: before.severity };
  const change = { finding: after, before: was };
  if (after.state === 'unseen') {
    if (before?.state !== 'unseen') return { ...change, kind: 'lost', reason: after.lostBy ?? null };
    // Nobody looks any more, which is told once.
    const isLeft = after.lostBy === 'not-scanned';
    if (isLeft && before.lostBy === 'not-scanned') return null;
    return { ...change, kind: 'standing', reason: isLeft ? 'not-scanned' : null };
  }
  // Where it began anew, it was resolved and came back in between.
  if (before === undefined || before.openedAt !== after.openedAt) {
    return { ...change, kind: after.reopened ? 'reopened' : 'new', reason: after.cause };
  }
  // What is accepted is nobody's task, however bad it is: an exception ends when it gets worse.
  const worse = after.state === 'accepted' ? null : worseReason(before, after);
  return worse === null
    ? { ...change, kind: 'standing', reason: standsReason(before, after) }
    : { ...change, kind: 'worse', reason: worse };
}

function byWeight(a: FindingChange, b: FindingChange): number {
  const [left, right] = [findingChangeKinds.indexOf(a.kind), findingChangeKinds.indexOf(b.kind)];
  const heavier = rank(b.finding.severity) - rank(a.finding.severity);
  return left - right || heavier || compareText(a.finding.key, b.finding.key);
}

/**
 * What became of findings between two scans, each by what stood after it. Of a directory that was scanned at neither
 * nothing is told.
 */
export function findingChanges(before: readonly TrackedFinding[], after: readonly TrackedFinding[]): FindingChange[] {
  const was = new Map(before.map((finding) => [finding.key, finding]));
  const renamed = renamedPeople(before, after);
  const is = new Set([...after, ...renamed.values()].map(({ key }) => key));
  const gone = before.filter(({ key }) => !is.has(key));
  return [
    ...after.flatMap((finding) => changeOf(was.get(finding.key) ?? renamed.get(finding.key), finding) ?? []),
    ...gone.map((finding): FindingChange => {
      const { state, message, severity } = finding;
      return { kind: 'resolved', finding, before: { state, message, severity }, reason: null };
    }),
  ].sort(byWeight);
}

const sightStates: readonly SightState[] = ['complete', 'partial', 'unavailable'];

/** Which datasets could be read less, or more, than before. A directory that is new, or was exchanged, was never read. */
export function sightChanges(before: readonly DirectoryEntry[], after: readonly DirectoryEntry[]): SightChange[] {
  return after.flatMap(({ provider, directoryId, datasets }) => {
    const earlier = before.find((one) => one.provider === provider && one.directoryId === directoryId);
    if (earlier === undefined) return [];
    return datasetNames.flatMap((dataset): SightChange[] => {
      const [was, is] = [earlier.datasets[dataset].state, datasets[dataset].state];
      const darker = sightStates.indexOf(is) - sightStates.indexOf(was);
      if (darker === 0) return [];
      const gap = datasets[dataset].gap ?? null;
      return [{ kind: darker > 0 ? 'darker' : 'lighter', provider, dataset, before: was, after: is, gap }];
    });
  });
}

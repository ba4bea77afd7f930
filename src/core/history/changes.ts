import { severities } from '../check.ts';
import { type DatasetName, datasetNames, type Gap, type Provider } from '../datasets.ts';
import type { Status } from '../report.ts';
import type { AccountFacts } from './account-facts.ts';
import type { DirectoryEntry } from './entry.ts';
import { isWorseMessage, type TrackedFinding } from './tracked-finding.ts';

/** A scan, as changes and trends name it. */
export interface ScanRef {
  id: string;
  /** ISO 8601. */
  asOf: string;
  status: Status;
}

export const findingChangeKinds = ['new', 'reopened', 'worse', 'lost', 'resolved', 'standing'] as const;
export type FindingChangeKind = (typeof findingChangeKinds)[number];

/** Why a finding is worse, or stands otherwise than before. */
export const changeReasons = [
  'severity',
  'message',
  'count',
  'acceptance-ended',
  'accepted',
  'eased',
  'seen-again',
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

export const factChangeKinds = [
  'account-new',
  'account-gone',
  'account-enabled',
  'account-disabled',
  'admin-new',
  'role-added',
  'role-removed',
  'methods-changed',
  'country-new',
  'department-changed',
] as const;
export type FactChangeKind = (typeof factChangeKinds)[number];

/** A fact of one account that changed. Lists are joined by commas; null: nothing to name. */
export interface FactChange {
  kind: FactChangeKind;
  provider: Provider;
  account: { id: string; login: string; name: string | null };
  before: string | null;
  after: string | null;
}

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

function countIn({ data: { count } }: TrackedFinding): number | null {
  return typeof count === 'number' ? count : null;
}

function worseReason(before: TrackedFinding, after: TrackedFinding): ChangeReason | null {
  if (before.state === 'accepted' && after.state === 'open') return 'acceptance-ended';
  if (rank(after.severity) > rank(before.severity)) return 'severity';
  if (rank(after.severity) < rank(before.severity)) return null;
  if (isWorseMessage(after.check, after.message, before.message)) return 'message';
  const [was, is] = [countIn(before), countIn(after)];
  return was !== null && is !== null && after.message === before.message && is > was ? 'count' : null;
}

function standsReason(before: TrackedFinding, after: TrackedFinding): ChangeReason | null {
  if (before.state === 'unseen' && after.state !== 'unseen') return 'seen-again';
  if (before.state === 'open' && after.state === 'accepted') return 'accepted';
  return rank(after.severity) < rank(before.severity) ? 'eased' : null;
}

function changeOf(before: TrackedFinding | undefined, after: TrackedFinding, from: ScanRef): FindingChange {
  if (before === undefined) {
    return { kind: after.reopened ? 'reopened' : 'new', finding: after, before: null, reason: null };
  }
  const { state, message, severity } = before;
  const was = { state, message, severity };
  if (after.state === 'unseen') {
    return { kind: before.state === 'unseen' ? 'standing' : 'lost', finding: after, before: was, reason: null };
  }
  // It was resolved and came back in between.
  if (after.reopened && after.openedAt > from.asOf) {
    return { kind: 'reopened', finding: after, before: was, reason: null };
  }
  // What is accepted is nobody's task, however bad it is: an exception ends when it gets worse.
  const worse = after.state === 'accepted' ? null : worseReason(before, after);
  if (worse !== null) return { kind: 'worse', finding: after, before: was, reason: worse };
  return { kind: 'standing', finding: after, before: was, reason: standsReason(before, after) };
}

function byWeight(a: FindingChange, b: FindingChange): number {
  const [left, right] = [findingChangeKinds.indexOf(a.kind), findingChangeKinds.indexOf(b.kind)];
  const heavier = rank(b.finding.severity) - rank(a.finding.severity);
  return left - right || heavier || (a.finding.key < b.finding.key ? -1 : a.finding.key > b.finding.key ? 1 : 0);
}

/** What became of findings between two scans, each by what stood after it. */
export function findingChanges(
  before: readonly TrackedFinding[],
  after: readonly TrackedFinding[],
  from: ScanRef,
): FindingChange[] {
  const was = new Map(before.map((finding) => [finding.key, finding]));
  const is = new Set(after.map(({ key }) => key));
  const gone = before.filter(({ key }) => !is.has(key));
  return [
    ...after.map((finding) => changeOf(was.get(finding.key), finding, from)),
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

/** The facts of an account at two scans; undefined: the directory did not hold it. */
export interface FactPair {
  before: AccountFacts | undefined;
  after: AccountFacts | undefined;
}

function namesOf(roles: NonNullable<AccountFacts['roles']>): string | null {
  return roles.length === 0 ? null : roles.map(({ name }) => name).join(', ');
}

function methodsOf({ methods }: AccountFacts): string | null {
  return methods === null || methods.length === 0 ? null : methods.map(({ name }) => name).join(', ');
}

const powers = ['none', 'high', 'top'] as const;

function isRaised(before: AccountFacts['privilege'], after: AccountFacts['privilege']): boolean {
  return before !== null && after !== null && powers.indexOf(after) > powers.indexOf(before);
}

/** What is not known on one side has not changed. */
function between(before: AccountFacts, after: AccountFacts): Array<Pick<FactChange, 'kind' | 'before' | 'after'>> {
  const found: Array<Pick<FactChange, 'kind' | 'before' | 'after'>> = [];
  const add = (kind: FactChangeKind, was: string | null, is: string | null) =>
    found.push({ kind, before: was, after: is });
  if (before.enabled === false && after.enabled === true) add('account-enabled', null, null);
  if (before.enabled === true && after.enabled === false) add('account-disabled', null, null);
  const [had, has] = [before.roles, after.roles];
  const isNewAdmin = isRaised(before.privilege, after.privilege);
  if (isNewAdmin) add('admin-new', had && namesOf(had), has && namesOf(has));
  if (had !== null && has !== null) {
    const added = has.filter(({ id }) => !had.some((role) => role.id === id));
    const removed = had.filter(({ id }) => !has.some((role) => role.id === id));
    if (added.length > 0 && !isNewAdmin) add('role-added', null, namesOf(added));
    if (removed.length > 0) add('role-removed', namesOf(removed), null);
  }
  if (before.methods !== null && after.methods !== null && methodsOf(before) !== methodsOf(after)) {
    add('methods-changed', methodsOf(before), methodsOf(after));
  }
  if (before.countries !== null && after.countries !== null) {
    const known = before.countries;
    const fresh = after.countries.filter((country) => !known.includes(country));
    if (fresh.length > 0) add('country-new', known.join(', ') || null, fresh.join(', '));
  }
  if (before.department !== null && after.department !== null && before.department !== after.department) {
    add('department-changed', before.department, after.department);
  }
  return found;
}

function factChangesOf({ before, after }: FactPair): FactChange[] {
  const known = after ?? before;
  if (known === undefined) return [];
  const { provider, id, login, name } = known;
  const told = { provider, account: { id, login, name } };
  if (after === undefined) return [{ kind: 'account-gone', ...told, before: null, after: null }];
  if (before !== undefined) return between(before, after).map((change) => ({ ...change, ...told }));
  const isAdmin = after.privilege === 'top' || after.privilege === 'high';
  return [
    { kind: 'account-new', ...told, before: null, after: null },
    ...(isAdmin
      ? [{ kind: 'admin-new', ...told, before: null, after: after.roles && namesOf(after.roles) } satisfies FactChange]
      : []),
  ];
}

/** What changed about accounts, by what is known on both sides. */
export function factChanges(pairs: readonly FactPair[]): FactChange[] {
  const order = (kind: FactChangeKind) => factChangeKinds.indexOf(kind);
  const key = ({ provider, account }: FactChange) => `${provider}/${account.login}/${account.id}`;
  return pairs
    .flatMap(factChangesOf)
    .sort((a, b) => order(a.kind) - order(b.kind) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Facts that are not known now stay as they were known last; countries add up. */
export function carried(before: AccountFacts | undefined, now: AccountFacts): AccountFacts {
  if (before === undefined) return now;
  const countries =
    before.countries === null || now.countries === null
      ? (now.countries ?? before.countries)
      : [...new Set([...before.countries, ...now.countries])].sort();
  return {
    ...now,
    enabled: now.enabled ?? before.enabled,
    member: now.member ?? before.member,
    department: now.department ?? before.department,
    privilege: now.privilege ?? before.privilege,
    roles: now.roles ?? before.roles,
    registered: now.registered ?? before.registered,
    methods: now.methods ?? before.methods,
    enforcement: now.enforcement ?? before.enforcement,
    signIn: now.signIn ?? before.signIn,
    countries,
  };
}

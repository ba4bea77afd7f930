import { compareText } from '../core/compare-text.ts';
import type {
  Changes,
  FactChange,
  FactChangeKind,
  FindingChange,
  FindingChangeKind,
  SightChange,
} from '../core/history/changes.ts';
import { findingChangeKinds } from '../core/history/changes.ts';
import type { HistoryReport } from '../core/history/history-report.ts';
import type { TrackedFinding } from '../core/history/tracked-finding.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import type { UiTexts } from '../messages/ui.ts';
import { cloudWord } from './subjects.ts';
import { type TrendRow, trendRowsOf } from './trend.ts';
import { rankOf } from './urgency.ts';

/** More changes of one group than this are left to changes.csv. */
export const changesInPage = 50;

/** How many findings became what. */
export type Tally = Record<FindingChangeKind, number>;

/** Some of a list, and how many more there are. */
export interface Part<T> {
  shown: readonly T[];
  more: number;
}

/** Kinds of change that are told together, in the order in which they are told. */
export const changeGroups = ['added', 'worse', 'lost', 'resolved'] as const;
export type ChangeGroup = (typeof changeGroups)[number];

/** What differs between two scans, in the order in which people read it. */
export interface ChangesView {
  /** Instant of the earlier scan, ISO 8601. */
  since: string;
  /** Instant of the later scan, ISO 8601. */
  until: string;
  tally: Tally;
  groups: Record<ChangeGroup, readonly FindingChange[]>;
  /** All groups, one after another. */
  told: readonly FindingChange[];
  facts: readonly FactChange[];
  sight: readonly SightChange[];
  /** Nothing to tell of beside what stands. */
  none: boolean;
}

/** What a report tells of the time before its scan; `changes` null: it is the first scan. */
export type HistoryView =
  | { state: 'unavailable'; reason: string }
  /** Instants: by which was judged, and that of the newest scan that is kept. */
  | { state: 'look-back'; asOf: string; newest: string }
  | { state: 'kept'; changes: ChangesView | null; trend: readonly TrendRow[] };

const groupOf: Readonly<Record<FindingChangeKind, ChangeGroup | null>> = {
  new: 'added',
  reopened: 'added',
  worse: 'worse',
  lost: 'lost',
  resolved: 'resolved',
  standing: null,
};

/** What gives power or opens a door weighs more than what takes some away. */
const factOrder: readonly FactChangeKind[] = [
  ...(['admin-new', 'account-enabled', 'role-added', 'methods-changed', 'country-new', 'account-new'] as const),
  ...(['account-gone', 'account-disabled', 'role-removed', 'department-changed'] as const),
];

function byWeight(a: FindingChange, b: FindingChange): number {
  const heavier = rankOf(b.finding.severity) - rankOf(a.finding.severity);
  const kinds = findingChangeKinds.indexOf(a.kind) - findingChangeKinds.indexOf(b.kind);
  return heavier || kinds || compareText(a.finding.key, b.finding.key);
}

function byFact(a: FactChange, b: FactChange): number {
  const key = ({ provider, account }: FactChange) => `${provider}/${account.login}/${account.id}`;
  return factOrder.indexOf(a.kind) - factOrder.indexOf(b.kind) || compareText(key(a), key(b));
}

/** What went dark comes before what came back. */
function bySight(a: SightChange, b: SightChange): number {
  return Number(a.kind === 'lighter') - Number(b.kind === 'lighter');
}

export function changesViewOf({ from, to, findings, facts, sight }: Changes): ChangesView {
  const kinds = Map.groupBy(findings, ({ kind }) => kind);
  const count = (kind: FindingChangeKind) => kinds.get(kind)?.length ?? 0;
  const inGroup = (name: ChangeGroup) => findings.filter(({ kind }) => groupOf[kind] === name).sort(byWeight);
  const groups = {
    added: inGroup('added'),
    worse: inGroup('worse'),
    lost: inGroup('lost'),
    resolved: inGroup('resolved'),
  };
  const told = changeGroups.flatMap((name) => groups[name]);
  return {
    since: from.asOf,
    until: to.asOf,
    tally: {
      ...{ new: count('new'), reopened: count('reopened'), worse: count('worse'), lost: count('lost') },
      ...{ resolved: count('resolved'), standing: count('standing') },
    },
    ...{ groups, told },
    facts: facts.toSorted(byFact),
    sight: sight.toSorted(bySight),
    none: told.length === 0 && facts.length === 0 && sight.length === 0,
  };
}

/** Null: no history is kept, and nothing is said of it. */
export function historyViewOf(history: HistoryReport): HistoryView | null {
  if (history.state === 'off') return null;
  if (history.state !== 'kept') return history;
  const { changes, trend } = history;
  return { state: 'kept', changes: changes && changesViewOf(changes), trend: trendRowsOf(trend) };
}

export function partOf<T>(all: readonly T[], room: number = changesInPage): Part<T> {
  return { shown: all.slice(0, room), more: Math.max(0, all.length - room) };
}

/** Whom or what a change is about: text that every format still escapes. */
export function changedSubject({ subject, provider }: TrackedFinding, ui: UiTexts): string {
  const { type, name, login, id } = subject;
  if (type === 'tenant') return ui.elsewhere;
  return type === 'directory' ? cloudWord(provider, ui) : (name ?? login ?? id);
}

/** What was found, by the name that alerts call it too; the word beside it tells what became of it. */
export function changedTitle({ finding: { check } }: FindingChange, { checks }: Catalogue): string {
  return checks[check]?.title ?? check;
}

/** The sentence about a finding as the later scan found it. */
export function changedText({ finding }: FindingChange, { checks, ui }: Catalogue, timeZone: string): string {
  const { check, message, data } = finding;
  return checks[check]?.messages[message]?.(data, timeZone) ?? ui.unnamedFinding(message);
}

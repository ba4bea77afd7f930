import type { Severity } from '../core/check.ts';
import { compareText } from '../core/compare-text.ts';
import { daysBetween } from '../core/days.ts';
import type { ReportedLeaver } from '../core/people-report.ts';
import type { Provider } from '../core/provider.ts';
import type { CheckResult, Finding, Note, Report } from '../core/report.ts';
import type { LeaversFacts } from '../messages/leavers.ts';
import type { UiTexts } from '../messages/ui.ts';
import { isoDayIn } from '../messages/when.ts';
import { rankOf } from './urgency.ts';

/** More leavers than this are left to access.csv. */
const leaversInPage = 50;

/** `faulty`: the HR list cannot be used; `silent`: it has no column that tells who has left. */
export type LeaversDoubt = 'faulty' | 'silent';

/** One account of somebody who has left. */
export type LeaverAccountRow = ReportedLeaver['accounts'][number] & {
  /** When it was used last, where that was after leaving; else null. */
  usedAt: string | null;
};

/** Somebody who has left, as a line of the list. */
export interface LeaverRow extends Omit<ReportedLeaver, 'accounts'> {
  accounts: readonly LeaverAccountRow[];
  /** Days since the last day of work; null where that is not given. */
  days: number | null;
  /** Some account was used after leaving. */
  used: boolean;
  /** Of the worst that is found of the accounts; `accepted`: all of it is; null: nothing is found. */
  mark: Severity | 'accepted' | null;
}

/** What formats for people say of those who have left. */
export interface LeaversView {
  facts: LeaversFacts;
  /** Used after leaving first, then the others that are open, longest first; then unknown and closed ones, latest first. */
  shown: readonly LeaverRow[];
  more: number;
}

const ranks: Record<ReportedLeaver['state'], number> = { open: 0, unknown: 1, closed: 2 };

/** What is found of accounts of leavers, by provider and account. */
function findingsByAccount(results: readonly CheckResult[]): ReadonlyMap<string, Finding> {
  const own = results.filter(({ check }) => check === 'leaver-account');
  const failing = own.flatMap(({ provider, findings }) =>
    findings
      .filter(({ verdict }) => verdict === 'fail')
      .map((finding): [string, Finding] => [keyOf(provider, finding.subject.id), finding]),
  );
  return new Map(failing);
}

function keyOf(provider: Provider | null, id: string): string {
  return `${provider}/${id}`;
}

function usedAtOf(finding: Finding | undefined): string | null {
  if (finding?.message !== 'used') return null;
  const { lastSuccess } = finding.data;
  return typeof lastSuccess === 'string' ? lastSuccess : null;
}

function markOf(findings: readonly Finding[]): LeaverRow['mark'] {
  const open = findings.filter(({ exception }) => exception === undefined).map(({ severity }) => severity);
  const [worst] = open.sort((a, b) => rankOf(b) - rankOf(a));
  return worst ?? (findings.length > 0 ? 'accepted' : null);
}

function rowOf(person: ReportedLeaver, found: ReadonlyMap<string, Finding>, today: Date): LeaverRow {
  const mine = person.accounts.map((account) => found.get(keyOf(account.provider, account.id)));
  return {
    ...person,
    accounts: person.accounts.map((account, index) => ({ ...account, usedAt: usedAtOf(mine[index]) })),
    days: person.leaveDate === null ? null : daysBetween(person.leaveDate, today),
    used: mine.some((finding) => finding?.message === 'used'),
    mark: markOf(mine.filter((finding) => finding !== undefined)),
  };
}

/** Whom no day is given for comes last of their kind. */
function byConcern(a: LeaverRow, b: LeaverRow): number {
  const rank = ranks[a.state] - ranks[b.state] || Number(b.used) - Number(a.used);
  const [left, right] = [a.leaveDate ?? '', b.leaveDate ?? ''];
  if (rank !== 0 || left === right) return rank || compareText(a.id, b.id);
  if (left === '' || right === '' || a.state !== 'open') return compareText(right, left);
  return compareText(left, right);
}

/** Why an HR list does not tell who has left; null: it does, or there is none. */
export function leaversDoubtOf({ leavers, notes }: Pick<Report, 'leavers' | 'notes'>): LeaversDoubt | null {
  if (leavers !== null) return null;
  const has = (wanted: Note['id']) => notes.some(({ id }) => id === wanted);
  if (has('roster-faulty')) return 'faulty';
  return has('roster-silent') ? 'silent' : null;
}

/** Null: there is no HR list. */
export function leaversViewOf(report: Report, timeZone: string): LeaversView | LeaversDoubt | null {
  const { leavers, results, scan } = report;
  if (leavers === null) return leaversDoubtOf(report);
  const { persons, known, medianHours } = leavers;
  const today = new Date(isoDayIn(scan.asOf, timeZone));
  const found = findingsByAccount(results);
  const rows = persons.map((person) => rowOf(person, found, today)).sort(byConcern);
  const inState = (state: ReportedLeaver['state']) => rows.filter((row) => row.state === state);
  const open = inState('open');
  const days = open.flatMap((row) => row.days ?? []);
  return {
    facts: {
      left: rows.length,
      open: open.length,
      longestDays: days.length === 0 ? null : Math.max(...days),
      used: rows.filter(({ used }) => used).length,
      doubtful: inState('unknown').length,
      closed: inState('closed').length,
      known,
      medianHours,
    },
    shown: rows.slice(0, leaversInPage),
    more: Math.max(0, rows.length - leaversInPage),
  };
}

/** How long it took to disable the accounts, or how long one has been open. */
export function lagWords({ state, lagHours, days }: LeaverRow, { leavers }: UiTexts): string {
  if (state === 'open') return leavers.openFor(days);
  return lagHours === null ? leavers.lagUnknown : leavers.lag(lagHours);
}

/** What became of one account. */
export function accountWords(
  { enabled, disabledAt }: LeaverAccountRow,
  { leavers, people }: UiTexts,
  timeZone: string,
): string {
  if (enabled === null) return people.enabledUnknown;
  if (enabled) return people.enabled;
  return disabledAt === null ? people.disabled : leavers.disabledOn(isoDayIn(disabledAt, timeZone));
}

/** That an account was used after leaving; null where nothing tells so. */
export function useWords({ usedAt }: LeaverAccountRow, { leavers }: UiTexts, timeZone: string): string | null {
  return usedAt === null ? null : leavers.lastUsed(isoDayIn(usedAt, timeZone));
}

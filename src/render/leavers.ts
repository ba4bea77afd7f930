import { daysBetween } from '../core/days.ts';
import type { ReportedLeaver } from '../core/people-report.ts';
import type { Report } from '../core/report.ts';
import type { LeaversFacts } from '../messages/leavers.ts';
import type { UiTexts } from '../messages/ui.ts';
import { isoDayIn } from '../messages/when.ts';

/** More leavers than this are left to access.csv. */
const leaversInPage = 50;

export interface LeaverRow extends ReportedLeaver {
  /** Days since the last day of work; null where that is not given. */
  days: number | null;
}

/** What formats for people say of those who have left. */
export interface LeaversView {
  facts: LeaversFacts;
  /** Open accounts first, then unknown ones; each latest first. */
  shown: readonly LeaverRow[];
  more: number;
}

const ranks: Record<ReportedLeaver['state'], number> = { open: 0, unknown: 1, closed: 2 };

/** Null: there is no HR list. `faulty`: there is one, and it cannot be used. */
export function leaversViewOf({ leavers, notes, scan }: Report, timeZone: string): LeaversView | 'faulty' | null {
  if (leavers === null) return notes.some(({ id }) => id === 'roster-faulty') ? 'faulty' : null;
  const { persons, open, unknown, known, medianHours } = leavers;
  const today = new Date(isoDayIn(scan.asOf, timeZone));
  const rows = persons
    .map((person) => ({ ...person, days: person.leaveDate === null ? null : daysBetween(person.leaveDate, today) }))
    .sort((a, b) => ranks[a.state] - ranks[b.state]);
  return {
    facts: { left: persons.length, open, unknown, known, medianHours },
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
  { enabled, disabledAt }: ReportedLeaver['accounts'][number],
  { leavers, people }: UiTexts,
  timeZone: string,
): string {
  if (enabled === null) return people.enabledUnknown;
  if (enabled) return people.enabled;
  return disabledAt === null ? people.disabled : leavers.disabledOn(isoDayIn(disabledAt, timeZone));
}

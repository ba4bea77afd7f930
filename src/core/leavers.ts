import type { Tenant } from './check.ts';
import { compareText } from './compare-text.ts';
import type { Snapshot } from './datasets.ts';
import { dayAfter, startOfDay } from './days.ts';
import { disablingOf } from './disabling.ts';
import type { Listing } from './listing.ts';
import { medianOf } from './median.ts';
import type { Holding, Person } from './people.ts';
import { hasLeft, leaversGap, type RosterPerson } from './roster.ts';

const hour = 3_600_000;

/** An account of somebody who has left. */
export interface LeaverAccount extends Holding {
  /** Null: it is not disabled, or nothing tells when it was. */
  disabledAt: string | null;
}

/** Somebody who has left and had an account, with what became of it. */
export interface Leaver {
  person: Person;
  listed: RosterPerson;
  accounts: readonly LeaverAccount[];
  /** `open`: some account is still enabled; `closed`: none is; `unknown`: it cannot be told. */
  state: 'open' | 'closed' | 'unknown';
  /**
   * Hours from the end of the last day of work until the last account was disabled; 0 when that was before. Null:
   * still open, no date is given, or nothing tells when an account was disabled.
   */
  lagHours: number | null;
}

/** Those who have left and had an account, with figures over them. */
export interface Leavers {
  /** By id of the person. */
  rows: readonly Leaver[];
  /** Of those whose lag is known; null: of nobody. */
  medianHours: number | null;
  known: number;
  open: number;
  unknown: number;
}

/** @param isWhole every account of every directory was read; else somebody may have one more */
function stateOf(holdings: readonly Holding[], isWhole: boolean): Leaver['state'] {
  if (holdings.some(({ account }) => account.enabled === true)) return 'open';
  return isWhole && holdings.every(({ account }) => account.enabled === false) ? 'closed' : 'unknown';
}

/** An account that only a number or an alias joins to the human is no proof of who used to work here. */
function isOf(person: RosterPerson, listing: Listing): boolean {
  return listing !== null && 'person' in listing && listing.person === person;
}

/** The end of a last day of work, ISO 8601 in UTC. */
export function endOfWork(date: string, timeZone: string): string {
  return startOfDay(timeZone, dayAfter(date)).toISOString();
}

/**
 * Whole hours from the end of work until the last account was disabled; 0 when that was before.
 * @param ends instants at which each account was disabled; at least one
 */
export function lagBetween(leftAt: string, ends: readonly string[]): number {
  const last = ends.map((end) => Date.parse(end)).reduce((a, b) => Math.max(a, b));
  return Math.max(0, Math.floor((last - Date.parse(leftAt)) / hour));
}

/** @param date the last day of work */
function lagOf(accounts: readonly LeaverAccount[], date: string | null, timeZone: string): number | null {
  const ends = accounts.flatMap(({ disabledAt }) => disabledAt ?? []);
  if (ends.length === 0 || ends.length < accounts.length) return null;
  return date === null ? null : lagBetween(endOfWork(date, timeZone), ends);
}

/** Everybody who has left and whom some account belongs to; null where no HR list tells who has left. */
export function leaversOf(tenant: Tenant, snapshots: readonly Snapshot[], timeZone: string): Leavers | null {
  if (tenant.roster === null || leaversGap(tenant.roster) !== null) return null;
  const today = tenant.dayOf(tenant.now);
  const trails = new Map(snapshots.map((snapshot) => [snapshot.provider, tenant.tables(snapshot).adminActivity]));
  const isWhole = snapshots.every(({ datasets }) => datasets.accounts.state === 'complete');
  const rows = tenant.people().persons.flatMap((person): Leaver[] => {
    const { listed, holdings } = person;
    if (listed === null || !hasLeft(listed, today)) return [];
    const theirs = holdings.filter(({ provider, account }) => isOf(listed, tenant.listed(provider, account)));
    const accounts = theirs.map(({ provider, account }): LeaverAccount => {
      const end = account.enabled === false ? disablingOf(account, trails.get(provider)) : null;
      return { provider, account, disabledAt: end?.at ?? null };
    });
    const state = stateOf(theirs, isWhole);
    const lagHours = state === 'closed' ? lagOf(accounts, listed.leaveDate, timeZone) : null;
    return [{ person, listed, accounts, state, lagHours }];
  });
  rows.sort(({ person: a }, { person: b }) => compareText(a.id, b.id));
  const lags = rows.flatMap(({ lagHours }) => lagHours ?? []);
  const open = rows.filter(({ state }) => state === 'open').length;
  return { rows, medianHours: medianOf(lags), known: lags.length, open, unknown: rows.length - lags.length - open };
}

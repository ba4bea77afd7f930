import type { Table } from './check.ts';
import type { Snapshot } from './datasets.ts';
import { daysBetween } from './days.ts';
import type { Gap } from './gap.ts';
import type { Provider } from './provider.ts';
import type { Account } from './rows/account.ts';
import type { AdminActivity } from './rows/admin-activity.ts';

/** An administrative act, in the provider's words. */
export interface Act {
  at: string;
  activity: string | null;
}

function lastActOf(row: AdminActivity | undefined): Act | null {
  if (row === undefined || row.lastAt === null) return null;
  return { at: row.lastAt, activity: row.activity };
}

/** Whether an account did something administrative, measured against a limit in days. */
export type Idleness =
  | { state: 'active' }
  /** `last` is the last act on record; null: none is. */
  | { state: 'idle'; last: Act | null; since: string }
  /** The trail does not reach back to the limit, so that nobody can be called idle. */
  | { state: 'uncovered' }
  | { state: 'unknown'; gap: Gap };

/** Whole days that the trail covers; null when it is not known since when it is complete. */
function daysCovered(since: string | null, now: Date): number | null {
  return since === null ? null : daysBetween(since, now);
}

/** A trail that the directory does not offer is no fault: then nobody is called idle, as where it is too short. */
function isNotOffered({ rows, gap }: Table<AdminActivity>): boolean {
  return rows.length === 0 && (gap?.kind === 'licence' || gap?.kind === 'unsupported');
}

/** Whether nobody can be called idle, whatever they did: the directory offers no trail, or it is too short. */
export function isUncovered(trail: Table<AdminActivity>, idleDays: number, now: Date): boolean {
  if (trail.gap !== null) return isNotOffered(trail);
  const covered = daysCovered(trail.since, now);
  // Judged by a later day, the trail tells nothing of the days since it was read.
  return covered === null || covered < idleDays || daysBetween(trail.until, now) >= 1;
}

/** An act within the limit acquits, however little of the trail was read. */
export function idlenessOf(trail: Table<AdminActivity>, { id }: Account, idleDays: number, now: Date): Idleness {
  const last = lastActOf(trail.one(id));
  if (last !== null && daysBetween(last.at, now) <= idleDays) return { state: 'active' };
  if (isUncovered(trail, idleDays, now)) return { state: 'uncovered' };
  const { gap, since } = trail;
  if (gap !== null) return { state: 'unknown', gap };
  return since === null ? { state: 'uncovered' } : { state: 'idle', last, since };
}

/** A directory whose audit trail was read, and is too short to call anybody idle. */
export interface ShortTrail {
  provider: Provider;
  /** Null: it is not known how far it reaches. */
  days: number | null;
}

/** The directories in which `idlenessOf` calls nobody idle although the audit trail was read whole. */
export function shortTrails(snapshots: readonly Snapshot[], idleDays: number, now: Date): ShortTrail[] {
  return snapshots.flatMap(({ provider, datasets: { adminActivity } }) => {
    if (adminActivity.state !== 'complete') return [];
    const days = daysCovered(adminActivity.since ?? null, now);
    return days !== null && days >= idleDays ? [] : [{ provider, days }];
  });
}

import type { Severity } from '../core/check.ts';
import { compareText } from '../core/compare-text.ts';
import type { Status } from '../core/directory-report.ts';
import type { ScanRef } from '../core/history/changes.ts';
import type { Store } from './open.ts';
import { sound } from './sound.ts';
import { type Db, reading } from './work.ts';

/** A scan that is stored. Instants are ISO 8601 in UTC. */
export interface StoredScan extends ScanRef {
  /** Order of storing within the tenant. */
  number: number;
  id: string;
  tenant: string;
  /** The tenant's name, as of its newest scan. */
  name: string;
  asOf: string;
  startedAt: string;
  finishedAt: string;
  status: Status;
  /** Version of the program. */
  version: string;
  disguisedBy: string | null;
  limited: boolean;
  /** Why it must not be removed, and since when. */
  hold: { reason: string; at: string } | null;
  summary: { accounts: number; failed: Record<Severity, number>; unknown: number; excepted: number };
}

/** A tenant of which something is stored. */
export interface StoredTenant {
  id: string;
  name: string;
  scans: number;
  /** Instant of the newest scan; null: all were removed. */
  newest: string | null;
}

/** Tenants, by id. */
export async function tenantsIn(store: Store): Promise<StoredTenant[]> {
  return reading(store, async (db) => {
    const tenants = await db.selectFrom('tenants').select(['id', 'name']).execute();
    const counts = await db
      .selectFrom('scans')
      .select((scope) => [
        'tenant',
        scope.fn.countAll<number | string>().as('scans'),
        scope.fn.max('number').as('last'),
      ])
      .groupBy('tenant')
      .execute();
    const newest = await db.selectFrom('scans').select(['tenant', 'number', 'as_of']).execute();
    return tenants
      .map(({ id, name }) => {
        const mine = counts.find(({ tenant }) => tenant === id);
        const last = newest.find(({ tenant, number }) => tenant === id && number === mine?.last);
        return { id, name, scans: Number(mine?.scans ?? 0), newest: last?.as_of ?? null };
      })
      .sort((a, b) => compareText(a.id, b.id));
  });
}

/** Which of a tenant's scans are wanted. */
export interface ScanRange {
  /** By number, this one too. */
  upTo?: number;
  /** So many of the newest. */
  last?: number;
}

/** Scans of a tenant, oldest first. */
export async function scansIn(db: Db, tenant: string, { upTo, last }: ScanRange = {}): Promise<StoredScan[]> {
  const rows = await db
    .selectFrom('scans')
    .innerJoin('tenants', 'tenants.id', 'scans.tenant')
    .selectAll('scans')
    .select('tenants.name as tenant_name')
    .where('scans.tenant', '=', tenant)
    .$if(upTo !== undefined, (query) => query.where('scans.number', '<=', upTo ?? 0))
    .orderBy('scans.number', 'desc')
    .$if(last !== undefined, (query) => query.limit(last ?? 0))
    .execute();
  return rows
    .reverse()
    .map((row) => sound('scans', row))
    .map((row) => ({
      number: row.number,
      id: row.id,
      tenant: row.tenant,
      name: row.tenant_name,
      asOf: row.as_of,
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      status: row.status,
      version: row.version,
      disguisedBy: row.disguised_by,
      limited: row.limited === 1,
      hold: row.hold_reason === null || row.hold_at === null ? null : { reason: row.hold_reason, at: row.hold_at },
      summary: {
        accounts: row.accounts,
        failed: {
          ...{ low: row.failed_low, medium: row.failed_medium },
          ...{ high: row.failed_high, critical: row.failed_critical },
        },
        unknown: row.unknown,
        excepted: row.excepted,
      },
    }));
}

/** Scans of a tenant in the order of storing. */
export async function scansOf(store: Store, tenant: string): Promise<StoredScan[]> {
  return reading(store, (db) => scansIn(db, tenant));
}

/** Whether there is such a day in the calendar. */
function isDay(word: string): boolean {
  const day = new Date(`${word}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(word);
}

function newestOfDay(scans: readonly StoredScan[], day: string): StoredScan | null {
  const before = scans.filter(({ asOf }) => asOf.slice(0, 10) <= day);
  return before.reduce<StoredScan | null>(
    (last, scan) => (last === null || scan.asOf >= last.asOf ? scan : last),
    null,
  );
}

/**
 * The scan that a word names: `latest`, `previous` (the one before it), an id, the beginning of an id that no other
 * has, or a day (the newest scan of or before that day in UTC). Null: none, or more than one.
 */
export async function findScan(store: Store, tenant: string, word: string): Promise<StoredScan | null> {
  const scans = await scansOf(store, tenant);
  if (word === 'latest') return scans.at(-1) ?? null;
  if (word === 'previous') return scans.at(-2) ?? null;
  const exact = scans.find(({ id }) => id === word);
  if (exact !== undefined || word === '') return exact ?? null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(word)) return isDay(word) ? newestOfDay(scans, word) : null;
  const [first, second] = scans.filter(({ id }) => id.startsWith(word));
  return first !== undefined && second === undefined ? first : null;
}

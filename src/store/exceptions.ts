import { createHash } from 'node:crypto';
import { compareText } from '../core/compare-text.ts';
import { isByLogin } from '../core/exceptions.ts';
import type { Binding } from '../core/history/bound-facts.ts';
import { bindingsAfter } from '../core/history/bound-facts.ts';
import type { ExceptionEntry, ScanEntry } from '../core/history/entry.ts';
import type { DeclaredException } from '../core/report.ts';
import { fromJson } from './codes.ts';
import type { Store } from './open.ts';
import type { ExceptionRow } from './schema.ts';
import type { Moment } from './versions.ts';
import { type Db, reading, writing } from './work.ts';

type Origin = ExceptionRow['origin'];

/** An exception as the store knows it. */
export interface StoredException extends DeclaredException {
  id: string;
  tenant: string;
  origin: Origin;
  /** Instant since which the store knows it, ISO 8601 in UTC. */
  givenAt: string;
  bound: readonly Binding[];
}

type Declared = Pick<DeclaredException, 'check' | 'subject' | 'reason' | 'approvedBy' | 'until'>;

/** The same exception has the same id, so that nobody gives it twice. */
function idOf(tenant: string, origin: Origin, declared: Declared, at: string): string {
  const { check, subject, reason, approvedBy, until } = declared;
  const words = [tenant, origin, check, subject, reason, approvedBy, until, ...(origin === 'command' ? [at] : [])];
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);
}

function exceptionRow(
  tenant: string,
  origin: Origin,
  declared: Declared & Pick<DeclaredException, 'bound'>,
  at: string,
): ExceptionRow {
  const { check, subject, reason, approvedBy, until, bound = [] } = declared;
  return {
    ...{ id: idOf(tenant, origin, declared, at), tenant, origin, check_id: check, subject, reason },
    ...{ approved_by: approvedBy, until, added_at: at, bound: JSON.stringify(bound), removed_at: null },
  };
}

function exceptionIn(row: ExceptionRow): StoredException {
  return {
    ...{ id: row.id, tenant: row.tenant, origin: row.origin, check: row.check_id, subject: row.subject },
    ...{ reason: row.reason, approvedBy: row.approved_by, until: row.until, givenAt: row.added_at },
    bound: fromJson(row.bound),
  };
}

function byEnd(a: StoredException, b: StoredException): number {
  const key = ({ tenant, until, id }: StoredException) => `${tenant}\n${until}\n${id}`;
  return compareText(key(a), key(b));
}

async function rowsOf(db: Db, tenant: string): Promise<ExceptionRow[]> {
  return db.selectFrom('exceptions').selectAll().where('tenant', '=', tenant).execute();
}

async function insert(db: Db, row: ExceptionRow): Promise<void> {
  await db
    .insertInto('exceptions')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

async function markRemoved(db: Db, ids: readonly string[], at: string | null): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable('exceptions').set({ removed_at: at }).where('id', 'in', ids).execute();
}

/** As judging takes it. */
function declaredIn(exception: StoredException): DeclaredException {
  const { id, check, subject, reason, approvedBy, until, bound } = exception;
  return { id, check, subject, reason, approvedBy, until, bound };
}

/**
 * Tells the store what the configuration declares, and gives all exceptions of a tenant with what they are bound to:
 * those of the configuration in its order, then those that were given by command.
 * @param at instant since which new ones are known
 * @throws StoreError
 */
export async function declareExceptions(
  store: Store,
  tenant: string,
  configured: readonly DeclaredException[],
  at: Date,
): Promise<DeclaredException[]> {
  const now = at.toISOString();
  return writing(store, tenant, async (db) => {
    const rows = new Map((await rowsOf(db, tenant)).map((row) => [row.id, row]));
    const wanted = configured.map((declared) => exceptionRow(tenant, 'configuration', declared, now));
    const ids = new Set(wanted.map(({ id }) => id));
    for (const row of wanted) {
      if (rows.has(row.id)) continue;
      await insert(db, row);
      rows.set(row.id, row);
    }
    const mine = [...rows.values()].filter(({ origin }) => origin === 'configuration');
    const isGone = ({ id, removed_at }: ExceptionRow) => removed_at === null && !ids.has(id);
    const isBack = ({ id, removed_at }: ExceptionRow) => removed_at !== null && ids.has(id);
    const idsOf = (some: readonly ExceptionRow[]) => some.map(({ id }) => id);
    await markRemoved(db, idsOf(mine.filter(isGone)), now);
    await markRemoved(db, idsOf(mine.filter(isBack)), null);
    const given = [...rows.values()].filter(({ origin, removed_at }) => origin === 'command' && removed_at === null);
    return [...wanted.map((row) => exceptionIn(rows.get(row.id) ?? row)), ...given.map(exceptionIn).sort(byEnd)].map(
      declaredIn,
    );
  });
}

/** What became of an exception that was to be given. */
export type Given<Twin> = { state: 'added'; exception: StoredException } | { state: 'refused'; twin: Twin };

/**
 * Gives an exception by command, unless one that is there stands in its way. Nobody gives another meanwhile.
 * @param exception with what it is bound to
 * @param twinAmong what stands in its way, of those that exist; null: nothing
 * @throws StoreError
 */
export async function addException<Twin>(
  store: Store,
  tenant: string,
  exception: DeclaredException,
  at: Date,
  twinAmong: (known: readonly StoredException[]) => Twin | null,
): Promise<Given<Twin>> {
  return writing(store, tenant, async (db) => {
    const known = (await rowsOf(db, tenant)).filter(({ removed_at }) => removed_at === null);
    const twin = twinAmong(known.map(exceptionIn).sort(byEnd));
    if (twin !== null) return { state: 'refused', twin };
    const row = exceptionRow(tenant, 'command', exception, at.toISOString());
    await insert(db, row);
    return { state: 'added', exception: exceptionIn(row) };
  });
}

/**
 * Exceptions that exist, ended or not, by tenant, end and id; without those that were removed.
 * @param tenant not given: of all
 * @throws StoreError
 */
export async function exceptionsOf(store: Store, tenant?: string): Promise<StoredException[]> {
  return reading(store, async (db) => {
    const rows = await db
      .selectFrom('exceptions')
      .selectAll()
      .where('removed_at', 'is', null)
      .$if(tenant !== undefined, (query) => query.where('tenant', '=', tenant ?? ''))
      .execute();
    return rows.map(exceptionIn).sort(byEnd);
  });
}

/**
 * Takes an exception back; its row stays for those who ask later.
 * @throws StoreError
 */
export async function removeException(store: Store, id: string, at: Date): Promise<void> {
  await writing(store, null, (db) => markRemoved(db, [id], at.toISOString()));
}

/** The row that an entry is about; one that the store does not know yet is made, unless its names are disguised. */
async function rowFor(
  db: Db,
  { tenant, at }: Moment,
  { id, check, declared: subject, exception }: ExceptionEntry,
  rows: ReadonlyMap<string, ExceptionRow>,
  isDisguised: boolean,
): Promise<ExceptionRow | undefined> {
  if (id !== null) return rows.get(id);
  if (isDisguised) return undefined;
  const row = exceptionRow(tenant, 'configuration', { check, subject, ...exception }, at);
  const known = rows.get(row.id);
  if (known === undefined) await insert(db, row);
  return known ?? row;
}

/** Binds the exceptions that cover findings of a scan to what it saw. */
export async function recordBindings(
  db: Db,
  moment: Moment,
  { exceptions, findings, disguisedBy }: Pick<ScanEntry, 'exceptions' | 'findings' | 'disguisedBy'>,
): Promise<void> {
  const rows = new Map((await rowsOf(db, moment.tenant)).map((row) => [row.id, row]));
  const told = new Map<string, ExceptionEntry[]>();
  for (const entry of exceptions) {
    const row = await rowFor(db, moment, entry, rows, disguisedBy !== null);
    if (row === undefined) continue;
    rows.set(row.id, row);
    told.set(row.id, [...(told.get(row.id) ?? []), entry]);
  }
  const byKey = new Map(findings.map((finding) => [finding.key, finding]));
  const metBy = (entry: ExceptionEntry) => {
    const finding = byKey.get(entry.findingKey);
    return { ...entry, byLogin: finding !== undefined && isByLogin(entry.declared, finding) };
  };
  for (const [id, entries] of told) {
    const before = rows.get(id)?.bound ?? '[]';
    const bound = JSON.stringify(bindingsAfter(fromJson(before), entries.map(metBy)));
    if (bound !== before) await db.updateTable('exceptions').set({ bound }).where('id', '=', id).execute();
  }
}

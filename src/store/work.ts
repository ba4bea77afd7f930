import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import { defaultPatience } from './dialect.ts';
import type { Store } from './open.ts';
import type { Tables, VersionTable } from './schema.ts';
import { patiently } from './sqlite.ts';

export type Db = Kysely<Tables>;
export type Writing = Transaction<Tables>;

/**
 * Reads everything as it was at one moment.
 * @throws StoreError
 */
export async function reading<T>(store: Store, work: (db: Db) => Promise<T>): Promise<T> {
  const readOnly = store.db.transaction().setAccessMode('read only');
  const transaction = store.dialect === 'sqlite' ? readOnly : readOnly.setIsolationLevel('repeatable read');
  try {
    return await patiently(defaultPatience, () => transaction.execute(work));
  } catch (error) {
    throw store.fault(error);
  }
}

/**
 * Writes all of it or nothing.
 * @param tenant of which only one process writes at a time; null: rows are locked where they are written
 * @throws StoreError
 */
export async function writing<T>(store: Store, tenant: string | null, work: (db: Writing) => Promise<T>): Promise<T> {
  // A connection that is gone cannot take back either, and that would be told instead.
  let first: { error: unknown } | null = null;
  try {
    return await store.db.transaction().execute(async (db) => {
      try {
        if (store.dialect === 'postgres' && tenant !== null) {
          await sql`select pg_advisory_xact_lock(hashtextextended(${`shisei/${tenant}`}, 0))`.execute(db);
        }
        return await work(db);
      } catch (error) {
        first ??= { error };
        throw error;
      }
    });
  } catch (error) {
    throw store.fault(first === null ? error : (first as { error: unknown }).error);
  }
}

type SpanScope = ExpressionBuilder<Tables, VersionTable>;

/**
 * Versions that hold at a scan.
 * @param number of the scan; null: now
 */
export function heldAt(scope: SpanScope, number: number | null): Expression<SqlBool> {
  if (number === null) return scope('to_scan', 'is', null);
  return scope.and([
    scope('from_scan', '<=', number),
    scope.or([scope('to_scan', 'is', null), scope('to_scan', '>', number)]),
  ]);
}

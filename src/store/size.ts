import { sql } from 'kysely';
import { defaultPatience } from './dialect.ts';
import type { Store } from './open.ts';
import { tableNames } from './schema.ts';
import { patiently } from './sqlite.ts';

/**
 * Bytes that the store takes on its disk, without what is on its way there.
 * @throws StoreError
 */
export async function sizeOf({ db, dialect, fault }: Store): Promise<number> {
  const names = sql.join(tableNames.map((name) => sql.lit(name)));
  const query =
    dialect === 'sqlite'
      ? sql<{
          bytes: number;
        }>`select p.page_count * s.page_size as bytes from pragma_page_count() p, pragma_page_size() s`
      : sql<{ bytes: string }>`select coalesce(sum(pg_total_relation_size(c.oid)), 0) as bytes from pg_class c
          where c.relnamespace = current_schema()::regnamespace and c.relname in (${names})`;
  try {
    const { rows } = await query.execute(db);
    return Number(rows[0]?.bytes ?? 0);
  } catch (error) {
    throw fault(error);
  }
}

/**
 * Gives back the space of what was removed: of a file to the disk, of a PostgreSQL to whatever is written next.
 * @throws StoreError
 */
export async function vacuum({ db, dialect, fault }: Store): Promise<void> {
  try {
    if (dialect === 'sqlite') {
      await patiently(defaultPatience, () => sql`vacuum`.execute(db));
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
      return;
    }
    await db.connection().execute(async (connection) => {
      await sql`set statement_timeout = 0`.execute(connection);
      try {
        for (const name of tableNames) await sql`vacuum (analyze) ${sql.table(name)}`.execute(connection);
      } finally {
        await sql`reset statement_timeout`.execute(connection);
      }
    });
  } catch (error) {
    throw fault(error);
  }
}

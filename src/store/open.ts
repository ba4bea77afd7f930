import { resolve } from 'node:path';
import { Kysely, type SqliteDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { type Dialect, defaultPatience, type OpenOptions } from './dialect.ts';
import { StoreError, type StoreFault, storeErrorOf } from './errors.ts';
import { migrationsFor } from './migrations/index.ts';
import { isPostgres, postgresAddress, postgresDialect } from './postgres.ts';
import { type Tables, tableNames } from './schema.ts';
import { patiently, sqliteDialect, sqliteToRead } from './sqlite.ts';

/** A store that is open, with the tables that this program knows. */
export interface Store {
  db: Kysely<Tables>;
  dialect: Dialect;
  /** Path of the file, or address of the database without a password. */
  place: string;
  /** Any error of the database as one of the store, without secrets. */
  fault(error: unknown): StoreError;
  close(): Promise<void>;
}

const migrationTable = 'shisei_migrations';

async function schemaOf(db: Kysely<Tables>, dialect: Dialect): Promise<string | null> {
  if (dialect === 'sqlite') return null;
  const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(db);
  return rows[0]?.schema ?? null;
}

async function tablesIn(db: Kysely<Tables>, dialect: Dialect): Promise<Set<string>> {
  const from =
    dialect === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
      : sql<{ name: string }>`select table_name as name from information_schema.tables
          where table_schema = current_schema()`;
  const { rows } = await from.execute(db);
  return new Set(rows.map(({ name }) => name));
}

/** Names of migrations that were run; null: none was. */
async function migratedIn(store: Store): Promise<string[] | null> {
  const { db, dialect, place } = store;
  const tables = await tablesIn(db, dialect);
  if (!tables.has(migrationTable)) {
    const isForeign = dialect === 'sqlite' ? tables.size > 0 : tableNames.some((name) => tables.has(name));
    if (isForeign) throw new StoreError('broken', place, 'the database belongs to another program');
    return null;
  }
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(migrationTable)}`.execute(db);
  return rows.map(({ name }) => name);
}

/** A later version may have changed what this one would read. */
function refuseNewer(names: readonly string[], known: readonly string[], place: string): void {
  const strange = names.find((name) => !known.includes(name));
  if (strange !== undefined) throw new StoreError('newer', place, `it has the migration ${strange}`);
}

async function refuseEncoding({ db, dialect, place }: Store): Promise<void> {
  if (dialect === 'sqlite') return;
  const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(db);
  const encoding = rows[0]?.server_encoding;
  if (encoding !== 'UTF8') throw new StoreError('broken', place, `its encoding is ${encoding}, not UTF8`);
}

async function migrate(store: Store, isReadOnly: boolean): Promise<void> {
  const { db, dialect, place } = store;
  const migrations = migrationsFor(dialect);
  const known = Object.keys(migrations);
  const before = (await migratedIn(store)) ?? [];
  refuseNewer(before, known, place);
  if (before.length === known.length) return;
  if (isReadOnly) throw new StoreError('older', place, `it lacks the migration ${known[before.length]}`);
  await refuseEncoding(store);
  const schema = await schemaOf(db, dialect);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: migrationTable,
    migrationLockTableName: `${migrationTable}_lock`,
    ...(schema === null ? {} : { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  // Another process may have been faster, and newer.
  refuseNewer((await migratedIn(store)) ?? [], known, place);
  throw error;
}

interface Connected {
  store: Store;
  isReadOnly: boolean;
}

interface Opening {
  dialect: SqliteDialect;
  isReadOnly: boolean;
}

const unwritable: ReadonlySet<string> = new Set(['denied', 'unreachable', 'full'] satisfies StoreFault[]);

/** Whoever only reads is content with a file that nobody may write. */
async function openFile(place: string, { patience = defaultPatience, access }: OpenOptions): Promise<Opening> {
  try {
    return { dialect: await sqliteDialect(place, patience), isReadOnly: false };
  } catch (error) {
    if (access !== 'read' || !unwritable.has(storeErrorOf(error, place, []).kind)) throw error;
    return { dialect: await sqliteToRead(place, patience), isReadOnly: true };
  }
}

async function connect(where: string, options: OpenOptions): Promise<Connected> {
  const postgres = isPostgres(where);
  const address = postgres ? postgresAddress(where) : null;
  if (postgres && address === null) {
    throw new StoreError('unreachable', 'postgres://', 'the address cannot be read');
  }
  const place = address?.place ?? resolve(where);
  const fault = (error: unknown) => storeErrorOf(error, place, address?.hidden ?? []);
  try {
    const { patience = defaultPatience } = options;
    const { dialect, isReadOnly } = await (address === null
      ? openFile(place, options)
      : { dialect: await postgresDialect(address, patience), isReadOnly: false });
    const db = new Kysely<Tables>({ dialect });
    const store: Store = { db, dialect: postgres ? 'postgres' : 'sqlite', place, fault, close: () => db.destroy() };
    return { store, isReadOnly };
  } catch (error) {
    throw fault(error);
  }
}

/**
 * Opens the store, and makes it where there is none.
 * @param where path of a file, or `postgres://` address
 * @throws StoreError
 */
export async function openStore(where: string, options: OpenOptions = {}): Promise<Store> {
  const { store, isReadOnly } = await connect(where, options);
  try {
    await patiently(options.patience ?? defaultPatience, () => migrate(store, isReadOnly));
    return store;
  } catch (error) {
    await store.close();
    throw store.fault(error);
  }
}

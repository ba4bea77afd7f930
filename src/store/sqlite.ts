import { lstat, open, realpath, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely';
import { StoreError } from './errors.ts';
import { openToRead } from './read-only.ts';

/** While SQLite waits it hears no signal, so it waits shortly and is asked again. */
const heldMs = 100;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_(BUSY|LOCKED)/.test(String(error.code));
}

/** Tries again for a time while others hold the file. */
export async function patiently<T>(patience: number, work: () => T | Promise<T>): Promise<T> {
  for (let waited = 0; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || waited >= patience) throw error;
      await delay(heldMs);
      // SQLite waited as long before.
      waited += 2 * heldMs;
    }
  }
}

class StoreDriver extends SqliteDriver {
  readonly #raw: Database.Database;
  readonly #patience: number;

  constructor(raw: Database.Database, database: SqliteDatabase, patience: number) {
    super({ database });
    this.#raw = raw;
    this.#patience = patience;
  }

  /** Who reads first and writes later may find that another wrote in between; who means to write says so. */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate';
    await patiently(this.#patience, () => connection.executeQuery(CompiledQuery.raw(begin)));
  }

  /** A full disk has ended the transaction already. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#raw.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** SQLite takes back changes of tables too. */
class StoreAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class StoreDialect extends SqliteDialect {
  readonly #driver: () => StoreDriver;

  constructor(raw: Database.Database, patience: number) {
    const database = preparing(raw);
    super({ database });
    this.#driver = () => new StoreDriver(raw, database, patience);
  }

  override createDriver(): StoreDriver {
    return this.#driver();
  }

  override createAdapter(): StoreAdapter {
    return new StoreAdapter();
  }
}

const prepared = 64;

/** Batches are the same statement over and over, and preparing it takes longer than running it. */
function preparing(raw: Database.Database): SqliteDatabase {
  const known = new Map<string, SqliteStatement>();
  return {
    close: () => raw.close(),
    prepare(text) {
      const before = known.get(text);
      if (before !== undefined) return before;
      if (known.size >= prepared) known.clear();
      const statement = raw.prepare<unknown[], unknown>(text);
      known.set(text, statement);
      return statement;
    },
  };
}

const sides = ['-journal', '-wal', '-shm'] as const;

/** What is not there is not strange, and a folder is refused by the system itself. */
async function isStrange(path: string, look: typeof stat): Promise<boolean> {
  const found = await look(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found !== null && !found.isFile() && !found.isDirectory();
}

/** To open a pipe waits for ever, and while SQLite does so no signal is heard. A link to a file is a file. */
async function refuseStrange(path: string): Promise<void> {
  const file = await realpath(path).catch(() => path);
  const looks = [[file, stat] as const, ...sides.map((side) => [`${file}${side}`, lstat] as const)];
  for (const [place, look] of looks) {
    if (await isStrange(place, look)) throw new StoreError('broken', path, `${place} is no ordinary file`);
  }
}

/** Makes the file for its owner only; SQLite gives its side files the same rights. */
async function makeFile(path: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  await file.close();
}

function prepareFile(raw: Database.Database): void {
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.pragma('foreign_keys = ON');
  raw.pragma('cache_size = -32768');
}

/**
 * Opens an SQLite file, and makes it where it is not there.
 * @throws errors of the file system and of SQLite
 */
export async function sqliteDialect(path: string, patience: number): Promise<SqliteDialect> {
  const { default: Sqlite } = await import('better-sqlite3');
  await refuseStrange(path);
  await makeFile(path);
  return patiently(patience, () => {
    const raw = new Sqlite(path, { timeout: heldMs });
    try {
      prepareFile(raw);
    } catch (error) {
      raw.close();
      throw error;
    }
    return new StoreDialect(raw, patience);
  });
}

/**
 * Opens an SQLite file that may not be written.
 * @throws StoreError, and errors of the file system and of SQLite
 */
export async function sqliteToRead(path: string, patience: number): Promise<SqliteDialect> {
  await refuseStrange(path);
  return patiently(patience, async () => new StoreDialect(await openToRead(path, heldMs), patience));
}

import { readFile, stat } from 'node:fs/promises';
import type Database from 'better-sqlite3';
import { StoreError } from './errors.ts';

/** Bytes of the header that say how the file is written, and that it is by a rollback journal. https://sqlite.org/fileformat2.html#file_format_version_numbers */
const writtenBy = [18, 19] as const;
const byJournal = 1;

/** What holds writes that are not in the file itself. */
const sides = ['-wal', '-journal'] as const;

async function sizeIfThere(path: string): Promise<number> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found?.size ?? 0;
}

async function refuseApart(path: string): Promise<void> {
  for (const side of sides) {
    const bytes = await sizeIfThere(`${path}${side}`);
    if (bytes > 0) throw new StoreError('incomplete', path, `${path}${side} is not part of it yet`);
  }
}

/**
 * The whole file, as nobody changed it meanwhile.
 * @throws StoreError when it is not whole, or somebody writes
 */
async function bytesOf(path: string): Promise<Buffer> {
  await refuseApart(path);
  const before = await stat(path);
  const bytes = await readFile(path);
  const after = await stat(path);
  await refuseApart(path);
  const isSame = before.mtimeMs === after.mtimeMs && before.ino === after.ino && bytes.length === after.size;
  if (!isSame) throw new StoreError('busy', path, 'it was written while it was read');
  for (const place of writtenBy) bytes[place] = byJournal;
  return bytes;
}

/** Makes sure that the file can be read, which opening it does not. */
function asked(raw: Database.Database): Database.Database {
  try {
    raw.prepare('select count(*) from sqlite_master').get();
    return raw;
  } catch (error) {
    raw.close();
    throw error;
  }
}

function cannotOpen(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CANTOPEN');
}

/**
 * Opens an SQLite file only to read it. SQLite wants to write beside a file like ours even then; where it cannot, the
 * file is read into memory, whole.
 * @throws StoreError, and errors of the file system and of SQLite
 */
export async function openToRead(path: string, timeout: number): Promise<Database.Database> {
  const { default: Sqlite } = await import('better-sqlite3');
  try {
    return asked(new Sqlite(path, { readonly: true, fileMustExist: true, timeout }));
  } catch (error) {
    if (!cannotOpen(error)) throw error;
    return asked(new Sqlite(await bytesOf(path), { readonly: true }));
  }
}

import { chmod, lstat, open } from 'node:fs/promises';
import { join } from 'node:path';

const lockName = '.lock';
const privateFile = 0o600;

/** What came of asking for a folder. */
export type FolderLock =
  /** Nobody else writes there until `release`, or until the process ends in whatever way. */
  | { state: 'held'; release(): void }
  | { state: 'busy' }
  /** The file system cannot tell whether somebody else writes there. */
  | { state: 'unavailable'; reason: string };

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** The library would make the file readable for others. A file that is there is not opened: closing it would free locks. */
async function makeLockFile(path: string): Promise<void> {
  try {
    const file = await open(path, 'wx', privateFile);
    await file.close();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (!(await lstat(path)).isFile()) throw new Error(`${path} is no ordinary file`);
    await chmod(path, privateFile);
  }
}

/**
 * Asks for a folder that exists, without waiting. The lock is SQLite's on an empty file of its own, which the operating
 * system frees when the process dies. The file stays: who removed it could not know whether somebody has opened it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, lockName);
  try {
    await makeLockFile(path);
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(path, { timeout: 0 });
    try {
      // Nothing is ever written, so that a full disk is no obstacle and no journal stays behind.
      database.pragma('journal_mode = MEMORY');
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      throw error;
    }
    return { state: 'held', release: () => void database.close() };
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY')) return { state: 'busy' };
    return { state: 'unavailable', reason: error instanceof Error ? error.message : String(error) };
  }
}

import { randomBytes, randomUUID } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { shortestKey } from './key.ts';

/** The file that holds the key where the configuration names none. */
export const keyFileName = 'shisei-pseudonym.key';

const privateFile = 0o600;
const others = 0o077;
const keyBytes = 32;

/** The key as its file holds it. */
export interface StoredKey {
  secret: string;
  /** Others than the owner may read the file. */
  exposed: boolean;
}

/** The file of the key is there and cannot be used, or could not be made. */
export class KeyFileError extends Error {
  override name = 'KeyFileError';
  readonly problem: 'unreadable' | 'unwritable' | 'short';
  /** A code of the operating system; empty where there is none. */
  readonly code: string;
  constructor(problem: KeyFileError['problem'], cause?: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    super(`the key of pseudonyms: ${problem} ${code}`.trim(), { cause });
    this.problem = problem;
    this.code = code;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/**
 * The key that a file holds; null: there is no such file.
 * @throws KeyFileError
 */
export async function readKeyFile(path: string): Promise<StoredKey | null> {
  let secret: string;
  let mode: number;
  try {
    const file = await open(path, 'r');
    try {
      [secret, { mode }] = await Promise.all([file.readFile('utf8'), file.stat()]);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw new KeyFileError('unreadable', error);
  }
  const text = secret.trim();
  if (text.length < shortestKey) throw new KeyFileError('short');
  return { secret: text, exposed: platform() !== 'win32' && (mode & others) !== 0 };
}

/** Whole or not at all: written under another name, which then becomes a second one, unless the first is taken. */
async function make(path: string): Promise<void> {
  const draft = join(dirname(path), `.${randomUUID()}.part`);
  try {
    const file = await open(draft, 'wx', privateFile);
    try {
      await file.writeFile(`${randomBytes(keyBytes).toString('base64url')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, path);
  } catch (error) {
    // Somebody else was faster, and one key is enough.
    if (!isCode(error, 'EEXIST')) throw new KeyFileError('unwritable', error);
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * The key that a file holds, which is made when it is first needed. Two programs that make it at once end with one key.
 * @throws KeyFileError
 */
export async function openKeyFile(path: string): Promise<StoredKey & { made: boolean }> {
  const known = await readKeyFile(path);
  if (known !== null) return { ...known, made: false };
  await make(path);
  const stored = await readKeyFile(path);
  if (stored === null) throw new KeyFileError('unreadable');
  return { ...stored, made: true };
}

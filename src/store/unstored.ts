import { lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ScanEntry } from '../core/history/entry.ts';
import { isDraft, makePrivateFolder, writeWhole } from '../output/files.ts';
import { gzipped, type LineReader, readGzipped } from '../snapshot-lines.ts';
import { entrySchema } from './entry-schema.ts';

/** A scan that waits to be stored. */
export type Unstored =
  | { state: 'kept'; path: string; entry: ScanEntry }
  /** It cannot be read, stays where it is, and does not hold up the others. */
  | { state: 'broken'; path: string; reason: string };

const folderName = '.unstored';
const suffix = '.json.gz';
/** It is read once at most: what counts is that it is written quickly. */
const fastest = 1;

/** Comes first, so that entries can be put in order without reading all of them whole. */
const headSchema = z.object({
  shisei: z.literal('unstored'),
  schema: z.literal(1),
  tenant: z.string(),
  finishedAt: z.iso.datetime(),
});

function folderOf(folder: string, tenant: string): string {
  return join(folder, folderName, tenant);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function* linesOf(entry: ScanEntry): Generator<string> {
  const head = { shisei: 'unstored', schema: 1, tenant: entry.tenant.id, finishedAt: entry.scan.finishedAt };
  yield `${JSON.stringify(head)}\n`;
  yield `${JSON.stringify(entry)}\n`;
}

/**
 * Keeps a scan beside the reports until the store can be used, whole or not at all; gives the path. Holds personal
 * data as reports do, never a secret.
 * @param folder the folder of reports
 * @throws OutputError when the system refuses
 */
export async function keepUnstored(folder: string, entry: ScanEntry): Promise<string> {
  const place = folderOf(folder, entry.tenant.id);
  // Ids are the scan's own; one of a resumed scan comes from a file, and must not lead elsewhere.
  const path = join(place, `${encodeURIComponent(entry.scan.id)}${suffix}`);
  await makePrivateFolder(join(folder, folderName));
  await makePrivateFolder(place);
  await writeWhole(path, gzipped(linesOf(entry), fastest));
  return path;
}

async function readEntry(reader: LineReader, tenant: string): Promise<ScanEntry> {
  reader.parse(headSchema, await reader.next());
  const entry = reader.parse(entrySchema, await reader.next());
  if (entry.tenant.id !== tenant) throw reader.fault(`this is a scan of the tenant ${entry.tenant.id}`);
  if ((await reader.next()) !== undefined) throw reader.fault('nothing was to follow here');
  return entry;
}

/** The names in the folder; none where there is no folder. Drafts that a run which was killed left there are removed. */
async function namesIn(place: string): Promise<string[]> {
  const names = await readdir(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter(isDraft)) await unlink(join(place, name));
  return names.filter((name) => name.endsWith(suffix)).sort();
}

/**
 * The scans of a tenant that wait to be stored: first what is broken, then the others, that which ended first before
 * the rest. Only for whoever holds the folder.
 * @param folder the folder of reports
 */
export async function* unstoredIn(folder: string, tenant: string): AsyncGenerator<Unstored, void> {
  const place = folderOf(folder, tenant);
  const waiting: Array<{ path: string; finishedAt: string }> = [];
  let names: readonly string[];
  try {
    names = await namesIn(place);
  } catch (error) {
    yield { state: 'broken', path: place, reason: reasonOf(error) };
    return;
  }
  for (const name of names) {
    const path = join(place, name);
    try {
      if (!(await lstat(path)).isFile()) throw new Error(`${path} is no ordinary file`);
      const { finishedAt } = await readGzipped(path, async (reader) => reader.parse(headSchema, await reader.next()));
      waiting.push({ path, finishedAt });
    } catch (error) {
      yield { state: 'broken', path, reason: reasonOf(error) };
    }
  }
  waiting.sort((a, b) => Date.parse(a.finishedAt) - Date.parse(b.finishedAt));
  for (const { path } of waiting) {
    let read: Unstored;
    try {
      read = { state: 'kept', path, entry: await readGzipped(path, (reader) => readEntry(reader, tenant)) };
    } catch (error) {
      read = { state: 'broken', path, reason: reasonOf(error) };
    }
    yield read;
  }
}

const harmless: ReadonlySet<string> = new Set(['ENOENT', 'ENOTEMPTY', 'EEXIST']);

/**
 * Removes a scan that is stored now, and the folders where nothing waits any more.
 * @param path as `unstoredIn` gave it
 */
export async function forgetUnstored(path: string): Promise<void> {
  const tenant = join(path, '..');
  for (const [place, remove] of [
    [path, unlink],
    [tenant, rmdir],
    [join(tenant, '..'), rmdir],
  ] as const) {
    await remove(place).catch((error: NodeJS.ErrnoException) => {
      if (!harmless.has(error.code ?? '')) throw error;
    });
  }
}

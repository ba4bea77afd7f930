import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Snapshot } from '../core/datasets.ts';
import type { Beginning } from '../scan.ts';
import { directoryLines, gzipped, type LineReader, readDirectory, readGzipped } from '../snapshot-lines.ts';

const headSchema = z.object({
  shisei: z.literal('unfinished'),
  schema: z.literal(1),
  /** Of the program: another one may read more, or rename otherwise. */
  version: z.string(),
  tenant: z.string(),
  scan: z.object({ id: z.string().min(1), startedAt: z.iso.datetime(), asOf: z.iso.datetime() }),
  /** When the directory was read to its end. */
  readAt: z.iso.datetime(),
  /** Tells keys of pseudonyms apart; null: names are written as they are. */
  disguise: z.string().nullable(),
});

/** What is known of a directory that was kept, besides what was read. */
export type KeptHead = z.infer<typeof headSchema>;

/** One directory of a scan that is not finished. Holds personal data, never a secret. */
export interface KeptDirectory {
  head: Omit<KeptHead, 'shisei' | 'schema'> & { scan: Beginning };
  snapshot: Snapshot;
}

/** It is read once at most, and soon: what counts is that it is written quickly. */
const fastest = 1;

function* lines({ head, snapshot }: KeptDirectory): Generator<string> {
  yield `${JSON.stringify({ shisei: 'unfinished', schema: 1, ...head })}\n`;
  yield* directoryLines(snapshot);
}

/** The content of the file: gzipped lines of JSON. */
export function keptStream(kept: KeptDirectory): Readable {
  return gzipped(lines(kept), fastest);
}

async function readAll(reader: LineReader): Promise<KeptDirectory> {
  const { shisei, schema, ...head } = reader.parse(headSchema, await reader.next());
  const { snapshot, following } = await readDirectory(reader, await reader.next());
  if (following !== undefined) throw reader.fault('nothing was to follow here');
  return { head, snapshot };
}

/**
 * Reads a directory that was kept.
 * @throws SnapshotFileError when the file is missing, cut off, or of another shape
 */
export function readKept(file: string): Promise<KeptDirectory> {
  return readGzipped(file, readAll);
}

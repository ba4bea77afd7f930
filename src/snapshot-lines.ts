import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import {
  type Dataset,
  type DatasetName,
  datasetNames,
  provenanceOf,
  rowSchemas,
  rowsOf,
  type Snapshot,
} from './core/datasets.ts';
import { gapSchema } from './core/gap.ts';
import { providers } from './core/provider.ts';

/** A file of what was read that is not one, or is broken; the message names file and line. */
export class SnapshotFileError extends Error {
  override name = 'SnapshotFileError';
}

const directorySchema = z.object({
  directory: z.object({
    provider: z.enum(providers),
    directoryId: z.string(),
    takenAt: z.iso.datetime(),
    requests: z.object({ sent: z.number(), retried: z.number() }),
  }),
  /** How many follow. */
  datasets: z.number().int().min(0),
});
const datasetSchema = z.object({
  dataset: z.enum(datasetNames),
  state: z.enum(['complete', 'partial', 'unavailable']),
  rows: z.number().int().min(0),
  source: z.string().optional(),
  since: z.iso.datetime().optional(),
  gap: gapSchema.optional(),
});

/** One directory, a line for itself, for each dataset and for each row. */
export function* directoryLines({ datasets, ...directory }: Snapshot): Generator<string> {
  yield `${JSON.stringify({ directory, datasets: datasetNames.length })}\n`;
  for (const name of datasetNames) {
    const dataset: Dataset<unknown> = datasets[name];
    const rows = rowsOf(dataset);
    const { state } = dataset;
    const gap = dataset.state === 'complete' ? undefined : dataset.gap;
    yield `${JSON.stringify({ dataset: name, state, rows: rows.length, ...provenanceOf(dataset), gap })}\n`;
    for (const row of rows) yield `${JSON.stringify(row)}\n`;
  }
}

const blockLength = 65_536;

/** Many small pieces as few large ones: a write for each would take longer than making them. */
function* inBlocks(pieces: Iterable<string>): Generator<string> {
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length < blockLength) continue;
    yield block;
    block = '';
  }
  yield block;
}

/** Lines as a gzipped file holds them; `level` as zlib counts, 1 being the fastest. */
export function gzipped(lines: Iterable<string>, level?: number): Readable {
  const gzip = createGzip(level === undefined ? {} : { level });
  // Errors reach the reader of the returned stream, so nothing is left to do in the callback.
  return pipeline(Readable.from(inBlocks(lines)), gzip, () => undefined);
}

/** What is written shrinks to a twentieth of its size, and what is made to fill the memory to a thousandth. */
const mostStretched = 200;
const alwaysAllowed = 64_000_000;

/**
 * Lines end with a line feed and nothing else: node:readline would also split a name that holds U+2028.
 * @param most how many characters are read
 */
async function* linesOf(source: Readable, most: number): AsyncGenerator<string, void> {
  let count = 0;
  // Pieces of a line wait for its end unjoined: a line of many megabytes comes in thousands of them.
  let pieces: string[] = [];
  source.setEncoding('utf8');
  for await (const chunk of source) {
    const text = `${chunk}`;
    count += text.length;
    if (count > most) throw new Error(`the file holds more than ${mostStretched} times its size, as no snapshot does`);
    const [end = '', ...starts] = text.split('\n');
    pieces.push(end);
    for (const start of starts) {
      yield pieces.join('');
      pieces = [start];
    }
  }
  const rest = pieces.join('');
  if (rest !== '') yield rest;
}

/** Reads lines of JSON one by one and knows where it is. */
export class LineReader {
  line = 0;
  private readonly file: string;
  private readonly source: AsyncIterator<string>;

  constructor(file: string, source: AsyncIterator<string>) {
    this.file = file;
    this.source = source;
  }

  fault(reason: string): SnapshotFileError {
    return new SnapshotFileError(`${this.file}:${this.line}: ${reason}`);
  }

  /** The next line; undefined after the last. */
  async next(): Promise<unknown> {
    this.line += 1;
    const step = await this.source.next();
    if (step.done) return undefined;
    try {
      return JSON.parse(step.value);
    } catch {
      throw this.fault('this line is not JSON');
    }
  }

  parse<T>(schema: z.ZodType<T>, value: unknown): T {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw this.fault(`${issue?.path.join('.') ?? ''} ${issue?.message ?? 'wrong shape'}`.trim());
  }
}

/** Whether a line is one of those that begin with this key. */
export function isLineOf(kind: string, line: unknown): boolean {
  return typeof line === 'object' && line !== null && kind in line;
}

async function readRows(reader: LineReader, head: z.infer<typeof datasetSchema>): Promise<Dataset<unknown>> {
  const rows: unknown[] = [];
  const schema: z.ZodType<unknown> = rowSchemas[head.dataset];
  for (let count = 0; count < head.rows; count += 1) rows.push(reader.parse(schema, await reader.next()));
  const { state, source, since, gap } = head;
  if (state === 'complete')
    return { state, rows, ...(source === undefined ? {} : { source }), ...(since === undefined ? {} : { since }) };
  if (gap === undefined) throw reader.fault('a dataset that is not complete must say why');
  return state === 'partial' ? { state, rows, gap } : { state, gap };
}

/** A dataset that no version read when the directory was saved. */
const notYet = { state: 'unavailable', gap: { kind: 'unsupported', detail: 'not in this snapshot' } } as const;

/** Reads one directory whose own line is at hand; with it comes the line after it, undefined after the last. */
export async function readDirectory(
  reader: LineReader,
  line: unknown,
): Promise<{ snapshot: Snapshot; following: unknown }> {
  const { directory, datasets: count } = reader.parse(directorySchema, line);
  const read = new Map<DatasetName, Dataset<unknown>>();
  let following = await reader.next();
  for (; isLineOf('dataset', following); following = await reader.next()) {
    const head = reader.parse(datasetSchema, following);
    const dataset = await readRows(reader, head);
    if (read.has(head.dataset)) throw reader.fault(`the dataset ${head.dataset} comes twice`);
    read.set(head.dataset, dataset);
  }
  if (read.size !== count) throw reader.fault(`${count} datasets were promised, and ${read.size} are there`);
  const datasets = datasetNames.map((name) => [name, read.get(name) ?? notYet] as const);
  return { snapshot: { ...directory, datasets: Object.fromEntries(datasets) as Snapshot['datasets'] }, following };
}

/**
 * Reads a gzipped file line by line.
 * @throws SnapshotFileError when the file is missing, cut off, or of another shape
 */
export async function readGzipped<T>(file: string, work: (reader: LineReader) => Promise<T>): Promise<T> {
  const size = (await stat(file).catch(() => null))?.size ?? 0;
  const raw = createReadStream(file);
  const unzipped: Readable = pipeline(raw, createGunzip(), () => undefined);
  const reader = new LineReader(file, linesOf(unzipped, alwaysAllowed + size * mostStretched));
  try {
    return await work(reader);
  } catch (error) {
    if (error instanceof SnapshotFileError) throw error;
    throw reader.fault(error instanceof Error ? error.message : String(error));
  } finally {
    unzipped.destroy();
    raw.destroy();
  }
}

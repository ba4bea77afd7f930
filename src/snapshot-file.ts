import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import {
  type Dataset,
  type DatasetName,
  datasetNames,
  gapSchema,
  provenanceOf,
  providers,
  rowSchemas,
  rowsOf,
  type Snapshot,
} from './core/datasets.ts';
import { isTimeZone } from './core/days.ts';
import { profiles } from './core/profiles.ts';
import type { JudgingSettings } from './core/report.ts';
import { type Roster, type RosterPerson, rosterFaultSchema, rosterPersonSchema } from './core/roster.ts';

/** A scan of one tenant as it was read, with what is needed to judge it again. Holds personal data, never a secret. */
export interface SavedScan {
  tenant: { id: string; name: string };
  scan: { id: string; startedAt: string; finishedAt: string; asOf: string };
  settings: JudgingSettings;
  /** The HR list; null: the tenant has none. */
  roster: Roster | null;
  snapshots: readonly Snapshot[];
}

/** A snapshot file that is not one, or is broken; the message names file and line. */
export class SnapshotFileError extends Error {
  override name = 'SnapshotFileError';
}

const options = z.record(z.string(), z.number());
const headerSchema = z.object({
  shisei: z.literal('snapshot'),
  schema: z.literal(1),
  /** How many follow, so that a file that was cut is noticed. */
  directories: z.number().int().min(1),
  tenant: z.object({ id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/), name: z.string() }),
  scan: z.object({ id: z.string(), startedAt: z.iso.datetime(), finishedAt: z.iso.datetime(), asOf: z.iso.datetime() }),
  settings: z.object({
    emergency: z.array(z.string()),
    exceptions: z.array(
      z.object({
        check: z.string(),
        subject: z.string(),
        reason: z.string(),
        approvedBy: z.string(),
        until: z.iso.date(),
      }),
    ),
    expectedGaps: z.array(z.string()),
    checks: z.record(z.string(), options),
    timeZone: z.string().refine(isTimeZone, 'is no time zone'),
    approvedCountries: z.array(z.string()).nullable().default(null),
    links: z.array(z.array(z.string())).default([]),
    profile: z.enum(profiles).nullable().default(null),
    unusedKeys: z.array(z.string()),
  }),
});
const rosterSchema = z.object({
  roster: z.discriminatedUnion('state', [
    /** `people`: how many follow, a line each. */
    z.object({
      state: z.literal('read'),
      file: z.string(),
      tellsLeavers: z.boolean(),
      people: z.number().int().min(0),
    }),
    z.object({ state: z.literal('faulty'), file: z.string(), faults: z.array(rosterFaultSchema).min(1) }),
  ]),
});
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

function* lines(saved: SavedScan): Generator<string> {
  const { snapshots, roster, ...head } = saved;
  yield `${JSON.stringify({ shisei: 'snapshot', schema: 1, directories: snapshots.length, ...head })}\n`;
  if (roster?.state === 'faulty') yield `${JSON.stringify({ roster })}\n`;
  if (roster?.state === 'read') {
    const { people, ...rest } = roster;
    yield `${JSON.stringify({ roster: { ...rest, people: people.length } })}\n`;
    for (const person of people) yield `${JSON.stringify(person)}\n`;
  }
  for (const { datasets, ...directory } of snapshots) {
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
}

/** The file's content: gzipped lines of JSON. */
export function snapshotStream(saved: SavedScan): Readable {
  const gzip = createGzip();
  // Errors reach the reader of the returned stream, so nothing is left to do in the callback.
  return pipeline(Readable.from(lines(saved)), gzip, () => undefined);
}

type Lines = AsyncIterator<string>;

/** Lines end with a line feed and nothing else: node:readline would also split a name that holds U+2028. */
async function* linesOf(source: Readable): AsyncGenerator<string, void> {
  // Pieces of a line wait for its end unjoined: a line of many megabytes comes in thousands of them.
  let pieces: string[] = [];
  source.setEncoding('utf8');
  for await (const chunk of source) {
    const [end = '', ...starts] = `${chunk}`.split('\n');
    pieces.push(end);
    for (const start of starts) {
      yield pieces.join('');
      pieces = [start];
    }
  }
  const rest = pieces.join('');
  if (rest !== '') yield rest;
}

/** Reads lines one by one and knows where it is. */
class Reader {
  line = 0;
  private readonly file: string;
  private readonly source: Lines;

  constructor(file: string, source: Lines) {
    this.file = file;
    this.source = source;
  }

  fault(reason: string): SnapshotFileError {
    return new SnapshotFileError(`${this.file}:${this.line}: ${reason}`);
  }

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

  async dataset(line: unknown): Promise<[DatasetName, Dataset<unknown>]> {
    const head = this.parse(datasetSchema, line);
    return [head.dataset, await this.rows(head)];
  }

  async roster(line: unknown): Promise<Roster> {
    const { roster } = this.parse(rosterSchema, line);
    if (roster.state === 'faulty') return roster;
    const people: RosterPerson[] = [];
    for (let count = 0; count < roster.people; count += 1) {
      people.push(this.parse(rosterPersonSchema, await this.next()));
    }
    return { ...roster, people };
  }

  private async rows(head: z.infer<typeof datasetSchema>): Promise<Dataset<unknown>> {
    const rows: unknown[] = [];
    const schema: z.ZodType<unknown> = rowSchemas[head.dataset];
    for (let count = 0; count < head.rows; count += 1) rows.push(this.parse(schema, await this.next()));
    const { state, source, since, gap } = head;
    if (state === 'complete')
      return { state, rows, ...(source === undefined ? {} : { source }), ...(since === undefined ? {} : { since }) };
    if (gap === undefined) throw this.fault('a dataset that is not complete must say why');
    return state === 'partial' ? { state, rows, gap } : { state, gap };
  }
}

/**
 * Reads a saved scan.
 * @throws SnapshotFileError when the file is missing, cut off, or of another shape
 */
export async function readSnapshotFile(file: string): Promise<SavedScan> {
  const raw = createReadStream(file);
  const unzipped: Readable = pipeline(raw, createGunzip(), () => undefined);
  const reader = new Reader(file, linesOf(unzipped));
  try {
    return await readAll(reader);
  } catch (error) {
    if (error instanceof SnapshotFileError) throw error;
    throw reader.fault(error instanceof Error ? error.message : String(error));
  } finally {
    unzipped.destroy();
    raw.destroy();
  }
}

/** A dataset that no version read when the snapshot was taken. */
const notYet = { state: 'unavailable', gap: { kind: 'unsupported', detail: 'not in this snapshot' } } as const;

function isLineOf(kind: 'dataset' | 'roster', line: unknown): boolean {
  return typeof line === 'object' && line !== null && kind in line;
}

async function readAll(reader: Reader): Promise<SavedScan> {
  const { tenant, scan, settings, directories } = reader.parse(headerSchema, await reader.next());
  const snapshots: Snapshot[] = [];
  let value = await reader.next();
  const roster = isLineOf('roster', value) ? await reader.roster(value) : null;
  if (roster !== null) value = await reader.next();
  while (value !== undefined) {
    const { directory, datasets: count } = reader.parse(directorySchema, value);
    const read = new Map<DatasetName, Dataset<unknown>>();
    for (value = await reader.next(); isLineOf('dataset', value); value = await reader.next()) {
      const [name, dataset] = await reader.dataset(value);
      if (read.has(name)) throw reader.fault(`the dataset ${name} comes twice`);
      read.set(name, dataset);
    }
    if (read.size !== count) throw reader.fault(`${count} datasets were promised, and ${read.size} are there`);
    const datasets = datasetNames.map((name) => [name, read.get(name) ?? notYet] as const);
    snapshots.push({ ...directory, datasets: Object.fromEntries(datasets) as Snapshot['datasets'] });
  }
  if (snapshots.length !== directories) {
    throw reader.fault(`${directories} directories were promised, and ${snapshots.length} are there`);
  }
  return { tenant, scan, settings, roster, snapshots };
}

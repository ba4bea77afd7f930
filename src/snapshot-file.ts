import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Snapshot } from './core/datasets.ts';
import { isTimeZone } from './core/days.ts';
import { bindingSchema } from './core/history/bound-schema.ts';
import { profiles } from './core/profiles.ts';
import type { JudgingSettings } from './core/report.ts';
import { type Roster, type RosterPerson, rosterFaultSchema, rosterPersonSchema } from './core/roster.ts';
import { directoryLines, gzipped, isLineOf, type LineReader, readDirectory, readGzipped } from './snapshot-lines.ts';

export { SnapshotFileError } from './snapshot-lines.ts';

/** A scan of one tenant as it was read, with what is needed to judge it again. Holds personal data, never a secret. */
export interface SavedScan {
  tenant: { id: string; name: string };
  scan: { id: string; startedAt: string; finishedAt: string; asOf: string };
  settings: JudgingSettings;
  /** Fingerprint of the key under which pseudonyms stand for names and addresses; not given: these are real. */
  disguisedBy?: string;
  /** The HR list; null: the tenant has none. */
  roster: Roster | null;
  snapshots: readonly Snapshot[];
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
        id: z.string().exactOptional(),
        bound: z.array(bindingSchema).exactOptional(),
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
  disguisedBy: z.string().optional(),
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
function* lines(saved: SavedScan): Generator<string> {
  const { snapshots, roster, ...head } = saved;
  yield `${JSON.stringify({ shisei: 'snapshot', schema: 1, directories: snapshots.length, ...head })}\n`;
  if (roster?.state === 'faulty') yield `${JSON.stringify({ roster })}\n`;
  if (roster?.state === 'read') {
    const { people, ...rest } = roster;
    yield `${JSON.stringify({ roster: { ...rest, people: people.length } })}\n`;
    for (const person of people) yield `${JSON.stringify(person)}\n`;
  }
  for (const snapshot of snapshots) yield* directoryLines(snapshot);
}

/** The file's content: gzipped lines of JSON. */
export function snapshotStream(saved: SavedScan): Readable {
  return gzipped(lines(saved));
}

async function readRoster(reader: LineReader, line: unknown): Promise<Roster> {
  const { roster } = reader.parse(rosterSchema, line);
  if (roster.state === 'faulty') return roster;
  const people: RosterPerson[] = [];
  for (let count = 0; count < roster.people; count += 1) {
    people.push(reader.parse(rosterPersonSchema, await reader.next()));
  }
  return { ...roster, people };
}

async function readAll(reader: LineReader): Promise<SavedScan> {
  const { tenant, scan, settings, directories, disguisedBy } = reader.parse(headerSchema, await reader.next());
  const snapshots: Snapshot[] = [];
  let value = await reader.next();
  const roster = isLineOf('roster', value) ? await readRoster(reader, value) : null;
  if (roster !== null) value = await reader.next();
  while (value !== undefined) {
    const { snapshot, following } = await readDirectory(reader, value);
    snapshots.push(snapshot);
    value = following;
  }
  if (snapshots.length !== directories) {
    throw reader.fault(`${directories} directories were promised, and ${snapshots.length} are there`);
  }
  return { tenant, scan, settings, ...(disguisedBy === undefined ? {} : { disguisedBy }), roster, snapshots };
}

/**
 * Reads a saved scan.
 * @throws SnapshotFileError when the file is missing, cut off, or of another shape
 */
export function readSnapshotFile(file: string): Promise<SavedScan> {
  return readGzipped(file, readAll);
}

import type { Insertable } from 'kysely';
import { inBatches, insertAll } from './batches.ts';
import type { Tables, Version, VersionTable } from './schema.ts';
import type { Db } from './work.ts';

/** The scan that is stored. */
export interface Moment {
  tenant: string;
  number: number;
  /** Instant of the scan, ISO 8601. */
  at: string;
}

/** What a row says, without when it holds. */
export type Said<Row extends Version> = Omit<Row, keyof Version>;

/** A row as it is read: with its number. */
export type Held<Row extends Version> = Said<Row> & { version_id: number };

/** Versions that end with a scan, and what begins with it. */
export interface Turnover<Row extends Version> {
  ended: readonly number[];
  /** Gone through once, when what ended has. */
  begun: Iterable<Said<Row>>;
}

/** Whether two rows say the same, in every column of the second. */
export function saysSame<Row extends Version>(before: Said<Row>, now: Said<Row>): boolean {
  for (const column in now) {
    if (before[column as keyof Said<Row>] !== now[column as keyof Said<Row>]) return false;
  }
  return true;
}

/**
 * What differs between versions that hold and what a scan says.
 * @param stays whether something that the scan does not hold stays as it was
 */
export function turnoverOf<Row extends Version>(
  before: ReadonlyArray<Held<Row>>,
  now: ReadonlyArray<Said<Row>>,
  keyOf: (row: Said<Row>) => string,
  stays: (row: Held<Row>) => boolean,
): Turnover<Row> {
  const left = new Map(before.map((row) => [keyOf(row), row]));
  const ended: number[] = [];
  const begun: Array<Said<Row>> = [];
  for (const row of now) {
    const key = keyOf(row);
    const earlier = left.get(key);
    left.delete(key);
    if (earlier !== undefined && saysSame<Row>(earlier, row)) continue;
    if (earlier !== undefined) ended.push(earlier.version_id);
    begun.push(row);
  }
  for (const row of left.values()) {
    if (!stays(row)) ended.push(row.version_id);
  }
  return { ended, begun };
}

const perUpdate = 1_000;

/** Ends and begins versions with a scan. */
export async function turnOver<T extends VersionTable>(
  db: Db,
  table: T,
  { tenant, number, at }: Moment,
  { ended, begun }: Turnover<Tables[T]>,
): Promise<void> {
  await inBatches(ended, perUpdate, (batch) =>
    db
      .updateTable(table as VersionTable)
      .set({ to_scan: number, to_at: at })
      .where('version_id', 'in', batch)
      .execute(),
  );
  await insertAll(db, table, rowsOf<T>({ tenant, from_scan: number, from_at: at }, begun));
}

function* rowsOf<T extends VersionTable>(
  span: object,
  begun: Turnover<Tables[T]>['begun'],
): Generator<Insertable<Tables[T]>> {
  for (const said of begun) yield { ...span, ...said } as unknown as Insertable<Tables[T]>;
}

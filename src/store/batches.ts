import { setImmediate as turn } from 'node:timers/promises';
import { CompiledQuery, type Insertable } from 'kysely';
import type { Tables } from './schema.ts';
import type { Db } from './work.ts';

/** Values in one statement: both databases take more, but building a long one takes longer than it saves. */
const parameters = 2_000;
const perList = 1_000;

/** Does work in batches; between them signals are heard. */
export async function inBatches<T>(
  all: readonly T[],
  size: number,
  work: (batch: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < all.length; start += size) {
    await work(all.slice(start, start + size));
    await turn();
  }
}

/** Inserts rows that all have the same columns in the same order; they are made batch by batch. */
export async function insertAll<T extends keyof Tables>(
  db: Db,
  table: T,
  rows: Iterable<Insertable<Tables[T]>>,
): Promise<void> {
  // To build the statement takes longer than to run it, and it is the same for every full batch.
  let full: string | undefined;
  let batch: Array<Insertable<Tables[T]>> = [];
  let size = Number.POSITIVE_INFINITY;
  const insert = async () => {
    const text = (batch.length === size ? full : undefined) ?? db.insertInto(table).values(batch).compile().sql;
    if (batch.length === size) full = text;
    await db.executeQuery(CompiledQuery.raw(text, batch.flatMap(Object.values)));
    batch = [];
    await turn();
  };
  for (const row of rows) {
    if (batch.length === 0) size = Math.floor(parameters / Object.keys(row).length);
    batch.push(row);
    if (batch.length === size) await insert();
  }
  if (batch.length > 0) await insert();
}

/** Reads rows by a list of values, which may be long. */
export async function readByList<T, R>(
  values: readonly T[],
  read: (batch: readonly T[]) => Promise<readonly R[]>,
): Promise<R[]> {
  const found: R[] = [];
  await inBatches(values, perList, async (batch) => {
    for (const row of await read(batch)) found.push(row);
  });
  return found;
}

import { sql } from 'kysely';
import { expect } from 'vitest';
import { deliveriesOf } from '../../src/store/deliveries.ts';
import type { Store } from '../../src/store/open.ts';
import { scansOf } from '../../src/store/scans.ts';
import { versionTables } from '../../src/store/schema.ts';
import { accountsAt, standingAt } from '../../src/store/standing.ts';
import { keysOfNight } from './nightly.ts';
import { scanId } from './small-world.ts';

/** Says what the database itself thinks of its own state; nothing where all is well. */
export async function faultsIn({ db, dialect }: Store): Promise<unknown[]> {
  // PostgreSQL has no such question; it holds its own constraints.
  if (dialect === 'postgres') return [];
  const { rows: integrity } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  const { rows: foreign } = await sql`pragma foreign_key_check`.execute(db);
  return [...integrity.filter(({ integrity_check: said }) => said !== 'ok'), ...foreign];
}

/** Waits until nobody else works in a PostgreSQL: what was killed may still be at its end. */
export async function alone({ db, dialect }: Store): Promise<void> {
  if (dialect === 'sqlite') return;
  for (;;) {
    const { rows } = await sql<{ others: string }>`select count(*) as others from pg_stat_activity
      where datname = current_database() and application_name = 'shisei' and state <> 'idle'
        and pid <> pg_backend_pid()`.execute(db);
    if (Number(rows[0]?.others) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function rowsUpTo(store: Store, tenant: string, number: number): Promise<Record<string, number[]>> {
  const counts: Record<string, number[]> = {};
  for (const table of versionTables) {
    const { rows } = await sql<{ begun: number | string; ended: number | string }>`select count(*) as begun,
      count(case when to_scan <= ${number} then 1 end) as ended
      from ${sql.table(table)} where tenant = ${tenant} and from_scan <= ${number}`.execute(store.db);
    counts[table] = [Number(rows[0]?.begun), Number(rows[0]?.ended)];
  }
  return counts;
}

async function allRows(store: Store, tenant: string): Promise<Record<string, number[]>> {
  return rowsUpTo(store, tenant, 1_000_000);
}

/** The last figures, and how many there are. */
async function figuresIn({ db }: Store, tenant: string, scans: number) {
  const mine = () => db.selectFrom('figures').where('tenant', '=', tenant).where('scan', '<=', scans);
  const { total } = await mine()
    .select((scope) => scope.fn.countAll<number | string>().as('total'))
    .executeTakeFirstOrThrow();
  const last = await mine().selectAll().where('scan', '=', scans).orderBy('figure').execute();
  return { total: Number(total), last };
}

/**
 * The store holds the nightly scans of a tenant from the first to some number, each whole, and nothing of any other.
 * @param reference a store that holds the same scans, and more, undisturbed
 * @returns how many there are
 */
export async function expectWhole(store: Store, tenant: string, reference: Store): Promise<number> {
  await alone(store);
  expect(await faultsIn(store)).toEqual([]);
  const scans = await scansOf(store, tenant);
  expect(scans.map(({ id }) => id)).toEqual(scans.map((_, index) => scanId(index, tenant)));
  const numbers = scans.map((_, index) => index + 1);
  expect(scans.map(({ number }) => number)).toEqual(numbers);
  const last = scans.at(-1);
  expect(await allRows(store, tenant)).toEqual(await rowsUpTo(reference, tenant, last?.number ?? 0));
  if (last !== undefined) {
    expect(await standingAt(store, tenant, last)).toEqual(await standingAt(reference, tenant, last));
    expect(await accountsAt(store, tenant, last)).toEqual(await accountsAt(reference, tenant, last));
  }
  expect(await figuresIn(store, tenant, scans.length)).toEqual(await figuresIn(reference, tenant, scans.length));
  const told = (await deliveriesOf(store, { tenant })).map(({ key }) => key).sort();
  expect(told).toEqual(scans.flatMap((_, index) => keysOfNight(index, tenant)).sort());
  return scans.length;
}

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A store of its own for a test. */
export interface FreshDatabase {
  /** What `openStore` takes. */
  where: string;
  drop(): Promise<void>;
}

/** A database that tests run against. */
export interface TestDatabase {
  name: 'sqlite' | 'postgres';
  /** False: none was named for the tests. */
  isThere: boolean;
  fresh(): Promise<FreshDatabase>;
}

/** Address of a PostgreSQL whose user may create databases; without it those tests are skipped. */
const server = process.env.SHISEI_TEST_POSTGRES ?? '';

async function onServer(address: string, command: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(command);
  } finally {
    await client.end();
  }
}

/** A database of its own on a PostgreSQL. */
export async function freshPostgres(address: string): Promise<FreshDatabase> {
  const name = `shisei_${randomBytes(6).toString('hex')}`;
  await onServer(address, `create database ${name}`);
  const where = address.replace(/^(\w+:\/\/[^/]*)\/[^?]*/, `$1/${name}`);
  return { where, drop: () => onServer(address, `drop database ${name} with (force)`) };
}

async function freshFile(): Promise<FreshDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'shisei-store-'));
  return { where: join(folder, 'shisei.db'), drop: () => rm(folder, { recursive: true, force: true }) };
}

export const databases: readonly TestDatabase[] = [
  { name: 'sqlite', isThere: true, fresh: freshFile },
  { name: 'postgres', isThere: server !== '', fresh: () => freshPostgres(server) },
];

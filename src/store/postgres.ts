import { PostgresDialect } from 'kysely';
import type { PoolConfig } from 'pg';

const seconds = 1_000;

/** An address of a database, with what no message may show. */
export interface PostgresAddress {
  url: string;
  /** Without password and parameters. */
  place: string;
  hidden: readonly string[];
}

export function isPostgres(where: string): boolean {
  return /^postgres(ql)?:\/\//i.test(where);
}

function decoded(text: string): string[] {
  try {
    return [text, decodeURIComponent(text)];
  } catch {
    // It is not encoded: only the text itself can show.
    return [text];
  }
}

/** @returns null for what is no address */
export function postgresAddress(where: string): PostgresAddress | null {
  // Sockets are given as parameters, after an address without a host.
  const url = URL.parse(where);
  if (url === null) return null;
  const { protocol, username, password, host, pathname, searchParams } = url;
  const user = username === '' ? '' : `${username}@`;
  const secrets = [password, ...['password', 'sslpassword'].flatMap((name) => searchParams.getAll(name))];
  const hidden = secrets.flatMap(decoded).filter((word) => word !== '');
  return { url: where, place: `${protocol}//${user}${host}${pathname}`, hidden };
}

function poolOf(url: string, patience: number): PoolConfig {
  return {
    connectionString: url,
    application_name: 'shisei',
    max: 4,
    connectionTimeoutMillis: 10 * seconds,
    idleTimeoutMillis: 10 * seconds,
    keepAlive: true,
    statement_timeout: 120 * seconds,
    // A server that is gone without a word answers no timeout of its own.
    query_timeout: 150 * seconds,
    lock_timeout: patience,
    idle_in_transaction_session_timeout: 300 * seconds,
  };
}

/** A pool of connections; the first is made when it is needed. */
export async function postgresDialect({ url }: PostgresAddress, patience: number): Promise<PostgresDialect> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool(poolOf(url, patience));
  // A connection that breaks while nobody uses it is replaced; who uses one hears of it.
  pool.on('error', () => undefined);
  // One that breaks between two questions of whoever uses it would end the program; the next question fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}

import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type StoreError, StoreError as StoreFailure, type StoreFault } from '../../src/store/errors.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { pruneScans } from '../../src/store/prune.ts';
import { recordScan } from '../../src/store/record.ts';
import { scansOf } from '../../src/store/scans.ts';
import { accountsAt, standingAt } from '../../src/store/standing.ts';
import { makeCluster } from './cluster.ts';
import { databases } from './databases.ts';
import { nightlyEntry, outboxOfNight } from './nightly.ts';
import { startRecorder } from './recorder-process.ts';
import { smallDisk } from './small-disk.ts';
import { describeStores, emptyPlace, emptyStore } from './stores.ts';
import { expectWhole } from './whole.ts';

const tenant = 'acme';
const password = 'hunter2-Zq8';
const sqlite = databases[0] ?? expect.fail('no database');
const isPostgresThere = databases.some(({ name, isThere }) => name === 'postgres' && isThere);

/** The nightly scans from one to, and without, another. */
async function storeNights(store: Store, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) {
    const entry = nightlyEntry(index, tenant);
    await recordScan(store, entry, outboxOfNight(entry));
  }
}

/** The same scans undisturbed. */
async function referenceOf(nights: number): Promise<Store> {
  const store = await emptyStore(sqlite);
  await storeNights(store, 0, nights);
  return store;
}

/** What it fails with: an error of the store, which tells no secret. */
async function failureOf(work: () => Promise<unknown>): Promise<StoreError> {
  const error = await work().then(
    () => expect.fail('nothing failed'),
    (caught: unknown) => caught,
  );
  if (!(error instanceof StoreFailure)) throw error;
  const { message, place, reason, stack, cause } = error;
  const shown = [message, place, reason, stack, String(cause), JSON.stringify(error)].join('\n');
  expect(shown).not.toContain(password);
  expect(reason).not.toBe('');
  return error;
}

async function expectFault(kind: StoreFault, work: () => Promise<unknown>): Promise<void> {
  const { reason, ...error } = await failureOf(work);
  expect({ kind: error.kind, reason }).toEqual({ kind, reason });
}

async function opened(where: string, patience?: number): Promise<Store> {
  const store = await openStore(where, patience === undefined ? {} : { patience });
  onTestFinished(() => store.close());
  return store;
}

describe('a disk that is full', () => {
  it('is told, loses nothing, and when there is room again the rest is stored', async () => {
    const reference = await referenceOf(30);
    const disk = smallDisk(1_000_000);
    onTestFinished(() => disk.remove());
    const store = await openStore(join(disk.folder, 'shisei.db'));
    try {
      await disk.limit(store, 1_000_000);
      await sql`create table ballast (bytes blob)`.execute(store.db);
      await storeNights(store, 0, 3);
      await sql`pragma wal_checkpoint(truncate)`.execute(store.db);
      const ballast = () => sql`insert into ballast values (zeroblob(30000))`.execute(store.db);
      await expect(
        Promise.resolve().then(async () => {
          for (;;) await ballast();
        }),
      ).rejects.toMatchObject({
        code: expect.stringMatching(/^SQLITE_(FULL|IOERR_WRITE|IOERR_SHMSIZE)$/),
      });
      let stored = 3;
      const error = await failureOf(async () => {
        for (; stored < 30; stored += 1) await storeNights(store, stored, stored + 1);
      });
      expect(error.kind).toBe('full');
      expect(stored).toBeLessThan(30);
      expect(await scansOf(store, tenant)).toHaveLength(stored);
      await expectFault('full', () => storeNights(store, stored, 30));
      await disk.limit(store, 50_000_000);
      expect(await expectWhole(store, tenant, reference)).toBe(stored);
      await storeNights(store, stored, 30);
      expect(await expectWhole(store, tenant, reference)).toBe(30);
    } finally {
      await store.close();
    }
  });

  it('while the store is made leaves nothing that the next run could not use', async () => {
    const reference = await referenceOf(1);
    const disk = smallDisk(20_000);
    onTestFinished(() => disk.remove());
    const where = join(disk.folder, 'shisei.db');
    // Where no disk can be mounted there is no telling SQLite before it opens the file.
    if (disk.way === 'disk') {
      await expectFault('full', () => openStore(where));
      await disk.limit(reference, 5_000_000);
    }
    const store = await openStore(where);
    try {
      await storeNights(store, 0, 1);
      expect(await expectWhole(store, tenant, reference)).toBe(1);
    } finally {
      await store.close();
    }
  });
});

/** Another process that holds a file for itself, until it is killed. */
async function holdFile(path: string): Promise<() => Promise<void>> {
  const script = `const raw = new (require('better-sqlite3'))(process.argv[1]);
    raw.exec('begin immediate'); require('fs').writeSync(1, 'held'); setInterval(() => raw.inTransaction, 1000);`;
  const child = spawn(process.execPath, ['-e', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const release = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(release);
  return release;
}

describe('a file', () => {
  it('that another process holds for long is busy, can be read meanwhile, and is used when that is gone', async () => {
    const reference = await referenceOf(3);
    const where = await emptyPlace(sqlite);
    const store = await opened(where, 300);
    await storeNights(store, 0, 2);
    const release = await holdFile(where);
    await expectFault('busy', () => storeNights(store, 2, 3));
    expect(await scansOf(store, tenant)).toHaveLength(2);
    await expectFault('busy', () => pruneScans(store, { olderThan: new Date('2099-01-01'), dryRun: false }));
    await release();
    await storeNights(store, 2, 3);
    expect(await expectWhole(store, tenant, reference)).toBe(3);
  });

  it('that another process holds for a while is waited for', async () => {
    const where = await emptyPlace(sqlite);
    const store = await opened(where);
    const release = await holdFile(where);
    const [, ended] = await Promise.all([
      storeNights(store, 0, 1),
      delay(400).then(async () => {
        const before = (await scansOf(await opened(where), tenant)).length;
        await release();
        return before;
      }),
    ]);
    expect(ended).toBe(0);
    expect(await scansOf(store, tenant)).toHaveLength(1);
  });

  it('that is no database, or a folder in its place, is told and stays as it is', async () => {
    const where = await emptyPlace(sqlite);
    writeFileSync(where, 'tenants: not a database, but more than a hundred characters long\n'.repeat(20));
    const before = readFileSync(where, 'utf8');
    await expectFault('broken', () => openStore(where));
    expect(readFileSync(where, 'utf8')).toBe(before);
    mkdirSync(`${where}.d`);
    await expectFault('denied', () => openStore(`${where}.d`));
  });

  it('that may only be read is told, and keeps what it holds', async () => {
    const reference = await referenceOf(3);
    const where = await emptyPlace(sqlite);
    const before = await openStore(where);
    await storeNights(before, 0, 2);
    await before.close();
    chmodSync(where, 0o444);
    chmodSync(join(where, '..'), 0o555);
    // To root nothing is forbidden: another user looks in its place.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      await expectFault('denied', async () => {
        const store = await opened(where);
        await storeNights(store, 2, 3);
      });
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(join(where, '..'), 0o700);
      chmodSync(where, 0o600);
    }
    const store = await opened(where);
    expect(await expectWhole(store, tenant, reference)).toBe(2);
    await storeNights(store, 2, 3);
    expect(await expectWhole(store, tenant, reference)).toBe(3);
  });
});

describeStores('a store', (database) => {
  it('of a newer version is refused, and loses nothing', async () => {
    const reference = await referenceOf(3);
    const where = await emptyPlace(database);
    const store = await openStore(where);
    await storeNights(store, 0, 2);
    await sql`insert into shisei_migrations (name, timestamp) values ('2099-01-01-later', 'x')`.execute(store.db);
    await store.close();
    await expectFault('newer', () => openStore(where));
    await expectFault('newer', () => openStore(where));
    const raw = await openRaw(where);
    await raw("delete from shisei_migrations where name = '2099-01-01-later'");
    const again = await opened(where);
    expect(await expectWhole(again, tenant, reference)).toBe(2);
    await storeNights(again, 2, 3);
    expect(await expectWhole(again, tenant, reference)).toBe(3);
  });

  it('takes the same scans from two processes at once, each once', async () => {
    const reference = await referenceOf(16);
    const where = await emptyPlace(database);
    const both = [startRecorder(where, tenant, 0, 16), startRecorder(where, tenant, 0, 16)];
    for (const { ended } of both) expect(await ended).toEqual({ code: 0, signal: null, stderr: '' });
    expect(await expectWhole(await opened(where), tenant, reference)).toBe(16);
  });

  it('takes scans of different tenants from two processes at once', async () => {
    const where = await emptyPlace(database);
    const names = ['acme', 'globex'];
    const both = names.map((name) => startRecorder(where, name, 0, 12));
    for (const { ended } of both) expect(await ended).toEqual({ code: 0, signal: null, stderr: '' });
    const store = await opened(where);
    for (const name of names) {
      const reference = await emptyStore(sqlite);
      for (let index = 0; index < 12; index += 1) {
        const entry = nightlyEntry(index, name);
        await recordScan(reference, entry, outboxOfNight(entry));
      }
      expect(await expectWhole(store, name, reference)).toBe(12);
    }
  });

  it('takes different scans of one tenant from two processes at once, in some order', async () => {
    const where = await emptyPlace(database);
    const both = [startRecorder(where, tenant, 0, 12), startRecorder(where, tenant, 12, 24)];
    for (const { ended } of both) expect(await ended).toEqual({ code: 0, signal: null, stderr: '' });
    const store = await opened(where);
    const scans = await scansOf(store, tenant);
    expect(scans.map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    const order = scans.map(({ id }) => Number(id.slice(-4)));
    expect(order.filter((index) => index < 12)).toEqual(Array.from({ length: 12 }, (_, index) => index));
    expect(order.filter((index) => index >= 12)).toEqual(Array.from({ length: 12 }, (_, index) => index + 12));
    // What is in it is what comes of storing them in that order.
    const reference = await emptyStore(sqlite);
    for (const index of order) await recordScan(reference, nightlyEntry(index, tenant), () => []);
    for (const scan of scans) {
      expect(await standingAt(store, tenant, scan)).toEqual(await standingAt(reference, tenant, scan));
      expect(await accountsAt(store, tenant, scan)).toEqual(await accountsAt(reference, tenant, scan));
    }
  });

  it('is pruned by one process while another stores', async () => {
    const reference = await referenceOf(20);
    const where = await emptyPlace(database);
    const store = await opened(where);
    await storeNights(store, 0, 2);
    const recorder = startRecorder(where, tenant, 2, 20);
    let removed = 0;
    let isOver = false;
    void recorder.ended.then(() => {
      isOver = true;
    });
    while (!isOver) {
      const pruned = await pruneScans(store, { olderThan: new Date('2099-01-01'), tenant, dryRun: false });
      for (const one of pruned) removed += one.removed;
      await delay(5);
    }
    expect(await recorder.ended).toEqual({ code: 0, signal: null, stderr: '' });
    const scans = await scansOf(store, tenant);
    expect(scans.length + removed).toBe(20);
    const last = scans.at(-1) ?? expect.fail('none is left');
    expect(last.number).toBe(20);
    expect(await standingAt(store, tenant, last)).toEqual(await standingAt(reference, tenant, last));
    expect(await accountsAt(store, tenant, last)).toEqual(await accountsAt(reference, tenant, last));
  });
});

/** A connection that knows nothing of the program. */
async function openRaw(where: string): Promise<(command: string) => Promise<void>> {
  if (!where.startsWith('postgres')) {
    const { default: Sqlite } = await import('better-sqlite3');
    const raw = new Sqlite(where);
    onTestFinished(() => void raw.close());
    return async (command) => void raw.exec(command);
  }
  const client = new pg.Client({ connectionString: where });
  await client.connect();
  onTestFinished(() => client.end());
  return async (command) => void (await client.query(command));
}

describe('a PostgreSQL that is not there', () => {
  it.each([
    ['no server at the port', `postgres://shisei:${password}@127.0.0.1:1/shisei`, 'unreachable'],
    ['no server at the socket', `postgres:///shisei?host=/nowhere&user=shisei&password=${password}`, 'unreachable'],
    ['a host of no known name', `postgres://shisei:${password}@db.invalid/shisei`, 'unreachable'],
    ['an address that is none', `postgres://shisei:${password}@db:port/shisei`, 'unreachable'],
  ] as const)('%s', async (_name, where, kind) => {
    await expectFault(kind, () => openStore(where));
  });
});

describe.skipIf(!isPostgresThere)('a PostgreSQL', () => {
  it('that somebody else holds for long is busy, and loses nothing', async () => {
    const postgres = databases.find(({ name }) => name === 'postgres') ?? expect.fail('none');
    const reference = await referenceOf(3);
    const where = await emptyPlace(postgres);
    const store = await opened(where, 300);
    await storeNights(store, 0, 2);
    const other = await openRaw(where);
    await other('begin');
    await other('lock table accounts in access exclusive mode');
    await expectFault('busy', () => storeNights(store, 2, 3));
    await other('rollback');
    await storeNights(store, 2, 3);
    expect(await expectWhole(store, tenant, reference)).toBe(3);
  });

  it('that goes away while a scan is stored loses nothing, and when it is back the rest is stored', async () => {
    const nights = 60;
    const reference = await referenceOf(nights);
    const cluster = makeCluster(password);
    onTestFinished(() => cluster.remove());
    cluster.start();
    const store = await opened(cluster.address);
    let stored = 0;
    for (const end of [cluster.kill, cluster.stop, cluster.kill]) {
      const storing = failureOf(async () => {
        for (; stored < nights; stored += 1) await storeNights(store, stored, stored + 1);
      });
      const before = stored;
      while (stored < before + 3) await delay(1);
      await delay(7);
      end();
      expect((await storing).kind).toBe('unreachable');
      await expectFault('unreachable', () => storeNights(store, stored, nights));
      await expectFault('unreachable', () => openStore(cluster.address));
      cluster.start();
      const found = await expectWhole(store, tenant, reference);
      // The answer to a commit may be lost on the way.
      expect([stored, stored + 1]).toContain(found);
      await storeNights(store, stored, stored + 2);
      stored += 2;
      expect(await expectWhole(store, tenant, reference)).toBe(stored);
    }
    await expectFault('denied', () => openStore(cluster.address.replace('/postgres?', '/nowhere?')));
    await expectFault('denied', () => openStore(cluster.address.replace('user=shisei', 'user=nobody')));
  });
});

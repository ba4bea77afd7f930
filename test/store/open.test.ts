import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { scansOf } from '../../src/store/scans.ts';
import { databases } from './databases.ts';
import { entryOf, steadyNight } from './small-world.ts';
import { describeStores, emptyPlace, emptyStore } from './stores.ts';

const [sqlite] = databases;
if (sqlite === undefined) throw new Error('there is no SQLite');

describeStores('openStore', (database) => {
  it('makes the tables once, and finds them again', async () => {
    const place = await emptyPlace(database);
    const first = await openStore(place);
    await recordScan(first, entryOf(steadyNight(0, 4), 0, 'acme'), () => []);
    await first.close();
    const second = await openStore(place);
    expect(await scansOf(second, 'acme')).toHaveLength(1);
    await second.close();
  });

  it('lets several processes make the tables at once', async () => {
    const place = await emptyPlace(database);
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(place)));
    await Promise.all(
      stores.map((store, index) => recordScan(store, entryOf(steadyNight(index, 4), index, 'acme'), () => [])),
    );
    const [first] = stores;
    const numbers = first === undefined ? [] : (await scansOf(first, 'acme')).map(({ number }) => number);
    expect(numbers).toEqual([1, 2, 3, 4]);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('refuses a store of a later version, and changes nothing in it', async () => {
    const place = await emptyPlace(database);
    const store = await openStore(place);
    await sql`insert into shisei_migrations (name, timestamp) values ('999-later', '2030-01-01T00:00:00.000Z')`.execute(
      store.db,
    );
    await store.close();
    await expect(openStore(place)).rejects.toMatchObject({ name: 'StoreError', kind: 'newer' });
  });

  it('refuses a database of another program', async () => {
    const place = await emptyPlace(database);
    const store = await openStore(place);
    await sql`drop table shisei_migrations`.execute(store.db);
    await store.close();
    await expect(openStore(place)).rejects.toMatchObject({ kind: 'broken' });
  });

  it('takes back what was written by a transaction that failed', async () => {
    const store = await emptyStore(database);
    const failing = store.db.transaction().execute(async (db) => {
      await db.insertInto('tenants').values({ id: 'acme', name: 'Acme', last_number: 1 }).execute();
      await sql`select * from nowhere`.execute(db);
    });
    await expect(failing).rejects.toThrow('nowhere');
    expect(await store.db.selectFrom('tenants').selectAll().execute()).toEqual([]);
  });
});

describe('a file', () => {
  it('is for its owner only, as are the files beside it', async () => {
    const place = await emptyPlace(sqlite);
    const store = await openStore(place);
    await recordScan(store, entryOf(steadyNight(0, 4), 0, 'acme'), () => []);
    for (const side of ['', '-wal', '-shm']) {
      expect((await stat(`${place}${side}`)).mode & 0o777).toBe(0o600);
    }
    await store.close();
  });

  it('keeps the rights that somebody gave it', async () => {
    const place = await emptyPlace(sqlite);
    await (await openStore(place)).close();
    await chmod(place, 0o640);
    await (await openStore(place)).close();
    expect((await stat(place)).mode & 0o777).toBe(0o640);
  });

  it('is written through to the disk, and checks what refers to what', async () => {
    const store = await emptyStore(sqlite);
    const settings = ['journal_mode', 'synchronous', 'foreign_keys'].map(async (name) => {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.raw(`pragma_${name}`)}`.execute(store.db);
      return Object.values(rows[0] ?? {})[0];
    });
    expect(await Promise.all(settings)).toEqual(['wal', 2, 1]);
  });

  it.each([
    ['no database', 'no database at all, but some text. '.repeat(200)],
    ['random bytes', randomBytes(20_000)],
    ['a beginning without an end', `SQLite format 3\0${'\x10'.repeat(2_000)}`],
  ])('that is %s is broken', async (_, content) => {
    const place = await emptyPlace(sqlite);
    await writeFile(place, content);
    await expect(openStore(place)).rejects.toMatchObject({ name: 'StoreError', kind: 'broken', place });
  });

  it.each(['', '-journal', '-wal', '-shm'])(
    'that has a pipe at %o is broken, and nobody waits for it',
    async (side) => {
      const place = await emptyPlace(sqlite);
      const store = await openStore(place);
      await recordScan(store, entryOf(steadyNight(0, 4), 0, 'acme'), () => []);
      await store.close();
      await rm(`${place}${side}`, { force: true });
      execFileSync('mkfifo', [`${place}${side}`]);
      const link = `${place}.link`;
      await symlink(place, link);
      for (const path of [place, link]) {
        const reason = expect.stringContaining('no ordinary file');
        await expect(openStore(path)).rejects.toMatchObject({ kind: 'broken', place: path, reason });
      }
    },
  );

  it('may be a link to a file, also to one that is not there yet', async () => {
    const place = await emptyPlace(sqlite);
    const link = `${place}.link`;
    await symlink(place, link);
    for (const index of [0, 1]) {
      const store = await openStore(link);
      await recordScan(store, entryOf(steadyNight(index, 4), index, 'acme'), () => []);
      expect(await scansOf(store, 'acme')).toHaveLength(index + 1);
      await store.close();
    }
    expect((await stat(place)).mode & 0o777).toBe(0o600);
  });

  it('that is damaged in the middle is broken', async () => {
    const place = await emptyPlace(sqlite);
    const store = await openStore(place);
    await recordScan(store, entryOf(steadyNight(0, 50), 0, 'acme'), () => []);
    await store.close();
    const { size } = await stat(place);
    await writeFile(place, randomBytes(size - 4_096), { flag: 'r+' });
    await expect(openStore(place)).rejects.toMatchObject({ kind: 'broken' });
  });

  it('of another program is broken, and stays as it is', async () => {
    const place = await emptyPlace(sqlite);
    const other = new Sqlite(place);
    other.exec('create table recipes (id integer)');
    other.close();
    await expect(openStore(place)).rejects.toMatchObject({ kind: 'broken' });
    const after = new Sqlite(place, { readonly: true });
    expect(after.prepare("select name from sqlite_master where type = 'table'").pluck().all()).toEqual(['recipes']);
    after.close();
  });

  it('in a folder that is not there is unreachable; a folder is denied', async () => {
    const place = await emptyPlace(sqlite);
    await expect(openStore(join(place, 'sub', 'x.db'))).rejects.toMatchObject({ kind: 'unreachable' });
    await mkdir(join(dirname(place), 'folder'));
    await expect(openStore(join(dirname(place), 'folder'))).rejects.toMatchObject({ kind: 'denied' });
  });

  it('that another holds for long is busy, and is waited for', async () => {
    const place = await emptyPlace(sqlite);
    const store = await openStore(place, { patience: 300 });
    const other = new Sqlite(place);
    other.exec('begin immediate');
    const entry = entryOf(steadyNight(0, 4), 0, 'acme');
    await expect(recordScan(store, entry, () => [])).rejects.toMatchObject({ kind: 'busy', place });
    other.exec('commit');
    await recordScan(store, entry, () => []);
    expect(await scansOf(store, 'acme')).toHaveLength(1);
    other.close();
    await store.close();
  });
});

describe('an address', () => {
  it.each([
    ['postgres://shisei:ge%21heim@127.0.0.1:1/x', 'postgres://shisei@127.0.0.1:1/x', ['ge%21heim', 'ge!heim']],
    ['postgresql://127.0.0.1:1/x?password=geheim', 'postgresql://127.0.0.1:1/x', ['geheim']],
    ['postgres://shisei:ge heim@[::1/x', 'postgres://', ['ge heim']],
  ])('that nobody answers at is unreachable, and its password is not told', async (where, place, secrets) => {
    const error = await openStore(where).then(
      () => null,
      (failure: unknown) => failure,
    );
    expect(error).toMatchObject({ name: 'StoreError', kind: 'unreachable', place });
    const said = error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : '';
    for (const secret of secrets) expect(said).not.toContain(secret);
  });
});

import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { databases } from './databases.ts';
import { entryOf, steadyNight } from './small-world.ts';
import { emptyPlace } from './stores.ts';

const [sqlite] = databases;
if (sqlite === undefined) throw new Error('there is no SQLite');

const blob = Buffer.from([1, 2, 3]);

it.each<[string, string, unknown]>([
  ['scans', 'as_of', 'yesterday'],
  ['scans', 'as_of', blob],
  ['scans', 'started_at', '[null]'],
  ['scans', 'status', 'fine'],
  ['scans', 'hold_at', 'x'],
  ['figures', 'value', blob],
  ['figures', 'numerator', 'many'],
  ['findings', 'message', blob],
  ['findings', 'severity', 'x'],
  ['findings', 'opened_at', 'x'],
  ['findings', 'data', '{"count":{}}'],
  ['findings', 'data', 'null'],
  ['findings', 'directories', '{}'],
  ['findings', 'subject_type', 'x'],
  ['accounts', 'department', blob],
  ['accounts', 'roles', '[null]'],
  ['accounts', 'created_at', 'x'],
  ['accounts', 'privilege', 'x'],
])('a store in whose %s somebody has changed %s to %o is broken before a report is', async (table, column, value) => {
  const place = await emptyPlace(sqlite);
  const entry = (index: number) => entryOf(steadyNight(index, 8), index, 'acme');
  const first = await openStore(place);
  for (const index of [0, 1, 2, 3]) await recordScan(first, entry(index), () => []);
  await first.close();
  const raw = new Sqlite(place);
  raw.prepare(`update ${table} set ${column} = ?`).run(value);
  raw.close();
  const second = await openStore(place);
  const told = { kind: 'broken', place, reason: expect.stringContaining(`a row of ${table}`) };
  await expect(recordScan(second, entry(4), () => [])).rejects.toMatchObject(told);
  await second.close();
});

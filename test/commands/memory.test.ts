import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withMemory } from '../../src/commands/memory.ts';
import { keepUnstored } from '../../src/store/unstored.ts';
import { entryOf, steadyNight } from '../store/small-world.ts';
import { type Heard, listening, place } from './past-world.ts';

const entry = (index: number) => entryOf(steadyNight(index, 2), index, 'acme');

async function record(index: number, { store, folder }: { store: string; folder: string }, io: Heard) {
  const memoryPlace = { where: store, out: folder, channels: [], locale: 'en', io } as const;
  return withMemory(memoryPlace, (memory) => memory.record(entry(index), []));
}

test('what waits is stored first, once, and told', async () => {
  const where = await place('acme');
  await keepUnstored(where.folder, entry(0));
  const io = listening();
  const history = await record(1, where, io);
  expect(history).toMatchObject({ state: 'kept', changes: { from: { id: entry(0).scan.id } } });
  expect(io.said.err).toBe('acme: one earlier scan is in the history now.\n');
  const again = listening();
  await record(1, where, again);
  expect(again.said.err).toBe('');
});

test('a folder of what waits that cannot be read is told, and ends no scan', async () => {
  const where = await place('acme');
  await writeFile(join(where.folder, '.unstored'), '');
  const io = listening();
  expect(await record(0, where, io)).toMatchObject({ state: 'kept', changes: null });
  expect(io.said.err).toContain('.unstored');
});

test('a store that cannot be used is told once, and each scan is kept beside the reports', async () => {
  const where = await place('acme');
  await writeFile(where.store, 'this is no database, however long one looks at it'.repeat(40));
  const io = listening();
  const memoryPlace = { where: where.store, out: where.folder, channels: [], locale: 'en', io } as const;
  const states = await withMemory(memoryPlace, async (memory) => {
    const told = [await memory.record(entry(0), []), await memory.record(entry(1), [])];
    expect(memory.store()).toBeNull();
    return told.map(({ state }) => state);
  });
  expect(states).toEqual(['unavailable', 'unavailable']);
  expect(io.said.err.split('\n').filter((line) => line.startsWith('History: '))).toHaveLength(1);
  expect(io.said.err.split('\n').filter((line) => line.includes('.json.gz'))).toHaveLength(2);
});

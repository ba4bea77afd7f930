import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withMemory } from '../../src/commands/memory.ts';
import type { ScanEntry } from '../../src/core/history/entry.ts';
import type { Locale } from '../../src/messages/catalogue.ts';
import type { Channel } from '../../src/notify/channel.ts';
import { keepUnstored } from '../../src/store/unstored.ts';
import { entryOf, steadyNight } from '../store/small-world.ts';
import { type Heard, listening, place } from './past-world.ts';

const entry = (index: number) => entryOf(steadyNight(index, 2), index, 'acme');
const asked = (index: number) => ({ ...entry(index), asOfGiven: true });

async function record(
  scan: number | ScanEntry,
  { store, folder }: { store: string; folder: string },
  io: Heard,
  locale: Locale = 'en',
) {
  const memoryPlace = { where: store, out: folder, channels: [], locale, io } as const;
  return withMemory(memoryPlace, (memory) => memory.record(typeof scan === 'number' ? entry(scan) : scan, []));
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

/** A channel by which a scan cannot be recorded once. */
function refusingOnce(): Channel {
  let isFirst = true;
  return {
    id: 'ops',
    target: { kind: 'slack', url: 'http://127.0.0.1:9/' },
    minSeverity: 'low',
    digest: null,
    locale: 'en',
    timeZone: 'UTC',
    get tenants(): null {
      if (!isFirst) return null;
      isFirst = false;
      throw new Error('no such channel');
    },
  };
}

test('a waiting scan that no store takes stands in nobody\u2019s way, and stays where it is', async () => {
  const where = await place('acme');
  const path = await keepUnstored(where.folder, entry(0));
  const io = listening();
  const memoryPlace = { where: where.store, out: where.folder, channels: [refusingOnce()], locale: 'en', io } as const;
  const state = await withMemory(memoryPlace, async (memory) => {
    const told = await memory.record(entry(1), []);
    expect(memory.store()).not.toBeNull();
    return told;
  });
  expect(state).toMatchObject({ state: 'kept', changes: null });
  expect(io.said.err).toContain(`${path} cannot be read`);
  expect(existsSync(path)).toBe(true);
});

test('a clock before the newest scan is told, and the scan stored all the same', async () => {
  const where = await place('acme');
  await record(3, where, listening());
  const io = listening();
  expect(await record(1, where, io)).toMatchObject({ state: 'kept', changes: { from: { id: entry(3).scan.id } } });
  expect(io.said.err).toContain('Check the clock');
});

test.each([
  ['en', 'not kept in the history'],
  ['ja', '履歴にも保存していません'],
] as const)(
  'who asks for an instant before the newest scan is told in one line that it is not kept, in %s',
  async (locale, told) => {
    const where = await place('acme');
    await record(3, where, listening());
    const io = listening();
    const [back, newest] = [entry(1).scan.asOf, entry(3).scan.asOf];
    const looked = await record(asked(1), where, io, locale);
    expect(looked).toEqual({ state: 'look-back', asOf: back, newest });
    expect(io.said.err.split('\n')).toEqual([expect.stringContaining(told), '']);
    for (const instant of [back, newest]) expect(io.said.err).toContain(instant);
    const next = listening();
    expect(await record(asked(4), where, next)).toMatchObject({ state: 'kept', changes: { from: { asOf: newest } } });
    expect(next.said.err).toBe('');
  },
);

test('what waits is stored whatever its instant, but for what was asked for as of an earlier one', async () => {
  const where = await place('acme');
  await record(3, where, listening());
  const path = await keepUnstored(where.folder, asked(1));
  const looked = listening();
  expect(await record(4, where, looked)).toMatchObject({ state: 'kept', changes: { from: { id: entry(3).scan.id } } });
  expect(looked.said.err).toContain('not kept in the history');
  expect(looked.said.err).not.toContain('in the history now');
  expect(existsSync(path)).toBe(false);
  await keepUnstored(where.folder, entry(2));
  const late = listening();
  expect(await record(5, where, late)).toMatchObject({ state: 'kept', changes: { from: { id: entry(2).scan.id } } });
  expect(late.said.err).toContain('one earlier scan is in the history now');
});

test('without the store it is told that exceptions by command are not known, once', async () => {
  const where = await place('acme');
  await writeFile(where.store, 'this is no database, however long one looks at it'.repeat(40));
  const io = listening();
  const memoryPlace = { where: where.store, out: where.folder, channels: [], locale: 'en', io } as const;
  const settings = { exceptions: [] } as never;
  await withMemory(memoryPlace, async (memory) => {
    for (const tenant of ['acme', 'beta']) expect(await memory.settingsOf(tenant, settings)).toBe(settings);
  });
  expect(io.said.err.split('\n').filter((line) => line.includes('by command'))).toHaveLength(1);
});

test('a scan that the store refuses is no reason to refuse those of others', async () => {
  const where = await place('acme');
  const io = listening();
  const memoryPlace = { where: where.store, out: where.folder, channels: [refusingOnce()], locale: 'en', io } as const;
  const states = await withMemory(memoryPlace, async (memory) => {
    const other = entryOf(steadyNight(0, 2), 0, 'beta');
    return [await memory.record(entry(0), []), await memory.record(other, [])].map(({ state }) => state);
  });
  expect(states).toEqual(['unavailable', 'kept']);
});

import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import type { FreshDatabase } from './databases.ts';
import { nightlyEntry, outboxOfNight } from './nightly.ts';
import { startRecorder } from './recorder-process.ts';
import { describeStores } from './stores.ts';
import { expectWhole } from './whole.ts';

const tenant = 'acme';
const seed = inject('seed');
const lanes = 4;
const killsPerLane = 27;
const nights = 260;
/** Each kill costs the start of a process; beside other tests that takes its time. */
const timeout = 400_000;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function dice(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function withStore<T>({ where }: FreshDatabase, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(where);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

describeStores('killed while storing', ({ fresh }) => {
  const open: FreshDatabase[] = [];
  let reference: Store;
  /** Milliseconds that storing a scan takes here. */
  let usual = 0;

  async function freshOne(): Promise<FreshDatabase> {
    const database = await fresh();
    open.push(database);
    return database;
  }

  beforeAll(async () => {
    reference = await openStore((await freshOne()).where);
    const began = performance.now();
    for (let index = 0; index < nights; index += 1) {
      const entry = nightlyEntry(index, tenant);
      await recordScan(reference, entry, outboxOfNight(entry));
    }
    usual = (performance.now() - began) / nights;
  });
  afterAll(async () => {
    await reference?.close();
    for (const database of open) await database.drop();
  });

  /** Stores a scan more, as whoever comes after the killed one does. */
  async function storeNext(store: Store, index: number): Promise<void> {
    const entry = nightlyEntry(index, tenant);
    const { changes } = await recordScan(store, entry, outboxOfNight(entry));
    const expected = await recordScan(reference, entry, () => []);
    expect(changes).toEqual(expected.changes);
    expect(await expectWhole(store, tenant, reference)).toBe(index + 1);
  }

  /** @returns how many of the kills struck while a scan was being stored, and how many of those were stored all the same */
  async function lane(number: number): Promise<{ struck: number; kept: number }> {
    const roll = dice(seed + number);
    const database = await freshOne();
    let stored = 0;
    let struck = 0;
    let kept = 0;
    for (let kill = 0; kill < killsPerLane; kill += 1) {
      const recorder = startRecorder(database.where, tenant, stored, nights);
      await recorder.reached(1 + Math.floor(roll() * 3));
      // All lanes at once take longer than one scan after the other.
      await delay(roll() * usual * lanes);
      recorder.kill();
      const { signal, stderr } = await recorder.ended;
      expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
      const isStruck = recorder.begun.length > recorder.done.length;
      await withStore(database, async (store) => {
        const found = await expectWhole(store, tenant, reference);
        const confirmed = (recorder.done.at(-1) ?? stored - 1) + 1;
        expect(found).toBeGreaterThanOrEqual(confirmed);
        expect(found).toBeLessThanOrEqual((recorder.begun.at(-1) ?? stored - 1) + 1);
        if (isStruck) struck += 1;
        if (isStruck && found > confirmed) kept += 1;
        await storeNext(store, found);
        stored = found + 1;
      });
    }
    return { struck, kept };
  }

  it('every scan is there whole or not at all, what was confirmed is there, and the next is stored', {
    timeout,
  }, async () => {
    const ends = await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
    const struck = ends.reduce((sum, end) => sum + end.struck, 0);
    console.info(
      `${lanes * killsPerLane} kills, ${struck} while a scan was stored, ${ends.reduce((sum, end) => sum + end.kept, 0)} of which was`,
    );
    // The others struck between two scans.
    expect(struck).toBeGreaterThanOrEqual((lanes * killsPerLane) / 3);
  });

  it('while the tables are made, the next run makes them', { timeout }, async () => {
    const roll = dice(seed + 100);
    for (let kill = 0; kill < 8; kill += 1) {
      const database = await freshOne();
      const recorder = startRecorder(database.where, tenant, 0, 1);
      await recorder.reached(0);
      await delay(roll() * 60);
      recorder.kill();
      expect((await recorder.ended).stderr).toBe('');
      await withStore(database, async (store) => storeNext(store, await expectWhole(store, tenant, reference)));
    }
  });
});

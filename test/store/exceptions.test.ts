import { expect, it } from 'vitest';
import type { Bound, ExceptionVoid } from '../../src/core/history/bound-facts.ts';
import type { ExceptionEntry, ScanEntry } from '../../src/core/history/entry.ts';
import type { DeclaredException } from '../../src/core/report.ts';
import { addException, declareExceptions, exceptionsOf, removeException } from '../../src/store/exceptions.ts';
import { recordScan } from '../../src/store/record.ts';
import { entryOf, steadyNight } from './small-world.ts';
import { describeStores, emptyStore } from './stores.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const leave = { reason: '育児休業', approvedBy: 'hanako@acme.example', until: '2026-03-31' };
const taro: DeclaredException = { check: 'stale-account', subject: 'taro@acme.example', ...leave };
const jiro: DeclaredException = { check: 'missing-mfa', subject: 'jiro@acme.example', ...leave, until: '2026-02-01' };

const facts: Bound = {
  ...{ privilege: 'none', roles: [], registered: true, factors: ['phone'], enforcement: 'none', signIn: 'stale' },
  ...{ message: 'stale', severity: 'medium', count: null },
};
const finding = 'stale-account/microsoft365/taro';

function covered(id: string | null, rest: Partial<ExceptionEntry> = {}): ExceptionEntry {
  const { check, subject: declared } = taro;
  return { id, check, declared, exception: leave, findingKey: finding, bound: facts, void: null, ...rest };
}

function scanWith(index: number, exceptions: ExceptionEntry[], disguisedBy: string | null = null): ScanEntry {
  return { ...entryOf(steadyNight(0, 4), index, 'acme'), exceptions, disguisedBy };
}

const nothing = () => [];

describeStores('exceptions', (database) => {
  it('of the configuration come back in its order with their ids, the same whenever they are declared', async () => {
    const store = await emptyStore(database);
    const first = await declareExceptions(store, 'acme', [taro, jiro], day(1));
    expect(first).toEqual([
      { ...taro, id: expect.stringMatching(/^[0-9a-f]{16}$/), bound: [] },
      { ...jiro, id: expect.any(String), bound: [] },
    ]);
    expect(await declareExceptions(store, 'acme', [taro, jiro], day(2))).toEqual(first);
    const other = await declareExceptions(store, 'other', [taro], day(2));
    expect(other[0]?.id).not.toBe(first[0]?.id);
    expect((await exceptionsOf(store)).map(({ tenant, check, givenAt }) => [tenant, check, givenAt])).toEqual([
      ['acme', 'missing-mfa', day(1).toISOString()],
      ['acme', 'stale-account', day(1).toISOString()],
      ['other', 'stale-account', day(2).toISOString()],
    ]);
  });

  it('that leave the configuration are gone, and know what they were bound to when they are back', async () => {
    const store = await emptyStore(database);
    const [declared] = await declareExceptions(store, 'acme', [taro], day(1));
    await recordScan(store, scanWith(0, [covered(declared?.id ?? null)]), nothing);
    expect(await declareExceptions(store, 'acme', [], day(2))).toEqual([]);
    expect(await exceptionsOf(store, 'acme')).toEqual([]);
    const [back] = await declareExceptions(store, 'acme', [taro], day(3));
    expect(back).toEqual({ ...declared, bound: [{ finding, facts, void: null }] });
    expect(await exceptionsOf(store, 'acme')).toHaveLength(1);
  });

  it('by command follow those of the configuration until they are removed', async () => {
    const store = await emptyStore(database);
    const given = await addException(store, 'acme', { ...taro, bound: [{ finding, facts, void: null }] }, day(1));
    expect(given).toMatchObject({ ...taro, origin: 'command', tenant: 'acme', givenAt: day(1).toISOString() });
    const declared = await declareExceptions(store, 'acme', [jiro], day(2));
    expect(declared.map(({ check }) => check)).toEqual(['missing-mfa', 'stale-account']);
    expect(declared[1]).toEqual({ ...taro, id: given.id, bound: given.bound });
    await removeException(store, given.id, day(3));
    expect(await declareExceptions(store, 'acme', [jiro], day(4))).toHaveLength(1);
    expect((await store.db.selectFrom('exceptions').select(['id', 'removed_at']).execute()).length).toBe(2);
    expect(await exceptionsOf(store, 'acme')).toHaveLength(1);
  });

  it('given anew by command are others than the ones before', async () => {
    const store = await emptyStore(database);
    const [one, two] = [
      await addException(store, 'acme', taro, day(1)),
      await addException(store, 'acme', taro, day(2)),
    ];
    expect(one.id).not.toBe(two.id);
  });

  it('are bound to what the first scan sees, learn what was not known, and are void for good', async () => {
    const store = await emptyStore(database);
    const [declared] = await declareExceptions(store, 'acme', [taro], day(1));
    const id = declared?.id ?? null;
    const boundNow = async () => (await declareExceptions(store, 'acme', [taro], day(9)))[0]?.bound;
    await recordScan(store, scanWith(0, [covered(id, { bound: { ...facts, signIn: null } })]), nothing);
    expect(await boundNow()).toEqual([{ finding, facts: { ...facts, signIn: null }, void: null }]);
    await recordScan(store, scanWith(1, [covered(id)]), nothing);
    expect(await boundNow()).toEqual([{ finding, facts, void: null }]);
    const ended: ExceptionVoid = { change: 'signIn', before: facts, after: { ...facts, signIn: 'active' } };
    await recordScan(store, scanWith(2, [covered(id, { void: ended })]), nothing);
    expect(await boundNow()).toEqual([{ finding, facts, void: ended }]);
    await recordScan(store, scanWith(3, [covered(id)]), nothing);
    expect(await boundNow()).toEqual([{ finding, facts, void: ended }]);
  });

  it('are bound by each finding that they cover', async () => {
    const store = await emptyStore(database);
    const [declared] = await declareExceptions(store, 'acme', [taro], day(1));
    const id = declared?.id ?? null;
    const other = { findingKey: 'stale-account/google-workspace/1', bound: { ...facts, signIn: 'never' as const } };
    await recordScan(store, scanWith(0, [covered(id), covered(id, other)]), nothing);
    const [bound] = await declareExceptions(store, 'acme', [taro], day(2));
    expect(bound?.bound).toEqual([
      { finding: other.findingKey, facts: other.bound, void: null },
      { finding, facts, void: null },
    ]);
  });

  it('that were declared while the store was away are put in with the scan, unless names are disguised', async () => {
    const store = await emptyStore(database);
    await recordScan(store, scanWith(0, [covered(null)], 'fingerprint'), nothing);
    expect(await exceptionsOf(store)).toEqual([]);
    await recordScan(store, scanWith(1, [covered(null)]), nothing);
    await recordScan(store, scanWith(2, [covered(null)]), nothing);
    const kept = await exceptionsOf(store, 'acme');
    expect(kept).toMatchObject([{ ...taro, origin: 'configuration', bound: [{ finding, facts, void: null }] }]);
    expect(await declareExceptions(store, 'acme', [taro], day(9))).toMatchObject([{ id: kept[0]?.id }]);
  });

  it('that the store does not know by their id are left out', async () => {
    const store = await emptyStore(database);
    await recordScan(store, scanWith(0, [covered('0000000000000000')]), nothing);
    expect(await exceptionsOf(store)).toEqual([]);
  });
});

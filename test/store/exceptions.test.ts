import { expect, it } from 'vitest';
import type { Bound, ExceptionVoid } from '../../src/core/history/bound-facts.ts';
import type { ExceptionEntry, ScanEntry } from '../../src/core/history/entry.ts';
import type { DeclaredException } from '../../src/core/report.ts';
import {
  addException,
  declareExceptions,
  exceptionsOf,
  removeException,
  type StoredException,
} from '../../src/store/exceptions.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { entryOf, steadyNight } from './small-world.ts';
import { describeStores, emptyPlace, emptyStore } from './stores.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const leave = { reason: '育児休業', approvedBy: 'hanako@acme.example', until: '2026-03-31' };
const taro: DeclaredException = { check: 'stale-account', subject: 'taro@acme.example', ...leave };
/** Gives an exception, whatever there is already. */
async function added(store: Store, exception: DeclaredException, at: Date): Promise<StoredException> {
  const given = await addException(store, 'acme', exception, at, () => null);
  if (given.state === 'refused') throw new Error('nothing stood in its way');
  return given.exception;
}

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
    const given = await added(store, { ...taro, bound: [{ finding, facts, void: null }] }, day(1));
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
    const [one, two] = [await added(store, taro, day(1)), await added(store, taro, day(2))];
    expect(one.id).not.toBe(two.id);
  });

  it('given by several at once are refused but for one', async () => {
    const place = await emptyPlace(database);
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(place)));
    const given = await Promise.all(
      stores.map((store, index) => addException(store, 'acme', taro, day(index + 1), (known) => known[0] ?? null)),
    );
    const [one, ...others] = given.filter(({ state }) => state === 'added');
    expect(others).toEqual([]);
    const kept = await Promise.all(stores.map((store) => exceptionsOf(store, 'acme')));
    expect(kept.map(([exception, ...more]) => [exception, more])).toEqual(
      kept.map(() => [one?.state === 'added' && one.exception, []]),
    );
    await Promise.all(stores.map((store) => store.close()));
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

  it('by login pass to no other account, though the scan did not know whose the login was', async () => {
    const store = await emptyStore(database);
    const scan = (index: number, id: string, declared = taro.subject) => {
      const key = `stale-account/microsoft365/${id}`;
      const entry = scanWith(index, [covered(null, { findingKey: key, declared })]);
      const subject = { type: 'account', id, login: 'taro@acme.example' } as const;
      const found = { key, check: 'stale-account', provider: 'microsoft365', subject, directories: [] } as const;
      const rest = { verdict: 'fail', message: 'stale', severity: 'medium', data: {}, accepted: true } as const;
      return { ...entry, findings: [...entry.findings, { ...found, ...rest }] };
    };
    await recordScan(store, scan(0, 'taro'), nothing);
    await recordScan(store, scan(1, 'other'), nothing);
    await recordScan(store, scan(2, 'one', 'one'), nothing);
    await recordScan(store, scan(3, 'two', 'one'), nothing);
    const changes = (await exceptionsOf(store, 'acme')).map(({ subject, bound }) => [
      subject,
      ...bound.map(({ finding: key, void: ended }) => [key.split('/').at(-1), ended?.change, ended?.accounts]),
    ]);
    expect(changes.sort()).toEqual([
      ['one', ['one', undefined, undefined], ['two', 'subject', { before: 'one', after: 'two' }]],
      [taro.subject, ['other', 'subject', { before: 'taro', after: 'other' }], ['taro', undefined, undefined]],
    ]);
  });
});

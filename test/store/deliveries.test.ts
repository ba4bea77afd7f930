import { expect, it } from 'vitest';
import { claimDeliveries, deliveriesOf, type NewDelivery, settleDelivery } from '../../src/store/deliveries.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { entryOf, steadyNight } from './small-world.ts';
import { describeStores, emptyPlace, emptyStore } from './stores.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes));
const leaseMs = 5 * 60_000;

function news(key: string, rest: Partial<NewDelivery> = {}): NewDelivery {
  return { channel: 'ops', key, scanId: 'scan', tenant: 'acme', payload: '{}', dueAt: at(0).toISOString(), ...rest };
}

async function put(store: Store, index: number, deliveries: readonly NewDelivery[]): Promise<void> {
  await recordScan(store, entryOf(steadyNight(index, 4), index, 'acme'), () => deliveries);
}

const keys = (all: readonly NewDelivery[]) => all.map(({ key }) => key);

describeStores('deliveries', (database) => {
  it('are put in once for each channel and tenant, whatever scan tells them again', async () => {
    const store = await emptyStore(database);
    await put(store, 0, [news('a'), news('a'), news('a', { channel: 'mail' }), news('a', { tenant: 'other' })]);
    await put(store, 1, [news('a', { payload: '{"other":1}' }), news('b')]);
    expect(
      (await deliveriesOf(store)).map(({ channel, tenant, key, payload }) => [channel, tenant, key, payload]),
    ).toEqual([
      ['ops', 'acme', 'a', '{}'],
      ['mail', 'acme', 'a', '{}'],
      ['ops', 'other', 'a', '{}'],
      ['ops', 'acme', 'b', '{}'],
    ]);
    expect(keys(await deliveriesOf(store, { tenant: 'other' }))).toEqual(['a']);
  });

  it('are claimed when they are due, oldest first, of the wanted channels and tenant', async () => {
    const store = await emptyStore(database);
    const later = { dueAt: at(2).toISOString() };
    await put(store, 0, [news('late', later), news('now'), news('mail', { channel: 'mail' })]);
    const claim = (minutes: number, rest = {}) =>
      claimDeliveries(store, { channels: ['ops'], now: at(minutes), leaseMs, ...rest });
    expect(await claim(0, { tenants: ['other'] })).toEqual([]);
    expect(await claim(0, { tenants: [] })).toEqual([]);
    expect(await claim(0, { channels: [] })).toEqual([]);
    expect(keys(await claim(1))).toEqual(['now']);
    expect(keys(await claim(2))).toEqual(['late']);
    expect(await claim(3)).toEqual([]);
    // Whoever claimed them is gone.
    expect(keys(await claim(6, { limit: 1 }))).toEqual(['now']);
    expect((await deliveriesOf(store)).map(({ key, state, attempts }) => [key, state, attempts])).toEqual([
      ['late', 'claimed', 1],
      ['now', 'claimed', 2],
      ['mail', 'pending', 0],
    ]);
  });

  it('do not wait for an instant that only a wrong clock could have meant', async () => {
    const store = await emptyStore(database);
    const day = 24 * 60;
    const due = (days: number) => ({ dueAt: at(days * day).toISOString() });
    await put(store, 0, [
      news('week', due(7)),
      news('year', due(365)),
      news('end', { dueAt: '9999-12-31T23:59:59.999Z' }),
    ]);
    const claim = (minutes: number) => claimDeliveries(store, { channels: ['ops'], now: at(minutes), leaseMs });
    expect(keys(await claim(0))).toEqual(['year', 'end']);
    expect(await claim(1)).toEqual([]);
    // Whoever claims next has a clock that runs a year ahead, and dies.
    expect(keys(await claim(400 * day))).toEqual(['week', 'year', 'end']);
    expect(keys(await claim(8 * day))).toEqual(['week', 'year', 'end']);
    expect(await claim(8 * day + 1)).toEqual([]);
  });

  it('are never claimed by two at once', async () => {
    const place = await emptyPlace(database);
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(place)));
    const [first] = stores;
    if (first === undefined) throw new Error('no store');
    const all = Array.from({ length: 40 }, (_, index) => news(`${index}`));
    await put(first, 0, all);
    const claims = Array.from({ length: 12 }, (_, index) => stores[index % 4] ?? first);
    const claimed = await Promise.all(
      claims.map((store) => claimDeliveries(store, { channels: ['ops'], now: at(1), leaseMs, limit: 7 })),
    );
    const got = claimed.flatMap(keys);
    expect(new Set(got).size).toBe(got.length);
    const rest = await claimDeliveries(first, { channels: ['ops'], now: at(1), leaseMs });
    expect([...got, ...keys(rest)].sort()).toEqual(keys(all).sort());
    await Promise.all(stores.map((store) => store.close()));
  });

  it('end sent, are tried again when that is due, or fail', async () => {
    const store = await emptyStore(database);
    await put(store, 0, [news('sent'), news('again'), news('failed')]);
    const claim = (minutes: number) => claimDeliveries(store, { channels: ['ops'], now: at(minutes), leaseMs });
    const [sent, again, failed] = await claim(0);
    if (sent === undefined || again === undefined || failed === undefined) throw new Error('three were due');
    expect(await settleDelivery(store, sent, { state: 'sent', at: at(1) })).toBe(true);
    expect(await settleDelivery(store, again, { state: 'again', dueAt: at(9), error: 'answered 503' })).toBe(true);
    expect(await settleDelivery(store, failed, { state: 'failed', error: 'answered 410' })).toBe(true);
    expect(await claim(8)).toEqual([]);
    expect(keys(await claim(9))).toEqual(['again']);
    expect(await deliveriesOf(store)).toMatchObject([
      { key: 'sent', state: 'sent', sentAt: at(1).toISOString(), lastError: null, claimedUntil: null },
      { key: 'again', state: 'claimed', attempts: 2, lastError: 'answered 503', sentAt: null },
      { key: 'failed', state: 'failed', lastError: 'answered 410', claimedUntil: null },
    ]);
    expect(keys(await deliveriesOf(store, { states: ['failed'] }))).toEqual(['failed']);
  });

  it('that another has taken over are settled by that one, but what was sent was sent', async () => {
    const store = await emptyStore(database);
    await put(store, 0, [news('a')]);
    const claim = async (minutes: number) => {
      const [one] = await claimDeliveries(store, { channels: ['ops'], now: at(minutes), leaseMs });
      if (one === undefined) throw new Error('it was due');
      return one;
    };
    const slow = await claim(0);
    const quick = await claim(6);
    expect(await settleDelivery(store, slow, { state: 'failed', error: 'too slow' })).toBe(false);
    expect(await deliveriesOf(store)).toEqual([quick]);
    expect(await settleDelivery(store, slow, { state: 'sent', at: at(7) })).toBe(true);
    expect(await settleDelivery(store, quick, { state: 'again', dueAt: at(9), error: 'answered 503' })).toBe(false);
    expect(await deliveriesOf(store)).toMatchObject([{ state: 'sent', sentAt: at(7).toISOString() }]);
  });
});

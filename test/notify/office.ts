import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queueOf } from '../../src/commands/tell-due.ts';
import type { Notice } from '../../src/core/history/notices.ts';
import type { Channel } from '../../src/notify/channel.ts';
import type { World } from '../../src/notify/deliver.ts';
import { outboxOf } from '../../src/notify/outbox.ts';
import { type Queue, type SendEvent, sendDue } from '../../src/notify/send.ts';
import { type Delivery, deliveriesOf, putDeliveries } from '../../src/store/deliveries.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { acme, scan } from './noticed.ts';

export const morning = new Date('2026-11-21T18:05:00.000Z');

/** Short waits, so that nobody waits for a minute. */
export const quick = { limitMs: 400, delayMs: 5, retries: 3, patienceMs: 1_500, budgetMs: 60_000 };

export interface Office {
  store: Store;
  /** Stores what a scan would tell these channels. */
  take(
    channels: readonly Channel[],
    notices: readonly Notice[],
    options?: { scanId?: string; at?: Date },
  ): Promise<void>;
  /** The same for a tenant of another name. */
  takeAs(
    tenant: { id: string; name: string },
    channels: readonly Channel[],
    notices: readonly Notice[],
    scanId: string,
  ): Promise<void>;
  /** Sends what is due, and tells what happened. */
  send(channels: readonly Channel[], options?: Partial<World> & { at?: Date; queue?: Queue }): Promise<SendEvent[]>;
  kept(): Promise<Delivery[]>;
  close(): Promise<void>;
}

/** A store of its own, with what alerts do with it. */
export async function openOffice(): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'shisei-alerts-'));
  const store = await openStore(join(folder, 'shisei.db'));
  return {
    store,
    async take(channels, notices, { scanId = scan.id, at = morning } = {}) {
      const noticed = { tenant: acme, scan: { ...scan, id: scanId }, notices, disguised: false };
      await putDeliveries(store.db, outboxOf(channels, noticed, at));
    },
    async takeAs(tenant, channels, notices, id) {
      const noticed = { tenant, scan: { ...scan, id }, notices, disguised: false };
      await putDeliveries(store.db, outboxOf(channels, noticed, morning));
    },
    async send(channels, { at = morning, queue = queueOf(store), ...world } = {}) {
      const events: SendEvent[] = [];
      const signal = new AbortController().signal;
      const usual = { fetch, signal, now: () => at, timing: quick };
      await sendDue(queue, channels, { ...usual, ...world }, (event) => void events.push(event));
      return events;
    },
    kept: () => deliveriesOf(store),
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

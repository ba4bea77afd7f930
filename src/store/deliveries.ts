import type { Selectable } from 'kysely';
import type { Store } from './open.ts';
import type { DeliveryRow, DeliveryState } from './schema.ts';
import { type Db, reading, writing } from './work.ts';

/** Something to be told to a channel, once. */
export interface NewDelivery {
  channel: string;
  /** The same for the same news: a channel of a tenant gets it once. */
  key: string;
  scanId: string;
  tenant: string;
  /** JSON. */
  payload: string;
  /** Not to be sent before, ISO 8601 in UTC. */
  dueAt: string;
}

/** A delivery as the store knows it. */
export interface Delivery extends NewDelivery {
  id: number;
  state: DeliveryState;
  /** How often somebody began to send it. */
  attempts: number;
  /** Until then nobody else sends it; null: nobody does. */
  claimedUntil: string | null;
  lastError: string | null;
  sentAt: string | null;
}

function deliveryIn(row: Selectable<DeliveryRow>): Delivery {
  return {
    id: row.id,
    channel: row.channel,
    key: row.idempotency_key,
    scanId: row.scan_id,
    tenant: row.tenant,
    payload: row.payload,
    dueAt: row.due_at,
    state: row.state,
    attempts: row.attempts,
    claimedUntil: row.claimed_until,
    lastError: row.last_error,
    sentAt: row.sent_at,
  };
}

/** Puts deliveries in; what a channel was told, or is to be told, already stays as it is. */
export async function putDeliveries(db: Db, deliveries: readonly NewDelivery[]): Promise<void> {
  for (const { tenant, scanId, channel, key, payload, dueAt } of deliveries) {
    await db
      .insertInto('deliveries')
      .values({ tenant, scan_id: scanId, channel, idempotency_key: key, payload, due_at: dueAt })
      .onConflict((conflict) => conflict.columns(['tenant', 'channel', 'idempotency_key']).doNothing())
      .execute();
  }
}

/**
 * Nothing is ever put in or claimed for so far ahead: a digest is due within a week. Such an instant is of a clock that
 * was wrong, and nobody waits for it.
 */
const farAheadMs = 8 * 86_400_000;

/** Which deliveries somebody is about to send. */
export interface Claim {
  /** Ids; not given: of all tenants, of other configurations too that share the store. */
  tenants?: readonly string[] | undefined;
  /** Only to these. */
  channels: readonly string[];
  now: Date;
  /** Milliseconds for which nobody else gets them; whoever dies meanwhile leaves them to the next. */
  leaseMs: number;
  /** At most so many; by default 100. */
  limit?: number;
}

/**
 * Takes deliveries that are due, oldest first, so that no other process sends them.
 * @throws StoreError
 */
export async function claimDeliveries(
  store: Store,
  { tenants, channels, now, leaseMs, limit = 100 }: Claim,
): Promise<Delivery[]> {
  if (channels.length === 0 || tenants?.length === 0) return [];
  const at = now.toISOString();
  const farAhead = new Date(now.getTime() + Math.max(farAheadMs, 2 * leaseMs)).toISOString();
  return writing(store, null, async (db) => {
    const due = await db
      .selectFrom('deliveries')
      .select('id')
      .where('channel', 'in', channels)
      .$if(tenants !== undefined, (query) => query.where('tenant', 'in', tenants ?? []))
      .where((scope) => scope.or([scope('due_at', '<=', at), scope('due_at', '>', farAhead)]))
      .where((scope) =>
        scope.or([
          scope('state', '=', 'pending'),
          scope.and([
            scope('state', '=', 'claimed'),
            scope.or([scope('claimed_until', '<=', at), scope('claimed_until', '>', farAhead)]),
          ]),
        ]),
      )
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit)
      // SQLite lets only one write at a time, and knows no locks of rows.
      .$if(store.dialect === 'postgres', (query) => query.forUpdate().skipLocked())
      .execute();
    if (due.length === 0) return [];
    const ids = due.map(({ id }) => id);
    await db
      .updateTable('deliveries')
      .set((scope) => ({
        state: 'claimed' as const,
        attempts: scope('attempts', '+', 1),
        claimed_until: new Date(now.getTime() + leaseMs).toISOString(),
      }))
      .where('id', 'in', ids)
      .execute();
    const rows = await db
      .selectFrom('deliveries')
      .selectAll()
      .where('id', 'in', ids)
      .orderBy('due_at')
      .orderBy('id')
      .execute();
    return rows.map(deliveryIn);
  });
}

/** How sending ended. `again`: it is tried later. `failed`: it is not tried any more. */
export type Settlement =
  | { state: 'sent'; at: Date }
  | { state: 'again'; dueAt: Date; error: string }
  | { state: 'failed'; error: string };

function columnsOf(settlement: Settlement) {
  const { state } = settlement;
  if (state === 'sent') return { state, sent_at: settlement.at.toISOString(), last_error: null };
  const { error: last_error } = settlement;
  if (state === 'failed') return { state, last_error };
  return { state: 'pending' as const, due_at: settlement.dueAt.toISOString(), last_error };
}

/**
 * Says how sending a delivery that was claimed ended.
 * @returns false: the claim had run out, and another has taken it since; nothing is changed, unless it was sent
 * @throws StoreError
 */
export async function settleDelivery(
  store: Store,
  { id, claimedUntil }: Pick<Delivery, 'id' | 'claimedUntil'>,
  settlement: Settlement,
): Promise<boolean> {
  return writing(store, null, async (db) => {
    const result = await db
      .updateTable('deliveries')
      .set({ claimed_until: null, ...columnsOf(settlement) })
      .where('id', '=', id)
      // What was sent was sent, whoever holds it now.
      .$if(settlement.state !== 'sent', (query) =>
        query.where('state', '=', 'claimed').where('claimed_until', '=', claimedUntil),
      )
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  });
}

/** Which deliveries are wanted; what is not given does not limit. */
export interface DeliveryFilter {
  tenant?: string;
  states?: readonly DeliveryState[];
}

/** Deliveries, oldest first. */
export async function deliveriesOf(store: Store, { tenant, states }: DeliveryFilter = {}): Promise<Delivery[]> {
  return reading(store, async (db) => {
    const rows = await db
      .selectFrom('deliveries')
      .selectAll()
      .$if(tenant !== undefined, (query) => query.where('tenant', '=', tenant ?? ''))
      .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
      .orderBy('id')
      .execute();
    return rows.map(deliveryIn);
  });
}

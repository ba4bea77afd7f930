import type { Store } from './open.ts';
import { writing } from './work.ts';

/** Why a scan must stay, and since when. */
export interface Hold {
  reason: string;
  at: Date;
}

/**
 * Holds a scan, so that no pruning removes it, or lets it go.
 * @param id whole id of the scan
 * @param hold null: it may be removed when it is old enough
 * @returns false where the tenant has no such scan
 * @throws StoreError
 */
async function setHold(store: Store, tenant: string, id: string, hold: Hold | null): Promise<boolean> {
  const values = { hold_reason: hold?.reason ?? null, hold_at: hold?.at.toISOString() ?? null };
  const [result] = await writing(store, tenant, (db) =>
    db.updateTable('scans').set(values).where('tenant', '=', tenant).where('id', '=', id).execute(),
  );
  return result !== undefined && result.numUpdatedRows > 0n;
}

/** Holds a scan, so that no pruning removes it; of one that is held already the reason is replaced. See `setHold`. */
export function holdScan(store: Store, tenant: string, id: string, hold: Hold): Promise<boolean> {
  return setHold(store, tenant, id, hold);
}

/** Lets a scan go that was held. See `setHold`. */
export function releaseScan(store: Store, tenant: string, id: string): Promise<boolean> {
  return setHold(store, tenant, id, null);
}

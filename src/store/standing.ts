import { compareText } from '../core/compare-text.ts';
import type { AccountFacts } from '../core/history/account-facts.ts';
import type { TrackedFinding } from '../core/history/tracked-finding.ts';
import type { Provider } from '../core/provider.ts';
import { accountColumns, factsIn } from './account-rows.ts';
import { findingColumns, findingsIn } from './finding-rows.ts';
import type { Store } from './open.ts';
import type { StoredScan } from './scans.ts';
import { type Db, heldAt, reading } from './work.ts';

/** What stood after a scan, by key. */
export async function standingIn(db: Db, tenant: string, number: number): Promise<TrackedFinding[]> {
  const rows = await db
    .selectFrom('findings')
    .select(findingColumns)
    .where('tenant', '=', tenant)
    .where((scope) => heldAt(scope, number))
    .execute();
  return findingsIn(rows).sort((a, b) => compareText(a.key, b.key));
}

/** What stood after a scan, by key. */
export async function standingAt(
  store: Store,
  tenant: string,
  { number }: Pick<StoredScan, 'number'>,
): Promise<TrackedFinding[]> {
  return reading(store, (db) => standingIn(db, tenant, number));
}

function identity({ provider, directoryId, id }: AccountFacts): string {
  return `${provider}/${directoryId}/${id}`;
}

/** The accounts as they were known after a scan, by directory and id. */
export async function accountsAt(
  store: Store,
  tenant: string,
  { number }: Pick<StoredScan, 'number'>,
): Promise<AccountFacts[]> {
  return reading(store, async (db) => {
    const rows = await db
      .selectFrom('accounts')
      .select(accountColumns)
      .where('tenant', '=', tenant)
      .where((scope) => heldAt(scope, number))
      .execute();
    return rows.map(factsIn).sort((a, b) => compareText(identity(a), identity(b)));
  });
}

/** An account as it was known after a scan. Of two directories of one provider, the one that was read last counts. */
export async function accountAt(
  store: Store,
  tenant: string,
  { number }: Pick<StoredScan, 'number'>,
  provider: Provider,
  accountId: string,
): Promise<AccountFacts | undefined> {
  return reading(store, async (db) => {
    const row = await db
      .selectFrom('accounts')
      .select(accountColumns)
      .where('tenant', '=', tenant)
      .where('provider', '=', provider)
      .where('account_id', '=', accountId)
      .where((scope) => heldAt(scope, number))
      .orderBy('from_scan', 'desc')
      .executeTakeFirst();
    return row === undefined ? undefined : factsIn(row);
  });
}

import type { LastRuns } from '../schedule/due.ts';

/**
 * When the newest scan of each tenant began, as the store knows; a tenant without one is left out.
 * @throws StoreError
 */
export async function lastRunsIn(where: string, tenants: readonly string[]): Promise<LastRuns> {
  const [{ openStore }, { scansOf }] = await Promise.all([import('../store/open.ts'), import('../store/scans.ts')]);
  const store = await openStore(where);
  try {
    const found = new Map<string, Date>();
    for (const tenant of tenants) {
      for (const { startedAt } of await scansOf(store, tenant)) {
        const began = new Date(startedAt);
        if (began > (found.get(tenant) ?? new Date(0))) found.set(tenant, began);
      }
    }
    return found;
  } finally {
    await store.close();
  }
}

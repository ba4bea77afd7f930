import { datasetNames, type Snapshot } from '../../src/core/datasets.ts';
import type { Provider } from '../../src/core/provider.ts';
import type { Account } from '../../src/core/rows/account.ts';
import { now } from '../check-tester.ts';

/** A directory of which these datasets were read whole, and nothing else. */
export function directory(
  provider: Provider,
  accounts: readonly Account[],
  others: Partial<Snapshot['datasets']> = {},
): Snapshot {
  const unread = datasetNames.map((name) => [
    name,
    { state: 'unavailable', gap: { kind: 'unsupported', detail: 'not read' } },
  ]);
  const datasets = { ...Object.fromEntries(unread), accounts: { state: 'complete', rows: accounts }, ...others };
  const directoryId = provider === 'microsoft365' ? 'tenant-1' : 'C01';
  return { provider, directoryId, takenAt: now.toISOString(), requests: { sent: 0, retried: 0 }, datasets };
}

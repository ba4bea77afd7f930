import { randomUUID } from 'node:crypto';
import type { Provider } from './core/datasets.ts';
import { type GatherEvent, gather } from './core/gather.ts';
import type { JudgingSettings } from './core/report.ts';
import type { Roster } from './core/roster.ts';
import type { DirectoryJob } from './directories.ts';
import type { Disguise } from './pseudonyms/disguise.ts';
import type { SavedScan } from './snapshot-file.ts';

export interface TenantJob {
  id: string;
  name: string;
  directories: readonly DirectoryJob[];
  settings: JudgingSettings;
  /** Reads the HR list; null: the tenant has none. */
  roster: (() => Promise<Roster>) | null;
}

export interface ScanEvents {
  onEvent(tenant: string, provider: Provider, event: GatherEvent): void;
}

/**
 * Reads all directories of a tenant, at the same time.
 * @throws the reason of `signal` when it is aborted
 */
export async function readTenant(
  job: TenantJob,
  options: ScanEvents & { signal: AbortSignal; now: () => Date; asOf: Date | undefined; disguise: Disguise },
): Promise<SavedScan> {
  const { signal, now, disguise } = options;
  const started = now();
  // Logs are read back from the instant that will be judged by, so it must be the same one.
  const asOf = options.asOf ?? started;
  const roster = disguise.roster(job.roster === null ? null : await job.roster());
  const snapshots = await Promise.all(
    job.directories.map(async ({ provider, directoryId, load }) => {
      const { connector, settings } = await load();
      const onEvent = (event: GatherEvent) => options.onEvent(job.id, provider, event);
      return disguise.snapshot(await gather(connector, settings, { directoryId, signal, now, asOf, onEvent }));
    }),
  );
  const scan = {
    id: randomUUID(),
    startedAt: started.toISOString(),
    finishedAt: now().toISOString(),
    asOf: asOf.toISOString(),
  };
  const tenant = disguise.tenant({ id: job.id, name: job.name });
  return { tenant, scan, settings: disguise.settings(job.settings), roster, snapshots };
}

import { randomUUID } from 'node:crypto';
import type { Snapshot } from './core/datasets.ts';
import { type GatherEvent, gather } from './core/gather.ts';
import type { Provider } from './core/provider.ts';
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

/** What all directories of a scan share, from its beginning to its end, however often it is gone on with. */
export interface Beginning {
  id: string;
  startedAt: string;
  asOf: string;
}

/** Where a tenant's directories are kept as soon as they are read, and what was kept before. */
export interface Keeping {
  /** Of a scan that broke off, to go on with; null: there is none. */
  earlier: { scan: Beginning; snapshots: readonly Snapshot[] } | null;
  /** Never throws: a scan does not end because it could not be gone on with. */
  keep(scan: Beginning, snapshot: Snapshot): Promise<void>;
}

export interface ReadingOptions extends ScanEvents {
  signal: AbortSignal;
  now: () => Date;
  asOf: Date | undefined;
  disguise: Disguise;
  /** Not given: nothing is kept, and nothing was. */
  keeping?: Keeping | undefined;
}

/** Clocks are set back now and then, and a scan does not end before it began. */
function laterOf(instant: string, now: Date): string {
  return new Date(Math.max(Date.parse(instant), now.getTime())).toISOString();
}

function beginningAt(started: Date, asOf: Date | undefined): Beginning {
  // Logs are read back from the instant that will be judged by, so it must be the same one.
  return { id: randomUUID(), startedAt: started.toISOString(), asOf: (asOf ?? started).toISOString() };
}

/**
 * Reads all directories of a tenant, at the same time, but for those that were kept before.
 * @throws the reason of `signal` when it is aborted; what was read until then is kept
 */
export async function readTenant(job: TenantJob, options: ReadingOptions): Promise<SavedScan> {
  const { signal, now, disguise, keeping } = options;
  const scan = keeping?.earlier?.scan ?? beginningAt(now(), options.asOf);
  const roster = disguise.roster(job.roster === null ? null : await job.roster());
  const read = async ({ provider, directoryId, load }: DirectoryJob): Promise<Snapshot> => {
    const kept = keeping?.earlier?.snapshots.find((snapshot) => snapshot.provider === provider);
    if (kept !== undefined) return kept;
    const { connector, settings } = await load();
    const onEvent = (event: GatherEvent) => options.onEvent(job.id, provider, event);
    const asOf = new Date(scan.asOf);
    const snapshot = disguise.snapshot(await gather(connector, settings, { directoryId, signal, now, asOf, onEvent }));
    await keeping?.keep(scan, snapshot);
    return snapshot;
  };
  // One that breaks off waits for the others, which may be about to be kept.
  const outcomes = await Promise.allSettled(job.directories.map(read));
  const snapshots = outcomes.map((outcome) => {
    if (outcome.status === 'fulfilled') return outcome.value;
    throw outcome.reason;
  });
  return {
    tenant: disguise.tenant({ id: job.id, name: job.name }),
    scan: { id: scan.id, startedAt: scan.startedAt, finishedAt: laterOf(scan.startedAt, now()), asOf: scan.asOf },
    settings: disguise.settings(job.settings, { tenant: job.id, snapshots }),
    ...(disguise.fingerprint === null ? {} : { disguisedBy: disguise.fingerprint }),
    roster,
    snapshots,
  };
}

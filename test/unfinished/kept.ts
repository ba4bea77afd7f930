import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { datasetNames, type Snapshot } from '../../src/core/datasets.ts';
import type { Gap } from '../../src/core/gap.ts';
import type { Provider } from '../../src/core/provider.ts';
import type { Beginning } from '../../src/scan.ts';
import type { KeptDirectory } from '../../src/unfinished/kept-file.ts';

export const now = new Date('2026-11-21T09:00:00.000Z');
export const scan: Beginning = {
  id: 'scan-1',
  startedAt: '2026-11-21T08:30:00.000Z',
  asOf: '2026-11-21T08:30:00.000Z',
};

const empty = Object.fromEntries(datasetNames.map((name) => [name, { state: 'complete', rows: [] }]));

/** A directory of which all was read, but for what is said. */
export function snapshotOf(provider: Provider, datasets: Partial<Snapshot['datasets']> = {}): Snapshot {
  return {
    provider,
    directoryId: `${provider}-1`,
    takenAt: '2026-11-21T08:31:00.000Z',
    requests: { sent: 12, retried: 1 },
    datasets: { ...(empty as unknown as Snapshot['datasets']), ...datasets },
  };
}

export function unavailable(kind: Gap['kind']) {
  return { state: 'unavailable', gap: { kind, detail: 'GET /users' } } as const;
}

export function keptOf(head: Partial<KeptDirectory['head']> = {}, snapshot: Partial<Snapshot> = {}): KeptDirectory {
  return {
    head: {
      ...{ version: '1.2.3', tenant: 'acme', scan, readAt: '2026-11-21T08:40:00.000Z', disguise: null },
      ...head,
    },
    snapshot: { ...snapshotOf('microsoft365'), ...snapshot },
  };
}

/** A folder of its own for one test. */
export async function emptyFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'shisei-unfinished-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

import { type DatasetName, datasetNames } from './datasets.ts';
import type { Gap, GapKind } from './gap.ts';
import type { Provider } from './provider.ts';

/** How much of a directory, or of all of a tenant, could be read. */
export type Status = 'complete' | 'partial' | 'failed';

/** What a report says of a dataset. */
export interface DatasetReport {
  state: 'complete' | 'partial' | 'unavailable';
  rows: number;
  gap?: Gap;
  source?: string;
  /** Of a log: it was read back to this instant. */
  since?: string;
}

/** What a report says of a directory. */
export interface DirectoryReport {
  provider: Provider;
  directoryId: string;
  name: string | null;
  status: Status;
  requests: { sent: number; retried: number };
  datasets: Record<DatasetName, DatasetReport>;
}

/** Gaps that are facts of the tenant, not faults of the scan. */
const factual: ReadonlySet<GapKind> = new Set(['licence', 'unsupported', 'concealed']);

/** As the configuration names a dataset of a directory. */
export function gapName(provider: Provider, name: DatasetName): string {
  return `${provider}/${name}`;
}

/** Whether a gap makes a scan incomplete: it is no fact of the tenant, and was not expected. */
export function isFault(provider: Provider, name: DatasetName, gap: Gap, expectedGaps: readonly string[]): boolean {
  return !factual.has(gap.kind) && !expectedGaps.includes(gapName(provider, name));
}

/** Faults that make a scan incomplete: what could not be read and was not expected to be dark. */
export function faultsOf(directory: DirectoryReport, expectedGaps: readonly string[]): DatasetName[] {
  return datasetNames.filter((name) => {
    const { state, gap } = directory.datasets[name];
    if (gap === undefined || expectedGaps.includes(gapName(directory.provider, name))) return false;
    // A licence does not run out between two pages: what was read in part was to be read in full.
    return state === 'partial' || isFault(directory.provider, name, gap, expectedGaps);
  });
}

/** How much of a directory could be read. */
export function statusOf(directory: Omit<DirectoryReport, 'status'>, expectedGaps: readonly string[]): Status {
  if (directory.datasets.accounts.state === 'unavailable') return 'failed';
  const whole = datasetNames.every((name) => {
    const { state, gap } = directory.datasets[name];
    if (state !== 'unavailable' || gap === undefined) return state === 'complete';
    return factual.has(gap.kind) || expectedGaps.includes(gapName(directory.provider, name));
  });
  return whole ? 'complete' : 'partial';
}

/** How much of several directories could be read. */
export function overallStatus(all: readonly Status[]): Status {
  if (all.every((status) => status === 'complete')) return 'complete';
  return all.every((status) => status === 'failed') ? 'failed' : 'partial';
}

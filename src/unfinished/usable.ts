import { datasetNames, type Snapshot } from '../core/datasets.ts';
import { gapName, isFault } from '../core/directory-report.ts';
import type { Provider } from '../core/provider.ts';
import type { KeptDirectory } from './kept-file.ts';

/** Why a directory that was kept is read again. */
const misfits = ['foreign', 'version', 'disguise', 'directory', 'as-of', 'old', 'faults', 'other-scan'] as const;
export type Misfit = (typeof misfits)[number];

/** What a directory must have been read for, so that it can stand for one that is read now. */
export interface Wanted {
  tenant: string;
  provider: Provider;
  directoryId: string;
  expectedGaps: readonly string[];
  version: string;
  disguise: string | null;
  /** The instant that was asked for; undefined: that of the scan that broke off. */
  asOf: Date | undefined;
  now: Date;
}

/** A directory says little of the present when it is older, and a clock that says it is of tomorrow is wrong. */
export const usableMs = 24 * 3_600_000;

/**
 * Whether nothing failed that may succeed next time: what is dark is a fact of the tenant, or was knowingly left without
 * a permission.
 */
export function isFaultless({ provider, datasets }: Snapshot, expectedGaps: readonly string[]): boolean {
  return datasetNames.every((name) => {
    const dataset = datasets[name];
    if (dataset.state === 'complete') return true;
    const { gap, state } = dataset;
    if (gap.kind === 'permission') return expectedGaps.includes(gapName(provider, name));
    // A licence does not run out between two pages.
    return state === 'unavailable' && !isFault(provider, name, gap, []);
  });
}

/** Why what was kept cannot be used; null: it can. */
export function misfitOf({ head, snapshot }: KeptDirectory, wanted: Wanted): Misfit | null {
  if (head.tenant !== wanted.tenant || snapshot.provider !== wanted.provider) return 'foreign';
  if (head.version !== wanted.version) return 'version';
  if (head.disguise !== wanted.disguise) return 'disguise';
  if (snapshot.directoryId !== wanted.directoryId) return 'directory';
  if (wanted.asOf !== undefined && wanted.asOf.getTime() !== Date.parse(head.scan.asOf)) return 'as-of';
  if (Math.abs(wanted.now.getTime() - Date.parse(head.readAt)) > usableMs) return 'old';
  return isFaultless(snapshot, wanted.expectedGaps) ? null : 'faults';
}

import type { Changes, ScanRef } from './changes.ts';
import type { Figure } from './figures.ts';

/** The figures of one scan. */
export interface FigurePoint {
  scan: ScanRef;
  figures: readonly Figure[];
}

/** What a report tells of the time before its scan. */
export type HistoryReport =
  /** Nothing is kept, as was asked for. */
  | { state: 'off' }
  /** The store could not be used; the scan is not part of it yet. */
  | { state: 'unavailable'; reason: string }
  /** It was judged as of an instant before the newest scan that is kept, and is not kept itself. ISO 8601 in UTC. */
  | { state: 'look-back'; asOf: string; newest: string }
  | {
      state: 'kept';
      /** Null: this is the first scan of the tenant. */
      changes: Changes | null;
      /** The last scans with this one, oldest first. */
      trend: readonly FigurePoint[];
    };

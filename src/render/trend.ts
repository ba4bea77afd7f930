import { type Figure, type FigureId, type FigureUnit, figureIds } from '../core/history/figures.ts';
import type { FigurePoint } from '../core/history/history-report.ts';

/** Scans that a line of a trend shows at most. */
export const scansInLine = 12;

/** One figure over the last scans. */
export interface TrendRow {
  id: FigureId;
  unit: FigureUnit;
  /** Of the last scan; null: it does not have the figure. */
  now: Figure | null;
  /** Of the scan before; null where there is none, or none of the same definition. */
  before: Figure | null;
  /** Of the last scans, oldest first. Null: it does not have the figure, or by another definition. */
  points: readonly (Figure | null)[];
}

/** How a value is told: `none` where there is nobody to tell of, `unknown` where nobody could tell. */
export type FigureState = 'known' | 'none' | 'unknown';

/** Whether a figure has a value, had nothing to measure, or is not known. */
export function stateOfFigure(figure: Figure | null): FigureState {
  if (figure === null) return 'unknown';
  if (figure.value !== null) return 'known';
  return figure.unknown === 0 ? 'none' : 'unknown';
}

/** The number that is shown: whole percent, rounded down, so that 100 means all; else the value as it is. */
function shownValue({ unit, value, numerator, denominator }: Figure): number | null {
  if (value === null || unit !== 'share') return value;
  return denominator === 0 ? null : Math.floor((numerator * 100) / denominator);
}

/** By how much the shown number changed; null where there is nothing to compare. */
export function stepOf({ now, before }: Pick<TrendRow, 'now' | 'before'>): number | null {
  const [is, was] = [now && shownValue(now), before && shownValue(before)];
  return is === null || was === null ? null : is - was;
}

/** One row a figure that any of the scans has; what compares is what has the definition that was used last. */
export function trendRowsOf(points: readonly FigurePoint[]): TrendRow[] {
  const line = points.slice(-scansInLine);
  return figureIds.flatMap((id) => {
    const all = line.map(({ figures }) => figures.find((figure) => figure.id === id) ?? null);
    const newest = all.findLast((figure) => figure !== null);
    if (newest === undefined || newest === null) return [];
    const { version, unit } = newest;
    const points = all.map((figure) => (figure?.version === version ? figure : null));
    return [{ id, unit, now: points.at(-1) ?? null, before: points.at(-2) ?? null, points }];
  });
}

import type { FigureUnit } from '../../core/history/figures.ts';
import { html, type Markup } from './markup.ts';

const size = { width: 120, height: 24 };
/** Room for the dot at the end. */
const edge = 3;

/** A difference smaller than this does not fill the height: a line must not make much of little. */
const leastSpan: Readonly<Record<FigureUnit, number>> = { share: 0.1, count: 4, hours: 24 };

interface Point {
  x: number;
  y: number;
}

function pointsOf(values: readonly (number | null)[], unit: FigureUnit): (Point | null)[] {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = Math.max(high - low, leastSpan[unit]);
  const floor = (low + high - span) / 2;
  const step = values.length < 2 ? 0 : (size.width - 2 * edge) / (values.length - 1);
  const begin = values.length < 2 ? size.width - edge : edge;
  return values.map((value, index) => {
    if (value === null) return null;
    const height = (value - floor) / span;
    return { x: begin + index * step, y: edge + (1 - height) * (size.height - 2 * edge) };
  });
}

/** Runs of neighbours: between them the line is broken. */
function runsOf(points: readonly (Point | null)[]): Point[][] {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (point === null) runs.push([]);
    else runs.at(-1)?.push(point);
  }
  return runs.filter((run) => run.length > 0);
}

function spell({ x, y }: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

function runShape(run: readonly Point[]): Markup {
  const [first] = run;
  if (run.length > 1 || first === undefined) return html`<polyline points="${run.map(spell).join(' ')}"/>`;
  return html`<circle class="lone" cx="${first.x.toFixed(1)}" cy="${first.y.toFixed(1)}" r="1.2"/>`;
}

/**
 * One line over scans with a dot at its end. What is not known breaks the line, and without a value of the last scan
 * there is no dot.
 * @param label all the numbers in words
 */
export function sparkline(values: readonly (number | null)[], unit: FigureUnit, label: string): Markup {
  const points = pointsOf(values, unit);
  const last = points.at(-1) ?? null;
  return html`<svg class="spark" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-label="${label}">${runsOf(points).map(runShape)}${last !== null && html`<circle class="end" cx="${last.x.toFixed(1)}" cy="${last.y.toFixed(1)}" r="2.5"/>`}</svg>`;
}

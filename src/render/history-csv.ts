import { stringify } from 'csv-stringify/sync';
import type { FigurePoint } from '../core/history/history-report.ts';
import { cell } from './csv.ts';
import { stateOfFigure } from './trend.ts';

const columns = [
  ...['tenant', 'scan', 'as_of', 'figure', 'version', 'unit', 'value', 'numerator', 'denominator', 'unknown'],
];

const notKnown = 'unknown';

function* pointLines(tenant: string, { scan, figures }: FigurePoint): Generator<string> {
  const lines = figures.map((figure) => {
    const { id, version, unit, value, numerator, denominator, unknown } = figure;
    // Nothing to count is not the same as not known, and neither is 0.
    const told = { known: String(value), none: '', unknown: notKnown }[stateOfFigure(figure)];
    const numbers = [told, String(numerator), String(denominator), unknown === null ? notKnown : String(unknown)];
    return [tenant, scan.id, scan.asOf, id, String(version), unit, ...numbers].map(cell);
  });
  yield stringify(lines, { record_delimiter: '\r\n' });
}

/** One scan and figure a line, oldest scan first, for spreadsheets: hence the BOM, and CRLF. Piece by piece. */
export function* historyCsvOf(all: readonly { tenant: string; trend: readonly FigurePoint[] }[]): Generator<string> {
  yield stringify([columns], { bom: true, record_delimiter: '\r\n' });
  for (const { tenant, trend } of all) {
    for (const point of trend) yield* pointLines(tenant, point);
  }
}

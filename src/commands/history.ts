import picocolors from 'picocolors';
import stringWidth from 'string-width';
import type { FigurePoint } from '../core/history/history-report.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import { catalogue, commands } from '../messages/index.ts';
import { columnsOf } from '../output/wrap.ts';
import { hanging, pad, plainSigns, shorten } from '../render/columns.ts';
import { figureTable } from '../render/figure-table.ts';
import { historyCsvOf } from '../render/history-csv.ts';
import { historyJsonOf } from '../render/history-json.ts';
import { figureLine, token } from '../render/history-pipe.ts';
import { type Paper, titleLines } from '../render/history-terminal.ts';
import { minuteIn } from '../render/moment.ts';
import { visible } from '../render/plain.ts';
import { scansInLine, trendRowsOf } from '../render/trend.ts';
import { type StoredScan, scansOf } from '../store/scans.ts';
import { trendOf } from '../store/trend.ts';
import { inPast, type Past, type PastOptions, type PastTenant } from './past.ts';

/** What `shisei history` can be told. */
export interface HistoryOptions extends PastOptions {
  format: 'text' | 'csv' | 'json';
  /** So many of the newest scans; not given: all, but in text as many as a person reads. */
  last?: number;
}

/** Scans that text lists where nobody says how many. */
const scansListed = 10;

interface Remembered extends PastTenant {
  /** Oldest first. */
  scans: readonly StoredScan[];
  /** Of how many. */
  all: number;
  trend: readonly FigurePoint[];
}

async function remembered(tenant: PastTenant, last: number | undefined, { store }: Past): Promise<Remembered> {
  const scans = await scansOf(store, tenant.id);
  const trend = await trendOf(store, tenant.id, last);
  return { ...tenant, scans: last === undefined ? scans : scans.slice(-last), all: scans.length, trend };
}

function scanLines({ scans, timeZone }: Remembered, { locale }: Past, { catalogue: { ui }, width }: Paper): string[] {
  const { scanHeads, limited } = commands(locale).past;
  const when = `${scanHeads.asOf}${ui.aside(ui.zone(timeZone))}`;
  const rows = scans.toReversed().map(({ id, asOf, status, hold, limited: isLimited }) => {
    const state = isLimited ? ui.series([ui.status[status], limited]) : ui.status[status];
    return { cells: [visible(id, 40), minuteIn(asOf, timeZone), plainSigns(state)], hold };
  });
  const wide = [scanHeads.id, when].map((head, column) =>
    Math.max(...[head, ...rows.map(({ cells }) => cells[column] ?? '')].map((word) => stringWidth(word))),
  );
  const line = (cells: readonly string[]) =>
    shorten(cells.map((word, column) => pad(word, wide[column] ?? 0)).join('  '), width).trimEnd();
  return [
    line([scanHeads.id, when, scanHeads.status]),
    ...rows.flatMap(({ cells, hold }) => {
      const why = hold === null ? [] : hanging(`${ui.label(scanHeads.hold)}${visible(hold.reason)}`, width - 2);
      return [line(cells), ...why.map((one) => `  ${one}`)];
    }),
  ];
}

function forPeople(one: Remembered, last: number | undefined, past: Past, io: Io): string {
  const texts = catalogue(past.locale);
  const words = commands(past.locale).past;
  const { bold, magenta } = picocolors.createColors(io.colour);
  const { id, name, timeZone, trend, scans, all } = one;
  const paper = { catalogue: texts, timeZone, width: columnsOf(io) - 2, bold, doubtful: magenta };
  const shown = { ...one, scans: last === undefined ? scans.slice(-scansListed) : scans };
  const lines = [
    ...titleLines({ id, name }, paper),
    bold(plainSigns(words.figures(Math.min(scansInLine, trend.length)))),
    ...figureTable(trendRowsOf(trend), words.figureHeads, paper),
    '',
    bold(plainSigns(words.scans(shown.scans.length, all))),
    ...scanLines(shown, past, paper),
  ];
  return `${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}

function forPipes({ id, scans, trend }: Remembered): string {
  const lines = scans.flatMap(({ id: scan, asOf, status, limited, hold }) => {
    const held = hold === null ? '' : ` hold=${token(hold.reason)}`;
    const figures = trend.find((point) => point.scan.id === scan)?.figures ?? [];
    return [
      `scan ${token(scan)} as-of=${asOf} status=${status} limited=${limited}${held}`,
      ...figures.map((figure) => `scan ${token(scan)} ${figureLine(figure)}`),
    ];
  });
  return lines.map((line) => `${visible(id)}: ${line}\n`).join('');
}

/** `shisei history`: the figures of a tenant over its scans, and the scans. */
export async function history({ format, last, ...options }: HistoryOptions, io: Io): Promise<number> {
  return inPast(options, io, async (past) => {
    const all: Remembered[] = [];
    for (const tenant of past.tenants) {
      io.signal.throwIfAborted();
      all.push(await remembered(tenant, last, past));
    }
    const named = all.map(({ id, scans, trend }) => ({ tenant: id, scans, trend }));
    if (format === 'json') for (const chunk of historyJsonOf(named)) io.out(chunk);
    else if (format === 'csv') for (const chunk of historyCsvOf(named)) io.out(chunk);
    else if (io.terminal.out) io.out(all.map((one) => forPeople(one, last, past, io)).join('\n'));
    else for (const one of all) io.out(forPipes(one));
    return exitStatus.fine;
  });
}

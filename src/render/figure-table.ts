import stringWidth from 'string-width';
import { pad, plainSigns, shorten } from './columns.ts';
import type { Paper } from './history-terminal.ts';
import { figureWords, stepWords } from './history-words.ts';
import { stateOfFigure, type TrendRow } from './trend.ts';

/** Between two columns. */
const gap = '  ';

/** Columns that a name has at least. */
const leastName = 8;

function widestOf(words: readonly string[]): number {
  return Math.max(...words.map((word) => stringWidth(word)));
}

/** Stands for values that do not fit. */
const leftOut = '...';

/** The oldest of the values before the last, and as many of the newest as fit; oldest first. */
function lineBefore({ unit, points }: TrendRow, { catalogue: { ui } }: Paper, room: number): string {
  const words = points.slice(0, -1).map((point) => {
    const state = stateOfFigure(point);
    if (state !== 'known') return state === 'none' ? '-' : '?';
    return plainSigns(ui.history.short(unit, point?.value ?? null));
  });
  const whole = words.join(gap);
  if (stringWidth(whole) <= room) return whole;
  const start = `${words[0]}${gap}${leftOut}`;
  let line = '';
  for (const word of words.slice(1).toReversed()) {
    const longer = `${gap}${word}${line}`;
    if (stringWidth(start + longer) > room) break;
    line = longer;
  }
  if (line !== '') return `${start}${line}`;
  const newest = words.at(-1) ?? '';
  return stringWidth(newest) <= room ? newest : '';
}

/** Figures for a terminal: value, change and the scans before, and below what the value rests on. */
export function figureTable(
  rows: readonly TrendRow[],
  heads: Record<'figure' | 'now' | 'step' | 'line', string>,
  paper: Paper,
): string[] {
  const { catalogue, width, doubtful } = paper;
  const { ui } = catalogue;
  const cells = rows.map((row) => {
    const { state, value, basis } = figureWords(row.now, ui);
    const name = plainSigns(ui.history.figure[row.id]);
    return {
      row,
      state,
      basis,
      name,
      value: state === 'unknown' ? '?' : plainSigns(value),
      step: plainSigns(stepWords(row, ui)),
    };
  });
  const value = widestOf([heads.now, ...cells.map((cell) => cell.value)]);
  const step = widestOf([heads.step, ...cells.map((cell) => cell.step)]);
  const rest = value + step + 3 * gap.length;
  const name = Math.min(widestOf([heads.figure, ...cells.map((cell) => cell.name)]), Math.max(leastName, width - rest));
  const room = Math.max(0, width - rest - name);
  const head = [pad(shorten(heads.figure, name), name), pad(heads.now, value), pad(heads.step, step), heads.line];
  return [
    shorten(head.join(gap), width).trimEnd(),
    ...cells.flatMap((cell) => {
      const shown = pad(cell.value, value);
      const told = [
        pad(shorten(cell.name, name), name),
        cell.state === 'unknown' ? doubtful(shown) : shown,
        pad(cell.step, step),
        lineBefore(cell.row, paper, room),
      ];
      return [told.join(gap).trimEnd(), ...(cell.basis === null ? [] : [`  ${shorten(cell.basis, width - 2)}`])];
    }),
  ];
}

import stringWidth from 'string-width';
import { pad, plainSigns, shorten } from './columns.ts';
import type { Paper } from './history-terminal.ts';
import { figureWords, stepWords } from './history-words.ts';
import { stateOfFigure, type TrendRow } from './trend.ts';

/** Between two columns. */
const gap = '  ';

/** As many of the values before the last as fit, the newest of them; oldest first. */
function lineBefore({ unit, points }: TrendRow, { catalogue: { ui } }: Paper, room: number): string {
  const words = points.slice(0, -1).map((point) => {
    const state = stateOfFigure(point);
    if (state !== 'known') return state === 'none' ? '-' : '?';
    return plainSigns(ui.history.short(unit, point?.value ?? null));
  });
  let line = '';
  for (const word of words.toReversed()) {
    const longer = line === '' ? word : `${word}${gap}${line}`;
    if (stringWidth(longer) > room) break;
    line = longer;
  }
  return line;
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
  const widest = (head: string, words: readonly string[]) =>
    Math.max(...[head, ...words].map((word) => stringWidth(word)));
  const wide = {
    name: widest(
      heads.figure,
      cells.map(({ name }) => name),
    ),
    value: widest(
      heads.now,
      cells.map(({ value }) => value),
    ),
    step: widest(
      heads.step,
      cells.map(({ step }) => step),
    ),
  };
  const used = wide.name + wide.value + wide.step + 3 * gap.length;
  const room = Math.max(0, width - used);
  const head = [pad(heads.figure, wide.name), pad(heads.now, wide.value), pad(heads.step, wide.step), heads.line].join(
    gap,
  );
  return [
    shorten(head, width).trimEnd(),
    ...cells.flatMap(({ row, state, basis, name, value, step }) => {
      const shown = pad(value, wide.value);
      const line = lineBefore(row, paper, room);
      const told = `${pad(name, wide.name)}${gap}${state === 'unknown' ? doubtful(shown) : shown}${gap}${pad(step, wide.step)}${gap}${line}`;
      return [told.trimEnd(), ...(basis === null ? [] : [`  ${shorten(basis, width - 2)}`])];
    }),
  ];
}

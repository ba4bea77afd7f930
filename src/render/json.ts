import type { Changes } from '../core/history/changes.ts';
import type { HistoryReport } from '../core/history/history-report.ts';
import type { CheckResult, Report } from '../core/report.ts';
import type { Format } from './format.ts';
import { withHidden } from './plain.ts';

/** Both halves of a character that needs two. */
function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/**
 * Escapes what a terminal or an editor obeys instead of showing it, in JSON that is written already; the values stay the
 * same. Controls below a space are only the ends of its lines: `JSON.stringify` escapes those of values.
 */
export function showSigns(json: string): string {
  return withHidden(json, (character) => (character < ' ' ? character : escaped(character)));
}

/** JSON in which every sign can be seen. Lone surrogates are escaped by `JSON.stringify`. */
export function safeJson(value: unknown, indent?: number): string {
  return showSigns(JSON.stringify(value, null, indent));
}

/** Items as a list, one a line. */
export function* listChunks(items: Iterable<Iterable<string>>): Generator<string> {
  let before = '[\n';
  for (const item of items) {
    yield before;
    yield* item;
    before = ',\n';
  }
  yield before === '[\n' ? '[]' : '\n]';
}

function* oneByOne<Item, Text>(items: Iterable<Item>, textOf: (item: Item) => Text): Generator<Text> {
  for (const item of items) yield textOf(item);
}

function* resultChunks({ findings, ...head }: CheckResult): Generator<string> {
  yield `${safeJson(head).slice(0, -1)},"findings":`;
  yield* listChunks(oneByOne(findings, (finding) => [safeJson(finding)]));
  yield '}';
}

/** One change a line, as findings are. */
function* historyChunks(history: HistoryReport): Generator<string> {
  if (history.state !== 'kept') {
    yield safeJson(history);
    return;
  }
  const { state, changes, trend } = history;
  yield `{"state":${safeJson(state)},"changes":`;
  if (changes === null) yield 'null';
  else yield* changesChunks(changes);
  yield ',"trend":';
  yield* listChunks(oneByOne(trend, (point) => [safeJson(point)]));
  yield '}';
}

/** What differs between two scans, one change a line. */
export function* changesChunks({ from, to, findings, facts, sight }: Changes): Generator<string> {
  yield `{"from":${safeJson(from)},"to":${safeJson(to)}`;
  for (const [name, items] of Object.entries({ findings, facts, sight })) {
    yield `,${safeJson(name)}:`;
    yield* listChunks(oneByOne<unknown, string[]>(items, (item) => [safeJson(item)]));
  }
  yield '}';
}

/**
 * `report.json`, piece by piece, so that the report of a large directory is never in memory as one text. One finding a
 * line; the order of keys is that in which the report is built, so the same report gives the same bytes.
 */
export function* jsonChunks({ results, people, ...head }: Report): Generator<string> {
  let before = '{';
  for (const [key, value] of Object.entries(head)) {
    yield `${before}\n${safeJson(key)}:`;
    if (key === 'history') yield* historyChunks(head.history);
    else yield safeJson(value);
    before = ',';
  }
  yield `${before}\n"people":{"joined":`;
  yield* listChunks(oneByOne(people.joined, (person) => [safeJson(person)]));
  yield ',"unjoined":';
  yield* listChunks(oneByOne(people.unjoined, (one) => [safeJson(one)]));
  yield '},\n"results":';
  yield* listChunks(oneByOne(results, resultChunks));
  yield '\n}\n';
}

export const jsonFormat: Format = { file: 'report.json', render: ({ report }) => jsonChunks(report) };

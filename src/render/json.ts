import type { CheckResult, Report } from '../core/report.ts';
import type { Format } from './format.ts';

const separators = /[\u2028\u2029]/g;

/** Lone surrogates come out escaped (`JSON.stringify` is well-formed); two separators that old readers take for line ends too. */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(separators, (found) =>
    found === '\u2028' ? '\\u2028' : '\\u2029',
  );
}

function* list(items: Iterable<Iterable<string>>): Generator<string> {
  let before = '[\n';
  for (const item of items) {
    yield before;
    yield* item;
    before = ',\n';
  }
  yield before === '[\n' ? '[]' : '\n]';
}

function* resultChunks({ findings, ...head }: CheckResult): Generator<string> {
  yield `${safeJson(head).slice(0, -1)},"findings":`;
  yield* list(findings.map((finding) => [safeJson(finding)]));
  yield '}';
}

/**
 * `report.json`, piece by piece, so that the report of a large directory is never in memory as one text. One finding a
 * line; the order of keys is that in which the report is built, so the same report gives the same bytes.
 */
export function* jsonChunks({ results, ...head }: Report): Generator<string> {
  let before = '{';
  for (const [key, value] of Object.entries(head)) {
    yield `${before}\n${safeJson(key)}:${safeJson(value)}`;
    before = ',';
  }
  yield `${before}\n"results":`;
  yield* list(results.map(resultChunks));
  yield '\n}\n';
}

export const jsonFormat: Format = { file: 'report.json', render: jsonChunks };

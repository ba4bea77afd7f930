import { datasetNames } from '../core/datasets.ts';
import type { Format } from './format.ts';

/** The order of the published contract; keys not named here follow in alphabetical order. */
const order = [
  ...['schema', 'tool', 'tenant', 'scan', 'directories', 'results', 'summary', 'notes'],
  ...['check', 'provider', 'directoryId', 'key', 'id', 'name', 'version', 'type', 'login', 'subject'],
  ...['startedAt', 'finishedAt', 'asOf', 'state', 'rows', 'status', 'requests', 'sent', 'retried', 'datasets'],
  ...['verdict', 'message', 'text', 'data', 'severity', 'counts', 'judged', 'failed', 'unknown', 'excepted'],
  ...['low', 'medium', 'high', 'critical', 'gaps', 'controls', 'findings', 'accounts', 'kind', 'detail'],
  ...['exception', 'reason', 'approvedBy', 'until', 'gap', 'source', 'framework', ...datasetNames],
];
const places = new Map([...new Set(order)].map((key, place) => [key, place]));

function compareKeys(a: string, b: string): number {
  const left = places.get(a) ?? order.length;
  const right = places.get(b) ?? order.length;
  return left - right || (a < b ? -1 : a > b ? 1 : 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sorts one object at a time while it is written, so that no second report is ever in memory. */
function sorted(_key: string, value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareKeys(a, b)));
}

const separators = /[\u2028\u2029]/g;

/**
 * The same value gives the same bytes. Lone surrogates come out escaped (`JSON.stringify` is well-formed), and so do the
 * two separators that older readers take for line ends; all else stays as the directory has it.
 */
export function stableJson(value: unknown): string {
  const text = JSON.stringify(value, sorted, 2).replace(separators, (found) =>
    found === '\u2028' ? '\\u2028' : '\\u2029',
  );
  return `${text}\n`;
}

export const jsonFormat: Format = { file: 'report.json', render: (report) => stableJson(report) };

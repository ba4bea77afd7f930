import type { RequestRecord } from '../../src/demo/service.ts';

/** One kind of question that a scan asks: the same path and the same selection, whatever ids and pages are in it. */
export interface Endpoint {
  name: string;
  /** How often it was asked in a scan without faults. */
  requests: number;
  /** Asked by itself, and not only inside a batch. */
  wire: boolean;
}

const ids: readonly [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '{id}'],
  [/\/data\/download\/[^?]+/g, '/data/download/{id}'],
  [/\/(groups|users)\/(?!all\/)[^/?]+\//g, '/$1/{id}/'],
  [/\/dates\/[\d-]+/g, '/dates/{day}'],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '{instant}'],
  [/%20|\+/g, ' '],
];

/** Parts of a query that tell one reading from another. */
const telling = ['$select', '$filter', '$expand', 'filter', 'eventName', 'parameters', 'showDeleted', 'projection'];

/** @param url path and query */
export function endpointOf(method: string, url: string): string {
  const [path = '', query = ''] = url.split('?');
  const asked = new URLSearchParams(query);
  const parts = telling.flatMap((name) => {
    const value = asked.get(name);
    return value === null ? [] : [`${name}=${value}`];
  });
  const text = `${method} ${path}${parts.length === 0 ? '' : `?${parts.join('&')}`}`;
  return ids.reduce((name, [pattern, word]) => name.replace(pattern, word), text);
}

/** Whether a request asks for a page after the first. */
export function isLaterPage(url: string): boolean {
  return /[?&](?:\$skiptoken|%24skiptoken|pageToken)=/i.test(url);
}

/** What a scan asked, sorted by name. */
export function endpointsOf(log: readonly RequestRecord[]): Endpoint[] {
  const found = new Map<string, Endpoint>();
  for (const { method, url, batched } of log) {
    const name = endpointOf(method, url);
    const known = found.get(name) ?? { name, requests: 0, wire: false };
    found.set(name, { name, requests: known.requests + 1, wire: known.wire || !batched });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

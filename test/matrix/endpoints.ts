import type { Faults, RealAnswer } from '../../src/demo/faults.ts';
import type { RequestRecord } from '../../src/demo/service.ts';
import { listOf } from './lists.ts';

/** One kind of question that a scan asks: the same path and the same selection, whatever ids and pages are in it. */
export interface Endpoint {
  name: string;
  /** How many addresses it has in a scan without faults: a repetition is no further one. */
  requests: number;
  /** Asked by itself, and not only inside a batch. */
  wire: boolean;
  /** Of its answers in a scan without faults. Null: nobody looked. */
  answers: Answers | null;
}

/** What the answers of an endpoint offer to faults. */
export interface Answers {
  success: boolean;
  /** Some object among them holds a list with rows. */
  rows: boolean;
  /** Some of them is a page of a list. */
  page: boolean;
  /** Some of them is a page after the first. */
  laterPage: boolean;
  /** Some of them is a batch. */
  parts: boolean;
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

/** Watches the answers of a scan, and changes none. */
export function createWatch(): { faults: Faults; seen: ReadonlyMap<string, Answers> } {
  const seen = new Map<string, Answers>();
  function note(name: string, url: string, { status, body }: RealAnswer): void {
    const known = seen.get(name) ?? { success: false, rows: false, page: false, laterPage: false, parts: false };
    const list = status === 200 ? listOf(body) : null;
    seen.set(name, {
      success: known.success || status === 200,
      rows: known.rows || (list?.rows.length ?? 0) > 0,
      page: known.page || list?.isPage === true,
      laterPage: known.laterPage || isLaterPage(url),
      parts: known.parts || list?.field === 'responses',
    });
  }
  return {
    seen,
    faults: ({ method, url }) => ({
      rewrite: (answer) => {
        note(endpointOf(method, url), url, answer);
        return null;
      },
    }),
  };
}

/** What a scan asked, sorted by name. */
export function endpointsOf(log: readonly RequestRecord[], seen?: ReadonlyMap<string, Answers>): Endpoint[] {
  const found = new Map<string, Endpoint>();
  const addresses = new Set<string>();
  for (const { method, url, batched } of log) {
    const name = endpointOf(method, url);
    const known = found.get(name) ?? { name, requests: 0, wire: false, answers: seen?.get(name) ?? null };
    const isNew = !addresses.has(`${method} ${url}`);
    addresses.add(`${method} ${url}`);
    found.set(name, { ...known, requests: known.requests + (isNew ? 1 : 0), wire: known.wire || !batched });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

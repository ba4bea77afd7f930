import { random } from './large-scale.ts';

/** Part of a query string as it was sent: names decoded, values decoded, and the raw text to repeat. */
export interface QueryPart {
  name: string;
  value: string;
  raw: string;
}

function decodeComponent(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

export function queryParts(url: string): QueryPart[] {
  const query = url.split('?')[1]?.split('#')[0] ?? '';
  if (query === '') return [];
  return query.split('&').map((raw) => {
    const [name = '', ...rest] = raw.split('=');
    return { name: decodeComponent(name), value: decodeComponent(rest.join('=')), raw };
  });
}

export function encodeOffset(offset: number): string {
  return Buffer.from(`offset:${offset}`).toString('base64url');
}

/** Where a page begins; null when the token is none of ours. */
export function decodeOffset(token: string): number | null {
  const offset = /^offset:(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1];
  return offset === undefined ? null : Number(offset);
}

/** The absolute address of the next page, with every other part of the query as it was sent. */
export function nextLink(url: string, offset: number): string {
  const kept = queryParts(url)
    .filter(({ name }) => name.toLowerCase() !== '$skiptoken')
    .map(({ raw }) => raw);
  return `${url.split('?')[0]}?${[...kept, `$skiptoken=${encodeOffset(offset)}`].join('&')}`;
}

/** Pages as bytes, by address: a benchmark asks for the same large page many times. */
export class PageCache {
  readonly #pages = new Map<string, Uint8Array<ArrayBuffer>>();

  get(key: string, make: () => unknown): Uint8Array<ArrayBuffer> {
    const known = this.#pages.get(key);
    if (known !== undefined) return known;
    if (this.#pages.size >= 2000) this.#pages.clear();
    const page = new Uint8Array(new TextEncoder().encode(JSON.stringify(make())));
    this.#pages.set(key, page);
    return page;
  }
}

/** How a directory may serve its lists: in any order, and in pages shorter than those asked for. */
export interface Serving {
  /** Lists without an order of their own come in one that depends on this. */
  seed: number;
  longestPage: number;
}

/** The rows in the order in which they are served; it is the same for every page of a list. */
export function served<Row>(rows: readonly Row[], serving: Serving | undefined): readonly Row[] {
  if (serving === undefined) return rows;
  const next = random(serving.seed + rows.length);
  return rows
    .map((row) => ({ row, place: next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
}

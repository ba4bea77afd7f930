import { ForeignAddressError, PagingError } from './errors.ts';

export interface Page<Row> {
  rows: readonly Row[];
  /** Link or token of the next page; null after the last. */
  next: string | null;
}

export interface PagesOptions<Row> {
  /** For messages: what is being read. */
  place: string;
  /** Reads a page; null asks for the first. */
  read: (next: string | null) => Promise<Page<Row>>;
  key: (row: Row) => string;
  /** Whether an error says that a page token is too old; the reading then starts again, once. */
  isExpired: (error: unknown) => boolean;
}

const mostPages = 20_000;
/** Empty pages on the way are normal for both providers; so many in a row are a circle. */
const mostPagesWithoutNews = 25;

/** Every row once, page after page. Never goes round in circles, and never ends early without throwing. */
export async function* pages<Row>({ place, read, key, isExpired }: PagesOptions<Row>): AsyncGenerator<Row, void> {
  const known = new Set<string>();
  let visited = new Set<string>();
  let next: string | null = null;
  let restarted = false;
  let withoutNews = 0;
  for (let count = 0; count < mostPages; count += 1) {
    let page: Page<Row>;
    try {
      page = await read(next);
    } catch (error) {
      if (restarted || next === null || !isExpired(error)) throw error;
      restarted = true;
      next = null;
      visited = new Set();
      withoutNews = -known.size;
      continue;
    }
    let news = 0;
    for (const row of page.rows) {
      const rowKey = key(row);
      if (known.has(rowKey)) continue;
      known.add(rowKey);
      news += 1;
      yield row;
    }
    if (page.next === null) return;
    if (visited.has(page.next)) throw new PagingError(place, 'a next link came twice');
    visited.add(page.next);
    withoutNews = news === 0 ? withoutNews + 1 : 0;
    if (withoutNews >= mostPagesWithoutNews)
      throw new PagingError(place, `${withoutNews} pages in a row without a new row`);
    next = page.next;
  }
  throw new PagingError(place, `more than ${mostPages} pages`);
}

/**
 * A next link, if it stays on the service that gave it.
 * @throws ForeignAddressError for another scheme, host, port, or with credentials in it
 */
export function sameOrigin(place: string, link: string, origin: string): URL {
  const url = URL.parse(link);
  if (url === null || url.origin !== origin || url.username !== '' || url.password !== '') {
    throw new ForeignAddressError(place, url === null ? 'something that is no address' : url.origin);
  }
  return url;
}

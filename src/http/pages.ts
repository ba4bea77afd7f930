import { ForeignAddressError, PagingError } from './errors.ts';
import { createRepeats } from './repeats.ts';

export interface Page<Row> {
  rows: readonly Row[];
  /** Link or token of the next page; null after the last. */
  next: string | null;
}

/** Where a reading ends before the list does. */
export interface PageLimit {
  pages: number;
  /** Told when there are more. */
  onCut: () => void;
}

export interface PagesOptions<Row> {
  /** For messages: what is being read. */
  place: string;
  /** Reads a page; null asks for the first. */
  read: (next: string | null) => Promise<Page<Row>>;
  key: (row: Row) => string;
  /** Whether an error says that a page token is too old; the reading then starts again, once. */
  isExpired: (error: unknown) => boolean;
  /** All pages are read when left out. */
  limit?: PageLimit;
}

const mostPages = 20_000;
/** Empty pages on the way are normal for both providers; so many in a row are a circle. */
const mostPagesWithoutNews = 25;

/**
 * The rows, page after page; a row may come twice. Never goes round in circles, and never ends early without throwing,
 * or telling the `limit`.
 */
export async function* pages<Row>({
  place,
  read,
  key,
  isExpired,
  limit,
}: PagesOptions<Row>): AsyncGenerator<readonly Row[], void> {
  const ends = new Set<string>();
  // Looking at the first and the last row of a page is enough to tell it from one that came before.
  const isNews = (rows: readonly Row[]): boolean => {
    const before = ends.size;
    for (const row of [rows[0], rows.at(-1)]) if (row !== undefined) ends.add(key(row));
    return ends.size > before;
  };
  let visited = new Set<string>();
  let next: string | null = null;
  let restarted = false;
  let withoutNews = 0;
  let answered = 0;
  for (let count = 0; count < mostPages; count += 1) {
    let page: Page<Row>;
    try {
      page = await read(next);
    } catch (error) {
      if (restarted || next === null || !isExpired(error)) throw error;
      restarted = true;
      next = null;
      visited = new Set();
      ends.clear();
      withoutNews = 0;
      answered = 0;
      continue;
    }
    if (page.rows.length > 0) yield page.rows;
    if (page.next === null) return;
    answered += 1;
    if (limit !== undefined && answered >= limit.pages) {
      limit.onCut();
      return;
    }
    if (visited.has(page.next)) throw new PagingError(place, 'a next link came twice');
    visited.add(page.next);
    withoutNews = isNews(page.rows) ? 0 : withoutNews + 1;
    if (withoutNews >= mostPagesWithoutNews)
      throw new PagingError(place, `${withoutNews} pages in a row without a new row`);
    next = page.next;
  }
  throw new PagingError(place, `more than ${mostPages} pages`);
}

/**
 * The pages without rows that came before in the same page or the one before it, where a list that moves while it is
 * read shows them again. For rows that are counted.
 * @param key null where a row cannot be told from others
 */
export async function* withoutRepeats<Row>(
  reading: AsyncIterable<readonly Row[]>,
  key: (row: Row) => string | null,
): AsyncGenerator<readonly Row[], void> {
  const repeats = createRepeats(key);
  for await (const rows of reading) yield repeats.without(rows);
}

/** The rows of small lists, one by one. */
export async function* eachRow<Row>(reading: AsyncIterable<readonly Row[]>): AsyncGenerator<Row, void> {
  for await (const rows of reading) yield* rows;
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

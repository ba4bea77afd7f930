/** Why a reading ended before its end. */
export interface Broken {
  error: unknown;
}

/** The same pages, each shown to somebody on its way. */
export async function* noting<Page>(
  pages: AsyncIterable<Page>,
  each: (page: Page) => void,
): AsyncGenerator<Page, void> {
  for await (const page of pages) {
    each(page);
    yield page;
  }
}

/**
 * Reads on as long as that is possible. What was read can then be used before the error is thrown, which is up to the
 * caller.
 */
export async function readUntilBroken<Row>(
  reading: AsyncIterable<readonly Row[]>,
  each: (row: Row) => void,
): Promise<Broken | undefined> {
  try {
    for await (const rows of reading) for (const row of rows) each(row);
    return undefined;
  } catch (error) {
    return { error };
  }
}

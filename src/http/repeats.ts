/** Tells rows that a list gives once more from those that are new. */
export interface Repeats<Row> {
  /** The rows of the next page that are neither on it already nor on the page before. */
  without(rows: readonly Row[]): Row[];
  /** The list begins again: what comes now is new. */
  forget(): void;
}

/**
 * A list that moves while it is read repeats rows, and does so close by: two pages are remembered, however many there are.
 * @param key null where a row cannot be told from others
 */
export function createRepeats<Row>(key: (row: Row) => string | null): Repeats<Row> {
  let before: ReadonlySet<string> = new Set();
  return {
    without(rows) {
      const here = new Set<string>();
      const fresh = rows.filter((row) => {
        const name = key(row);
        if (name === null) return true;
        const isNew = !before.has(name) && !here.has(name);
        here.add(name);
        return isNew;
      });
      before = here;
      return fresh;
    },
    forget() {
      before = new Set();
    },
  };
}

interface Link<Row> {
  step?: Promise<IteratorResult<Row, void>>;
  next?: Link<Row>;
}

async function* follow<Row>(start: Link<Row>, source: AsyncIterator<Row, void>): AsyncGenerator<Row, void> {
  let link = start;
  for (;;) {
    link.step ??= source.next();
    const step = await link.step;
    if (step.done) return;
    yield step.value;
    link.next ??= {};
    link = link.next;
  }
}

/**
 * Lets several readers share one pass over a source: each sees every row, and the error at the end. A row is kept
 * only until the slowest has seen it, once all `readers` have begun; a reader after that starts a new pass.
 */
export function shareReading<Row>(
  open: () => AsyncIterator<Row, void>,
  readers: number,
): () => AsyncGenerator<Row, void> {
  let pass: { start: Link<Row>; source: AsyncIterator<Row, void>; left: number } | undefined;
  return () => {
    pass ??= { start: {}, source: open(), left: readers };
    const { start, source } = pass;
    pass.left -= 1;
    if (pass.left === 0) pass = undefined;
    return follow(start, source);
  };
}

interface Link<Row> {
  step?: Promise<IteratorResult<Row, void>>;
  next?: Link<Row>;
}

/** Holds on to nothing but the link that it stands at, so that what every reader has passed can be forgotten. */
async function* follow<Row>(from: { link: Link<Row> }, source: AsyncIterator<Row, void>): AsyncGenerator<Row, void> {
  for (;;) {
    from.link.step ??= source.next();
    const step = await from.link.step;
    if (step.done) return;
    yield step.value;
    from.link.next ??= {};
    from.link = from.link.next;
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
    return follow({ link: start }, source);
  };
}

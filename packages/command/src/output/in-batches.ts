/** The number of rows in one write. More rows are no faster. */
const MOST_ROWS = 500;

/**
 * The same rows in lists. The cost of a write is then paid once for all rows of one network chunk. No row waits for another: a list ends if
 * the next row is not there yet.
 */
export async function* inBatches<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
): AsyncGenerator<readonly Row[], undefined, undefined> {
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  let isDone = false;
  try {
    let next = ask(iterator);
    for (;;) {
      const first = await next;
      if (first.done) break;
      const batch = [first.value];
      const pause = new Promise<undefined>((resolve) => void setImmediate(() => resolve(undefined)));
      next = ask(iterator);
      while (batch.length < MOST_ROWS) {
        const found = await Promise.race([next, pause]);
        if (!found || found.done) break;
        batch.push(found.value);
        next = ask(iterator);
      }
      yield batch;
    }
    isDone = true;
    return undefined;
  } finally {
    if (!isDone) await iterator.return?.();
  }
}

/** The row is asked for before anything waits for it, so its failure is noticed later. */
function ask<Row>(iterator: AsyncIterator<Row> | Iterator<Row>): Promise<IteratorResult<Row>> {
  const next = Promise.resolve(iterator.next());
  next.catch(() => {});
  return next;
}

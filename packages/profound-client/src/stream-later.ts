import type { CitationsStream } from "./report-types.ts";

/** A stream that is made when something is first asked of it. */
export function streamLater<Row>(make: () => Promise<CitationsStream<Row>>): CitationsStream<Row> {
  let making: Promise<CitationsStream<Row>> | undefined;
  let made: CitationsStream<Row> | undefined;
  const ready = (): Promise<CitationsStream<Row>> => (making ??= make());
  const later: CitationsStream<Row> = {
    get summary() {
      return ready().then((stream) => stream.summary);
    },
    next: () => (made ? made.next() : ready().then((stream) => (made = stream).next())),
    return: () => ready().then((stream) => stream.return()),
    [Symbol.asyncIterator]: () => later,
  };
  return later;
}

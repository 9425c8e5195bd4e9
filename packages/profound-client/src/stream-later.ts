import type { CitationsStream } from "./report-types.ts";

/** A stream that is made when something is first asked of it. */
export function streamLater<Row>(make: () => Promise<CitationsStream<Row>>): CitationsStream<Row> {
  return new LaterStream(make);
}

/** A class, as its methods run once a row: the engine compiles them once, but closures again for each stream. */
class LaterStream<Row> implements CitationsStream<Row> {
  readonly #make: () => Promise<CitationsStream<Row>>;
  #making: Promise<CitationsStream<Row>> | undefined;
  #made: CitationsStream<Row> | undefined;

  constructor(make: () => Promise<CitationsStream<Row>>) {
    this.#make = make;
  }

  get summary(): CitationsStream<Row>["summary"] {
    return this.#ready().then((stream) => stream.summary);
  }

  next(): Promise<IteratorResult<Row, undefined>> {
    return this.#made ? this.#made.next() : this.#ready().then((stream) => (this.#made = stream).next());
  }

  return(): Promise<IteratorResult<Row, undefined>> {
    return this.#ready().then((stream) => stream.return());
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #ready(): Promise<CitationsStream<Row>> {
    return (this.#making ??= this.#make());
  }
}

import type { EventSettings } from "./event-reader.ts";
import type { EventStream, OpenStream, StreamEvent } from "./event-stream.ts";
import { connectionError } from "./read-response.ts";

/**
 * The events of one call. What reads them is loaded with the first: programs that stream nothing need not carry it.
 *
 * A class, as its methods run once an event: the engine compiles them once, but closures again for each stream.
 */
export class LazyEvents implements EventStream<StreamEvent> {
  readonly #settings: EventSettings;
  #opening: Promise<OpenStream<StreamEvent>> | undefined;
  #reader: OpenStream<StreamEvent> | undefined;

  constructor(settings: EventSettings) {
    this.#settings = settings;
  }

  open(): Promise<OpenStream<StreamEvent>> {
    this.#opening ??= import("./event-reader.ts").then(
      ({ EventReader }) => new EventReader(this.#settings),
      (cause: unknown) => {
        throw connectionError(this.#settings.call, cause);
      },
    );
    return this.#opening;
  }

  next(): Promise<IteratorResult<StreamEvent, undefined>> {
    // In one turn: who asks while the reader is loaded is served before those who find it there.
    return this.#reader ? this.#reader.next() : this.open().then((reader) => (this.#reader = reader).next());
  }

  return(): Promise<IteratorResult<StreamEvent, undefined>> {
    return this.open().then((reader) => reader.return());
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

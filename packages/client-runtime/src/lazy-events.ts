import type { EventSettings } from "./event-reader.ts";
import type { EventStream, OpenStream, StreamEvent } from "./event-stream.ts";
import { connectionError } from "./read-response.ts";

/**
 * The events of one call. The reader is loaded with the first event, so programs without streams need not load it.
 *
 * It is a class, since its methods run once for each event: the engine compiles them once, but closures again for each stream.
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
    // In one turn: callers that wait while the reader is loaded are served before later ones.
    return this.#reader ? this.#reader.next() : this.open().then((reader) => (this.#reader = reader).next());
  }

  return(): Promise<IteratorResult<StreamEvent, undefined>> {
    return this.open().then((reader) => reader.return());
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

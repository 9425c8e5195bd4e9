import { ResponseError } from "./errors.ts";
import type { EventStream, EventTools, OpenEvents, ReadEvents, StreamEvent } from "./event-stream.ts";
import { timeoutError } from "./fetch-with-timeout.ts";
import { connectionError } from "./read-response.ts";
import type { CallState } from "./wire.ts";

/**
 * Event streams whose decoder is loaded when the first event is asked for: programs that stream nothing need not carry it, and
 * clients without streams not even this.
 *
 * @example
 * createCall(operations, { …, events: lazyEvents(() => import("@specloom/client-runtime/events")) });
 */
export function lazyEvents(load: () => Promise<{ readonly readEvents: ReadEvents }>): OpenEvents {
  return (call, events) =>
    new LazyEvents(() =>
      load().then(
        ({ readEvents }) => readEvents({ ...events(), tools: toolsOf(call as CallState) }),
        (cause: unknown) => {
          throw connectionError(call as CallState, cause);
        },
      ),
    );
}

/** A class, as its methods run once an event: the engine compiles them once, but closures again for each stream. */
class LazyEvents implements EventStream<StreamEvent> {
  readonly #make: () => Promise<EventStream<StreamEvent>>;
  #making: Promise<EventStream<StreamEvent>> | undefined;
  #stream: EventStream<StreamEvent> | undefined;

  constructor(make: () => Promise<EventStream<StreamEvent>>) {
    this.#make = make;
  }

  next(): ReturnType<EventStream<StreamEvent>["next"]> {
    return this.#stream ? this.#stream.next() : this.#askFirst((stream) => stream.next());
  }

  nextRow(): ReturnType<EventStream<StreamEvent>["nextRow"]> {
    return this.#stream ? this.#stream.nextRow() : this.#askFirst((stream) => stream.nextRow());
  }

  return(): ReturnType<EventStream<StreamEvent>["return"]> {
    this.#stream ??= closed;
    return this.#stream.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** All in one turn: whoever asks while the stream is being made is served before those who find it made. */
  #askFirst<Answer>(ask: (stream: EventStream<StreamEvent>) => Promise<Answer>): Promise<Answer> {
    this.#making ??= this.#make();
    return this.#making.then((made) => ask((this.#stream ??= made)));
  }
}

const atEnd = (): Promise<IteratorReturnResult<undefined>> => Promise.resolve({ done: true, value: undefined });
/** A stream that was left before it began. */
const closed: EventStream<StreamEvent> = { next: atEnd, nextRow: atEnd, return: atEnd, [Symbol.asyncIterator]: () => closed };

function toolsOf(call: CallState): EventTools {
  return {
    responseError: (message, fields) => new ResponseError(call, message, fields),
    timeoutError: (limit, ms, rows) => timeoutError(call, limit, ms, rows),
    connectionError: (cause, rows) => connectionError(call, cause, rows),
    confidence: () => call.confidence,
  };
}

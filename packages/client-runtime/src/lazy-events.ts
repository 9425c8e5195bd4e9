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
  return (call, events) => {
    let loading: Promise<EventStream<StreamEvent>> | undefined;
    let stream: EventStream<StreamEvent> | undefined;
    const open = (): Promise<EventStream<StreamEvent>> =>
      (loading ??= load().then(
        ({ readEvents }) => (stream ??= readEvents({ ...events(), tools: toolsOf(call as CallState) })),
        (cause: unknown) => {
          throw connectionError(call as CallState, cause);
        },
      ));
    const lazy: EventStream<StreamEvent> = {
      next: () => (stream ? stream.next() : open().then((loaded) => loaded.next())),
      nextRow: () => (stream ? stream.nextRow() : open().then((loaded) => loaded.nextRow())),
      return() {
        stream ??= { ...lazy, next: atEnd, nextRow: atEnd, return: atEnd };
        return stream.return();
      },
      [Symbol.asyncIterator]: () => lazy,
    };
    return lazy;
  };
}

function atEnd(): Promise<IteratorReturnResult<undefined>> {
  return Promise.resolve({ done: true, value: undefined });
}

function toolsOf(call: CallState): EventTools {
  return {
    responseError: (message, fields) => new ResponseError(call, message, fields),
    timeoutError: (limit, ms, rows) => timeoutError(call, limit, ms, rows),
    connectionError: (cause, rows) => connectionError(call, cause, rows),
    confidence: () => call.confidence,
  };
}

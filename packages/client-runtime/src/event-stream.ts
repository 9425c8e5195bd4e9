import type { CallRecord, ResponseError, RowCounts, TimeLimit } from "./errors.ts";
import type { Validator } from "./operation.ts";
import type { Limits, RequestOptions } from "./options.ts";
import type { Confidence } from "./redact.ts";

/** One event, decoded. */
export interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
}

/** What a vendor's documentation says of the events of one operation. */
export interface StreamRule {
  /** The names that are handed out; others are skipped. */
  readonly events: readonly string[];
  /** The name of the events that are counted as rows. */
  readonly row: string;
  /** How many rows this event promises; undefined where it promises nothing. `input` is the call's. */
  readonly expected: (event: StreamEvent, input: object) => number | undefined;
}

/** The events of one call. The request is made when the first is asked for; leaving a loop early closes the connection. */
export interface EventStream<Event> {
  next(): Promise<IteratorResult<Event, undefined>>;
  /** The data of the next row, past all events that are no rows: for methods that hand out rows, at the cost of one promise a row. */
  nextRow(): Promise<IteratorResult<unknown, undefined>>;
  return(): Promise<IteratorResult<Event, undefined>>;
  [Symbol.asyncIterator](): EventStream<Event>;
}

/** What reading the events of one call takes. */
export interface EventSettings {
  readonly input: object;
  readonly options: RequestOptions;
  readonly limits: Limits;
  readonly rule: StreamRule | undefined;
  readonly validate: Validator | undefined;
  /** Makes the request; the signal ends it. */
  readonly open: (signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
  readonly tools: EventTools;
}

/**
 * What the decoder shares with other calls. Handed to it and not imported by it, as a bundler would move what both import into a
 * third file, which every program would then load.
 */
export interface EventTools {
  readonly responseError: (message: string, fields: ConstructorParameters<typeof ResponseError>[2]) => Error;
  readonly timeoutError: (limit: TimeLimit, ms: number, rows: RowCounts) => Error;
  /** Leaves an error of ours as it is. */
  readonly connectionError: (cause: unknown, rows: RowCounts) => Error;
  /** What an error must not repeat. */
  readonly confidence: () => Confidence;
}

/** `readEvents` of the `./events` entry point. */
export type ReadEvents = (settings: EventSettings) => EventStream<StreamEvent>;

/** What `createCall` knows of the events of one call. The tools come of the call itself. */
export type CallEvents = Omit<EventSettings, "tools">;

/** Makes the stream of one call; `events` is asked for when the first event is. */
export type OpenEvents = (call: CallRecord, events: () => CallEvents) => EventStream<StreamEvent>;

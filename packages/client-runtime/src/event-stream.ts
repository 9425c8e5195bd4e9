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
  /** The name of the event without which no stream is whole, also one without rows. @default a stream may be without any event */
  readonly summary?: string;
  /** How many rows this event promises; undefined where it promises nothing. `input` is the call's. */
  readonly expected: (event: StreamEvent, input: object) => number | undefined;
}

/** The events of one call. The request is made when the first is asked for; leaving a loop early closes the connection. */
export interface EventStream<Event> {
  next(): Promise<IteratorResult<Event, undefined>>;
  return(): Promise<IteratorResult<Event, undefined>>;
  [Symbol.asyncIterator](): EventStream<Event>;
  /** What reads the events: for methods that hand out rows, at the cost of one promise a row. Makes no request yet. */
  open(): Promise<OpenStream<Event>>;
}

/** What reads the events of one call. */
export interface OpenStream<Event> {
  next(): Promise<IteratorResult<Event, undefined>>;
  /** The data of the next row, past all events that are no rows. */
  nextRow(): Promise<IteratorResult<unknown, undefined>>;
  /** Closes the connection at once. */
  return(): Promise<IteratorResult<Event, undefined>>;
}

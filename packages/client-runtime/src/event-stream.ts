/** One event, decoded. */
export interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
}

/** The statements of a vendor's documentation about the events of one operation. */
export interface StreamRule {
  /** The names that are returned. Others are skipped. */
  readonly events: readonly string[];
  /** The name of the events that are counted as rows. */
  readonly row: string;
  /** The event that every complete stream has, even one without rows. @default a stream may be without any event */
  readonly summary?: string;
  /** The number of rows that this event promises. Undefined if it promises nothing. `input` is the call's. */
  readonly expected: (event: StreamEvent, input: object) => number | undefined;
}

/** The events of one call. The request is made when the first event is asked for. Leaving a loop early closes the connection. */
export interface EventStream<Event> {
  /** The next event, in the order of the stream. */
  next(): Promise<IteratorResult<Event, undefined>>;
  /** Closes the connection at once, as leaving the loop does. */
  return(): Promise<IteratorResult<Event, undefined>>;
  [Symbol.asyncIterator](): EventStream<Event>;
  /** The reader of the events, for methods that return rows at the cost of one promise a row. Makes no request yet. */
  open(): Promise<OpenStream<Event>>;
}

/** What reads the events of one call. */
export interface OpenStream<Event> {
  /** The next event, in the order of the stream. */
  next(): Promise<IteratorResult<Event, undefined>>;
  /** The data of the next row. It skips events that are no rows. */
  nextRow(): Promise<IteratorResult<unknown, undefined>>;
  /** Closes the connection at once. */
  return(): Promise<IteratorResult<Event, undefined>>;
}

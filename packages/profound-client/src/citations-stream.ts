import { type CallRecord, type EventStream, ResponseError, type StreamRule } from "@specloom/client-runtime";

/** What the events mean: the summary promises as many rows as there are, or as `max_results` lets through. */
export const citationsStreamRule: StreamRule = {
  events: ["summary", "result"],
  row: "result",
  expected({ data }, input) {
    const { total_results } = data as { total_results?: number | null };
    const { max_results } = (input as { body: { max_results?: number | null } }).body;
    return total_results == null ? undefined : Math.min(total_results, max_results ?? Infinity);
  },
};

type RowEvent<Summary, Row> = { event: "summary"; data: Summary } | { event: "result"; data: Row };

/** The rows of one streamed report. The request is made when the first row or the summary is asked for; leaving a loop closes the connection. */
export interface RowStream<Row, Summary> {
  /** What the rows are about and how many there are: the `info` block. Comes before the first row, and takes none away from the loop. */
  readonly summary: Promise<Summary>;
  next(): Promise<IteratorResult<Row, undefined>>;
  return(): Promise<IteratorResult<Row, undefined>>;
  [Symbol.asyncIterator](): RowStream<Row, Summary>;
}

/** Tells the summary of a stream of events from its rows. */
export function readRows<Row, Summary>(
  start: () => EventStream<RowEvent<Summary, Row>>,
  call: CallRecord,
): RowStream<Row, Summary> {
  type Event = IteratorResult<RowEvent<Summary, Row>, undefined>;
  let events: EventStream<RowEvent<Summary, Row>> | undefined;
  let first: Promise<Event> | undefined;
  let isReading = false;
  // Asynchronous, so that what is wrong with the params comes as a rejection, as from every other method.
  const open = (): Promise<Event> => (first ??= Promise.resolve().then(() => (events = start()).next()));
  const rowOf = (event: Event): IteratorResult<Row, undefined> | Promise<IteratorResult<Row, undefined>> => {
    if (event.done) return event;
    return event.value.event === "result" ? { done: false, value: event.value.data } : stream.next();
  };
  const end = { done: true, value: undefined } as const;
  const stream: RowStream<Row, Summary> = {
    get summary() {
      return open().then(({ value }) => {
        if (value?.event === "summary") return value.data;
        throw new ResponseError(call, "was sent a stream that does not begin with its summary.", { reason: "bad-event" });
      });
    },
    next() {
      const event = isReading && events ? events.next() : open();
      isReading = true;
      return event.then(rowOf);
    },
    async return() {
      first ??= Promise.resolve(end);
      await events?.return();
      return end;
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

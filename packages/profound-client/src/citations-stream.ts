import type { EventStream, ReadEvents, StreamRule } from "@specloom/client-runtime";
import { readEvents as readAllEvents } from "@specloom/client-runtime/events";
import { callRecord } from "./call-record.ts";
import type { Operations } from "./generated/operations.gen.ts";
import { isRecord } from "./is-record.ts";
import type { CitationsStream } from "./report-types.ts";
import type { RuntimeTools } from "./runtime-tools.ts";

/** What the events of a report mean: the vendor's reports share one shape. */
const rule: StreamRule = {
  events: ["summary", "result"],
  row: "result",
  // The summary promises as many rows as there are, or as `max_results` lets through.
  expected({ event, data }, input) {
    const total = event === "summary" && isRecord(data) && data["total_results"];
    const body = "body" in input && input.body;
    const most = isRecord(body) && body["max_results"];
    return typeof total === "number" ? Math.min(total, typeof most === "number" ? most : total) : undefined;
  },
};

/** Reads a stream by what its events mean. */
export const readEvents: ReadEvents = (settings) => readAllEvents({ ...settings, rule });

type RowEvent = Operations["streamCitations"]["output"];
type Row = Extract<RowEvent, { event: "result" }>["data"];
type Result<Value> = IteratorResult<Value, undefined>;

/** Tells the summary of a stream of events from its rows. */
export function readRows({ ResponseError }: RuntimeTools, events: EventStream<RowEvent>): CitationsStream<Row> {
  let first: Promise<Result<RowEvent>> | undefined;
  let opening: Promise<Result<Row>> | undefined;
  const open = (): Promise<Result<RowEvent>> => (first ??= events.next());
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rule says which events are rows, and the spec what a row is
  const nextRow = (): Promise<Result<Row>> => events.nextRow() as Promise<Result<Row>>;
  const firstRow = async (): Promise<Result<Row>> => {
    const { done, value } = await open();
    stream.next = nextRow;
    // What it stands for would be kept for as long as the stream, and a row may have megabytes.
    opening = undefined;
    if (done) return { done, value };
    return value.event === "result" ? { done: false, value: value.data } : nextRow();
  };
  const stream: CitationsStream<Row> = {
    get summary() {
      return open().then(({ value }) => {
        if (value?.event === "summary") return value.data;
        throw new ResponseError(callRecord("streamCitations"), "was sent a stream that does not begin with its summary.", {
          reason: "bad-event",
        });
      });
    },
    next() {
      // Until the first row is out, whoever asks for another waits behind: the summary takes a turn of its own. From then on this is `nextRow`.
      opening = opening ? opening.then(() => stream.next()) : firstRow();
      return opening;
    },
    async return() {
      await events.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

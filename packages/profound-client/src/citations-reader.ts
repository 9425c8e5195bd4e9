import { type EventStream, type OpenStream, ResponseError, type StreamRule } from "@specloom/client-runtime";
import { callRecord } from "./call-record.ts";
import type { CitationsStream } from "./citations-page.ts";
import type { Operations } from "./generated/operations.gen.ts";
import { isRecord } from "./is-record.ts";

/** The meaning of a streamed report's events. */
export const citationsRule: StreamRule = {
  events: ["summary", "result"],
  row: "result",
  summary: "summary",
  // The summary promises every row, or as many as `max_results` allows.
  expected({ event, data }, input) {
    const total = event === "summary" && isRecord(data) && data["total_results"];
    const body = "body" in input && input.body;
    const most = isRecord(body) && body["max_results"];
    return typeof total === "number" ? Math.min(total, typeof most === "number" ? most : total) : undefined;
  },
};

type RowEvent = Operations["streamCitations"]["output"];
type Row = Extract<RowEvent, { event: "result" }>["data"];
type Result<Value> = IteratorResult<Value, undefined>;

/**
 * Separates the summary of a report from its rows. The events are asked for when the first of either is needed.
 *
 * It is a class, since its methods run once a row: the engine compiles them once, but closures again for each stream.
 */
export class CitationsReader implements CitationsStream<Row> {
  readonly #call: () => EventStream<RowEvent>;
  #opening: Promise<OpenStream<RowEvent>> | undefined;
  #beginning: Promise<{ stream: OpenStream<RowEvent>; first: Result<RowEvent> }> | undefined;
  /** Set after the first event was taken: the following events are rows. */
  #rows: OpenStream<RowEvent> | undefined;

  constructor(call: () => EventStream<RowEvent>) {
    this.#call = call;
  }

  get summary(): CitationsStream<Row>["summary"] {
    const summary = this.#begin().then(({ first: { value } }) => {
      if (value?.event === "summary") return value.data;
      const message = "was sent a stream that does not begin with its summary.";
      throw new ResponseError(callRecord("streamCitations"), message, { reason: "bad-event" });
    });
    // It is kept for after the loop. It may fail before anything waits for it: the loop fails too, and the process must not end.
    summary.catch(() => {});
    return summary;
  }

  next(): Promise<Result<Row>> {
    return this.#rows ? nextRow(this.#rows) : this.#firstRow();
  }

  async return(): Promise<Result<Row>> {
    await (await this.#open()).return();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #open(): Promise<OpenStream<RowEvent>> {
    this.#opening ??= (async () => this.#call().open())();
    return this.#opening;
  }

  #begin(): Promise<{ stream: OpenStream<RowEvent>; first: Result<RowEvent> }> {
    this.#beginning ??= this.#open().then(async (stream) => ({ stream, first: await stream.next() }));
    return this.#beginning;
  }

  async #firstRow(): Promise<Result<Row>> {
    const { stream, first } = await this.#begin();
    const isTaken = this.#rows !== undefined;
    this.#rows = stream;
    // Without a summary, the first event is a row.
    if (first.value?.event === "result" && !isTaken) return { done: false, value: first.value.data };
    return nextRow(stream);
  }
}

function nextRow(stream: OpenStream<RowEvent>): Promise<Result<Row>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rule says which events are rows, and the spec what a row is
  return stream.nextRow() as Promise<Result<Row>>;
}

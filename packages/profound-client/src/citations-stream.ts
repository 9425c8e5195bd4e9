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
export function readRows(tools: RuntimeTools, events: EventStream<RowEvent>): CitationsStream<Row> {
  return new RowStream(tools, events);
}

/** A class, as its methods run once a row: the engine compiles them once, but closures again for each stream. */
class RowStream implements CitationsStream<Row> {
  readonly #tools: RuntimeTools;
  readonly #events: EventStream<RowEvent>;
  #first: Promise<Result<RowEvent>> | undefined;
  #opening: Promise<Result<Row>> | undefined;
  #isOpen = false;

  constructor(tools: RuntimeTools, events: EventStream<RowEvent>) {
    this.#tools = tools;
    this.#events = events;
  }

  get summary(): CitationsStream<Row>["summary"] {
    return this.#open().then(({ value }) => {
      if (value?.event === "summary") return value.data;
      const message = "was sent a stream that does not begin with its summary.";
      throw new this.#tools.ResponseError(callRecord("streamCitations"), message, { reason: "bad-event" });
    });
  }

  next(): Promise<Result<Row>> {
    if (this.#isOpen) return this.#nextRow();
    // Until the first row is out, whoever asks for another waits behind: the summary takes a turn of its own.
    this.#opening = this.#opening ? this.#opening.then(() => this.next()) : this.#firstRow();
    return this.#opening;
  }

  async return(): Promise<Result<Row>> {
    await this.#events.return();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #open(): Promise<Result<RowEvent>> {
    return (this.#first ??= this.#events.next());
  }

  async #firstRow(): Promise<Result<Row>> {
    const { done, value } = await this.#open();
    this.#isOpen = true;
    // What it stands for would be kept for as long as the stream, and a row may have megabytes.
    this.#opening = undefined;
    if (done) return { done, value };
    return value.event === "result" ? { done: false, value: value.data } : this.#nextRow();
  }

  #nextRow(): Promise<Result<Row>> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rule says which events are rows, and the spec what a row is
    return this.#events.nextRow() as Promise<Result<Row>>;
  }
}

import type { EventSourceMessage } from "eventsource-parser";
import type { ResponseErrorReason, RowCounts, TimeLimit } from "./errors.ts";
import { EventDecoder } from "./event-decoder.ts";
import type { EventSettings, EventStream, StreamEvent } from "./event-stream.ts";
import { excerpt } from "./redact.ts";

type Result = IteratorResult<unknown, undefined>;
const nothing = (): void => {};
const end: IteratorReturnResult<undefined> = { done: true, value: undefined };

export function readEvents(settings: EventSettings): EventStream<StreamEvent> {
  return new EventReader(settings);
}

// An iterator object, not an async generator: that would cost half of the time it takes to parse the rows. A class for the same
// reason as the decoder, with private fields: whoever inspects a stream must not see what the call was made with.
class EventReader implements EventStream<StreamEvent> {
  readonly #settings: EventSettings;
  readonly #decoder: EventDecoder;
  readonly #controller = new AbortController();
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #received = 0;
  #expected: number | undefined;
  #isAtEnd = false;
  #failure: { readonly error: unknown } | undefined;
  /** Those who wait for an event stand in line. */
  #waiting = 0;
  #lastTurn: Promise<unknown> = Promise.resolve();
  #totalTimer: ReturnType<typeof setTimeout> | undefined;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  #silentSince = 0;
  #isSilent = false;

  constructor(settings: EventSettings) {
    const { maxResponseBytes } = settings.limits;
    this.#settings = settings;
    this.#decoder = new EventDecoder({
      row: settings.rule?.row,
      maxEventLength: maxResponseBytes,
      tooLarge: () => this.#wrong("too-large", `sent an event above maxResponseBytes, ${maxResponseBytes}`),
    });
  }

  next(): Promise<IteratorResult<StreamEvent, undefined>> {
    return this.#step(false) as Promise<IteratorResult<StreamEvent, undefined>>;
  }

  nextRow(): Promise<Result> {
    // Nearly every row goes this way, and each function more would cost a tenth of what it takes to parse one.
    const text = this.#waiting === 0 && !this.#settings.validate ? this.#decoder.takeRow() : undefined;
    if (text === undefined) return this.#step(true);
    try {
      const value: unknown = JSON.parse(text);
      this.#received++;
      return Promise.resolve({ done: false, value });
    } catch {
      this.#fail(this.#badEvent(this.#settings.rule?.row ?? "", text));
      return this.#step(true);
    }
  }

  return(): Promise<IteratorReturnResult<undefined>> {
    this.#close();
    return Promise.resolve(end);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #step(isRowWanted: boolean): Promise<Result> {
    // Most events wait decoded, where an async function would cost more than the event.
    if (this.#waiting === 0) {
      try {
        const result = this.#take(isRowWanted);
        if (result) return Promise.resolve(result);
      } catch (error) {
        this.#fail(this.#settings.tools.connectionError(error, this.#counts));
      }
    }
    this.#waiting++;
    const turn = (): Promise<Result> => this.#pull(isRowWanted);
    const result = this.#lastTurn.then(turn, turn);
    // Without what came: a row of megabytes would be kept until the next one.
    this.#lastTurn = result.then(nothing, nothing);
    return result;
  }

  async #pull(isRowWanted: boolean): Promise<Result> {
    try {
      while (!this.#isClosed) {
        const result = this.#take(isRowWanted);
        if (result) return result;
        if (this.#isAtEnd) this.#finishWell();
        else await this.#fill(this.#reader ?? (await this.#start()));
      }
    } catch (error) {
      this.#fail(this.#settings.tools.connectionError(error, this.#counts));
    } finally {
      this.#waiting--;
    }
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure.error;
    return end;
  }

  /** The next event that has been decoded and is one for the caller. */
  #take(isRowWanted: boolean): Result | undefined {
    for (;;) {
      const raw = this.#decoder.next();
      if (raw === undefined) return undefined;
      if (typeof raw === "string") {
        const value = this.#readRow(raw, isRowWanted);
        this.#received++;
        return { done: false, value };
      }
      const value = this.#readOther(raw);
      if (value && !isRowWanted) return { done: false, value };
    }
  }

  #readRow(text: string, isRowWanted: boolean): unknown {
    const event = this.#settings.rule?.row ?? "";
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch {
      throw this.#badEvent(event, text);
    }
    if (this.#settings.validate) this.#validate({ event, data });
    return isRowWanted ? data : { event, data };
  }

  /** An event that is no row; undefined where it is none of those that are handed out. */
  #readOther({ event = "message", data: text }: EventSourceMessage): StreamEvent | undefined {
    const { rule, input, tools } = this.#settings;
    if (event === "error") throw this.#wrong("stream-error", `was sent an error event: ${excerpt(text, tools.confidence())}`);
    if (rule && !rule.events.includes(event)) return undefined;
    let read: StreamEvent;
    try {
      read = { event, data: JSON.parse(text) };
      this.#expected = rule?.expected(read, input) ?? this.#expected;
    } catch {
      throw this.#badEvent(event, text);
    }
    this.#validate(read);
    return read;
  }

  #validate(event: StreamEvent): void {
    const [issue] = this.#settings.validate?.(event) ?? [];
    if (!issue) return;
    throw this.#wrong("wrong-shape", `was sent an event whose value at "${issue.pointer}" ${issue.message}`, issue.pointer);
  }

  async #start(): Promise<ReadableStreamDefaultReader<Uint8Array>> {
    const { open, options, limits } = this.#settings;
    const { totalTimeoutMs } = limits;
    options.signal?.addEventListener("abort", this.#abort);
    if (options.signal?.aborted) this.#abort();
    else if (totalTimeoutMs) this.#totalTimer = setTimeout(() => this.#timeout("totalTimeoutMs", totalTimeoutMs), totalTimeoutMs);
    this.#reader = (await open(this.#controller.signal)).getReader();
    if (this.#isClosed) this.#close();
    return this.#reader;
  }

  async #fill(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    // It may have been left while its answer was on the way here.
    if (this.#isClosed) return;
    this.#isSilent = true;
    this.#silentSince = performance.now();
    this.#idleTimer ??= setTimeout(this.#watchSilence, this.#settings.limits.idleTimeoutMs);
    // Closing cancels the body, which ends the wait.
    const { done, value } = await reader.read();
    this.#isSilent = false;
    if (this.#isClosed) return;
    if (value) this.#decoder.feed(value);
    if (done) this.#decoder.end();
    this.#isAtEnd = done;
  }

  /** One timer for the whole stream, as one a chunk would cost more than the chunk. It only runs out on a reader that waits. */
  readonly #watchSilence = (): void => {
    const { idleTimeoutMs } = this.#settings.limits;
    const leftMs = this.#silentSince + idleTimeoutMs - performance.now();
    if (this.#isSilent && leftMs <= 0) this.#timeout("idleTimeoutMs", idleTimeoutMs);
    else this.#idleTimer = this.#isSilent ? setTimeout(this.#watchSilence, Math.ceil(leftMs)) : undefined;
  };

  #finishWell(): void {
    const { isCut } = this.#decoder;
    if (!this.#settings.options.allowIncomplete && (isCut || this.#received < (this.#expected ?? 0))) {
      throw this.#wrong(
        "incomplete-stream",
        isCut ? "ended in the middle of an event" : "ended before all promised rows had come",
      );
    }
    this.#close();
  }

  #timeout(limit: TimeLimit, ms: number): void {
    this.#fail(this.#settings.tools.timeoutError(limit, ms, this.#counts));
  }

  readonly #abort = (): void => this.#fail(this.#settings.options.signal?.reason);

  /** Ends the stream; the error waits for whoever asks for the next event. */
  #fail(error: unknown): void {
    if (this.#isClosed) return;
    this.#failure = { error };
    this.#close();
  }

  get #isClosed(): boolean {
    return this.#controller.signal.aborted;
  }

  #close(): void {
    this.#decoder.clear();
    clearTimeout(this.#totalTimer);
    clearTimeout(this.#idleTimer);
    this.#settings.options.signal?.removeEventListener("abort", this.#abort);
    this.#reader?.cancel().catch(nothing);
    this.#controller.abort();
  }

  get #counts(): RowCounts {
    return { received: this.#received, expected: this.#expected };
  }

  #badEvent(event: string, text: string): Error {
    const [name, data] = [event, text].map((piece) => excerpt(piece, this.#settings.tools.confidence()));
    return this.#wrong("bad-event", `was sent an event "${name}" that cannot be read: ${data}`);
  }

  #wrong(reason: ResponseErrorReason, message: string, pointer?: string): Error {
    const row = `row ${this.#received + 1}${this.#expected === undefined ? "" : ` of ${this.#expected}`}`;
    return this.#settings.tools.responseError(`${message} (${row})`, { reason, ...this.#counts, pointer });
  }
}

import { asObject } from "./check-names.ts";
import { ResponseError, type ResponseErrorReason, type RowCounts, type TimeLimit } from "./errors.ts";
import { EventDecoder, type RawEvent, type StreamDecoder } from "./event-decoder.ts";
import type { OpenStream, StreamEvent, StreamRule } from "./event-stream.ts";
import { timeoutError } from "./fetch-with-timeout.ts";
import { LineDecoder } from "./line-decoder.ts";
import { onAbort } from "./on-abort.ts";
import type { StreamSigns } from "./operation.ts";
import type { RequestOptions } from "./options.ts";
import { connectionError } from "./read-response.ts";
import { excerpt } from "./redact.ts";
import type { CallState } from "./wire.ts";

/** The parts that reading the events of one call needs. */
export interface EventSettings {
  readonly call: CallState;
  readonly input: object;
  readonly options: RequestOptions;
  readonly rule: StreamRule | undefined;
  /** Checks the input and the options before they are used. @throws {ConfigurationError} one of them is wrong. */
  readonly check: () => void;
  /** Makes the request, and returns the function that sends it. The signal ends it. */
  readonly prepare: () => (signal: AbortSignal) => Promise<unknown>;
}

type Result = IteratorResult<unknown, undefined>;
const nothing = (): void => {};
const end: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * Reads the events of one call. The request is made when the first event is asked for.
 *
 * It is an iterator object, not an async generator: that would cost half of the time for parsing the rows. It is a class for the same
 * reason as the decoder. Its fields are private: inspecting a stream must not show the input of the call.
 */
export class EventReader implements OpenStream<StreamEvent> {
  readonly #settings: EventSettings;
  readonly #controller = new AbortController();
  #decoder: StreamDecoder | undefined;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #signal: AbortSignal | undefined;
  #release: (() => void) | undefined;
  #received = 0;
  #expected: number | undefined;
  #hasSummary = false;
  #hasEndMark = false;
  #isAtEnd = false;
  #failure: { readonly error: unknown } | undefined;
  /** Callers that wait for an event form a queue. */
  #waiting = 0;
  #lastTurn: Promise<unknown> = Promise.resolve();
  #totalTimer: ReturnType<typeof setTimeout> | undefined;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  #silentSince = 0;
  #isSilent = false;

  constructor(settings: EventSettings) {
    this.#settings = settings;
  }

  next(): Promise<IteratorResult<StreamEvent, undefined>> {
    // A line has no name beside its value.
    return this.#step(this.#settings.call.kind === "lines") as Promise<IteratorResult<StreamEvent, undefined>>;
  }

  nextRow(): Promise<Result> {
    // Nearly every row goes this way. Each further function would cost a tenth of the time for parsing a row.
    const { call, rule } = this.#settings;
    const isPlain = !call.validate && (rule !== undefined || !call.signs?.errors);
    const text = this.#waiting === 0 && isPlain ? this.#decoder?.takeRow() : undefined;
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

  #step(isRowWanted: boolean): Promise<Result> {
    // Most events are decoded already. An async function would cost more than the event.
    if (this.#waiting === 0) {
      try {
        const result = this.#take(isRowWanted);
        if (result) return Promise.resolve(result);
      } catch (error) {
        this.#fail(connectionError(this.#settings.call, error, this.#counts));
      }
    }
    this.#waiting++;
    const turn = (): Promise<Result> => this.#pull(isRowWanted);
    const result = this.#lastTurn.then(turn, turn);
    // Without the last event: a row of megabytes would be kept until the next one.
    this.#lastTurn = result.then(nothing, nothing);
    return result;
  }

  async #pull(isRowWanted: boolean): Promise<Result> {
    try {
      while (!this.#isClosed) {
        const result = this.#take(isRowWanted);
        if (result) return result;
        if (this.#isAtEnd) this.#finishWell();
        else if (this.#decoder && this.#reader) await this.#fill(this.#decoder, this.#reader);
        else await this.#start();
      }
    } catch (error) {
      this.#fail(connectionError(this.#settings.call, error, this.#counts));
    } finally {
      this.#waiting--;
    }
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure.error;
    return end;
  }

  /** The next decoded event for the caller. */
  #take(isRowWanted: boolean): Result | undefined {
    for (;;) {
      const raw = this.#decoder?.next();
      if (raw === undefined) return undefined;
      const event = this.#read(raw);
      if (!event) continue;
      if (typeof raw === "string") this.#received++;
      else if (isRowWanted) continue;
      return { done: false, value: isRowWanted ? event.data : event };
    }
  }

  /** An event with its data. Undefined if it is not for the caller. */
  #read(raw: RawEvent): StreamEvent | undefined {
    const { call, rule, input } = this.#settings;
    const isRow = typeof raw === "string";
    const { event = "message", data: text } = isRow ? { event: rule?.row, data: raw } : raw;
    if (!isRow) {
      // Some APIs mark the end this way, among data that is JSON.
      if (text === "[DONE]") {
        this.#decoder?.clear();
        this.#isAtEnd = true;
        this.#hasEndMark = true;
        return undefined;
      }
      if (event === "error") throw this.#wrong("stream-error", `was sent an error event: ${excerpt(text, call.secrets)}`);
      if (rule && !rule.events.includes(event)) return undefined;
    }
    let read: StreamEvent;
    try {
      const isText = !isRow && call.texts?.some((name) => name === event || name === "*");
      read = { event, data: isText ? text : JSON.parse(text) };
      if (!isRow) this.#expected = rule?.expected(read, input) ?? this.#expected;
      this.#hasSummary ||= event === rule?.summary;
    } catch {
      throw this.#badEvent(event, text);
    }
    // The rows of a rule are known by their name.
    if (!rule && isError(read.data, call.signs))
      throw this.#wrong("stream-error", `was sent an error: ${excerpt(text, call.secrets)}`);
    const [issue] = call.validate?.(call.kind === "lines" ? read.data : read, text) ?? [];
    if (!issue) return read;
    throw this.#wrong("wrong-shape", `was sent an event whose value at "${issue.pointer}" ${issue.message}`, issue.pointer);
  }

  async #start(): Promise<void> {
    const { call, options, rule, check, prepare } = this.#settings;
    check();
    this.#signal = options.signal;
    if (options.signal?.aborted) return this.#abort();
    const send = prepare();
    const { totalTimeoutMs, maxResponseBytes } = call.limits;
    this.#release = onAbort(options.signal, this.#abort);
    if (totalTimeoutMs) this.#totalTimer = setTimeout(() => this.#timeout("totalTimeoutMs", totalTimeoutMs), totalTimeoutMs);
    const tooLarge = (): Error => this.#wrong("too-large", `sent an event above maxResponseBytes, ${maxResponseBytes}`);
    const settings = { row: rule?.row, maxEventLength: maxResponseBytes, tooLarge };
    const body = (await send(this.#controller.signal)) as ReadableStream<Uint8Array> | undefined;
    this.#decoder = call.kind === "lines" ? new LineDecoder({ ...settings, charset: call.charset }) : new EventDecoder(settings);
    // A status that the operation documents without content: no event will come.
    this.#isAtEnd = !body;
    this.#reader = body?.getReader();
    // The caller may have left while the response was on its way.
    if (this.#isClosed) this.#close();
  }

  async #fill(decoder: StreamDecoder, reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    this.#isSilent = true;
    this.#silentSince = performance.now();
    this.#idleTimer ??= setTimeout(this.#watchSilence, this.#settings.call.limits.idleTimeoutMs);
    // Closing cancels the body, which ends the wait.
    const { done, value } = await reader.read();
    this.#isSilent = false;
    if (this.#isClosed) return;
    if (value) decoder.feed(value);
    if (done) decoder.end();
    this.#isAtEnd = done;
  }

  /** One timer for the whole stream, since one for each chunk would cost more than the chunk. It can only run out while a reader waits. */
  readonly #watchSilence = (): void => {
    const { idleTimeoutMs } = this.#settings.call.limits;
    const leftMs = this.#silentSince + idleTimeoutMs - performance.now();
    if (this.#isSilent && leftMs <= 0) this.#timeout("idleTimeoutMs", idleTimeoutMs);
    else this.#idleTimer = this.#isSilent ? setTimeout(this.#watchSilence, Math.ceil(leftMs)) : undefined;
  };

  #finishWell(): void {
    const isCut = this.#decoder?.isCut;
    const { call, rule, options } = this.#settings;
    const { summary } = rule ?? {};
    const missing = [
      ...(isCut ? ["in the middle of an event"] : []),
      ...(summary !== undefined && !this.#hasSummary ? [`without its event "${summary}"`] : []),
      ...(this.#reader && call.signs?.endMark && !this.#hasEndMark ? ["without its mark [DONE]"] : []),
      ...(this.#received < (this.#expected ?? 0) ? ["before all promised rows had come"] : []),
    ];
    const [what] = missing;
    if (what !== undefined && !options.allowIncomplete) throw this.#wrong("incomplete-stream", `ended ${what}`);
    this.#close();
  }

  #timeout(limit: TimeLimit, ms: number): void {
    this.#fail(timeoutError(this.#settings.call, limit, ms, this.#counts));
  }

  readonly #abort = (): void => this.#fail(this.#signal?.reason);

  /** Ends the stream. The error waits until the next event is asked for. */
  #fail(error: unknown): void {
    if (this.#isClosed) return;
    this.#failure = { error };
    this.#close();
  }

  get #isClosed(): boolean {
    return this.#controller.signal.aborted;
  }

  #close(): void {
    this.#decoder?.clear();
    clearTimeout(this.#totalTimer);
    clearTimeout(this.#idleTimer);
    this.#release?.();
    this.#reader?.cancel().catch(nothing);
    this.#controller.abort();
  }

  get #counts(): RowCounts {
    return { received: this.#received, expected: this.#expected };
  }

  #badEvent(event: string, text: string): Error {
    const [name, data] = [event, text].map((piece) => excerpt(piece, this.#settings.call.secrets));
    return this.#wrong("bad-event", `was sent an event "${name}" that cannot be read: ${data}`);
  }

  #wrong(reason: ResponseErrorReason, message: string, pointer?: string): Error {
    const row = `row ${this.#received + 1}${this.#expected === undefined ? "" : ` of ${this.#expected}`}`;
    return new ResponseError(this.#settings.call, `${message} (${row})`, { reason, ...this.#counts, pointer });
  }
}

/** Whether an item is an error of the API: it has the fields of one, and not those of an item. A field that is null says nothing. */
function isError(data: unknown, { errors, items = [] }: StreamSigns = {}): boolean {
  const object = errors && asObject(data);
  if (!object) return false;
  const has = (name: string): boolean => (object[name] ?? undefined) !== undefined;
  return !items.every((name) => Object.hasOwn(object, name)) && errors.some((names) => names.every(has));
}

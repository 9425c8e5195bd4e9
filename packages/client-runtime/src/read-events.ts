import { createParser, type EventSourceMessage } from "eventsource-parser";
import type { ResponseErrorReason, TimeLimit } from "./errors.ts";
import { excerpt } from "./redact.ts";
import type { EventSettings, EventStream, StreamEvent } from "./event-stream.ts";

type Result = IteratorResult<unknown, undefined>;
const nothing = (): void => {};
/** As much of a chunk as is decoded at once: what lies decoded in wait outlives collections, and memory grows with it. */
const portionBytes = 16_384;
const end: IteratorReturnResult<undefined> = { done: true, value: undefined };

// An iterator object, not an async generator: that would cost half of the time it takes to parse the rows.
export function readEvents({ input, options, limits, rule, validate, open, tools }: EventSettings): EventStream<StreamEvent> {
  const { signal, allowIncomplete } = options;
  const { idleTimeoutMs, totalTimeoutMs, maxResponseBytes } = limits;
  const controller = new AbortController();
  const closed = controller.signal;
  const decoder = new TextDecoder();
  let chunk: Uint8Array = new Uint8Array();
  let queue: EventSourceMessage[] = [];
  let position = 0;
  let received = 0;
  let expected: number | undefined;
  let totalTimer: ReturnType<typeof setTimeout> | undefined;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let pulling: Promise<unknown> = Promise.resolve();
  let pulls = 0;
  let failure: { readonly error: unknown } | undefined;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;
  let silentSince = 0;
  let isWaiting = false;
  let isAtEnd = false;
  let isCut = false;
  let endsWithCr = false;

  const wrong = (reason: ResponseErrorReason, message: string, pointer?: string): Error => {
    const row = `row ${received + 1}${expected === undefined ? "" : ` of ${expected}`}`;
    return tools.responseError(`${message} (${row})`, { reason, received, expected, pointer });
  };
  const parser = createParser({
    maxBufferSize: maxResponseBytes,
    onEvent(event) {
      if (isAtEnd) isCut = true;
      else queue.push(event);
    },
    onError({ type }) {
      if (type === "max-buffer-size-exceeded")
        throw wrong("too-large", `sent an event above maxResponseBytes, ${maxResponseBytes}`);
    },
  });
  // The parser would take the letters ï»¿ for a byte order mark; the decoder has removed the real one.
  parser.feed("");

  /** Hands text to the parser with every line end as LF: it searches for the other kinds again from each line on. */
  const feed = (text: string): void => {
    let lines = endsWithCr && text.startsWith("\n") ? text.slice(1) : text;
    if (text) endsWithCr = text.endsWith("\r");
    if (lines.includes("\r")) lines = lines.replace(/\r\n?/g, "\n");
    parser.feed(lines);
  };
  const close = (): void => {
    chunk = new Uint8Array();
    queue = [];
    clearTimeout(totalTimer);
    clearTimeout(idleTimer);
    signal?.removeEventListener("abort", abort);
    reader?.cancel().catch(() => {});
    controller.abort();
  };
  /** Ends the stream; the error waits for whoever asks for the next event. */
  const fail = (error: unknown): void => {
    if (closed.aborted) return;
    failure = { error };
    close();
  };
  const abort = (): void => fail(signal?.reason);
  const timeout = (limit: TimeLimit, ms: number): void => fail(tools.timeoutError(limit, ms, { received, expected }));
  /** Fills the queue with the events of a further portion of the chunk; false where there is none. */
  const decodeMore = (): boolean => {
    queue = [];
    position = 0;
    if (!chunk.length) return false;
    const portion = chunk.subarray(0, portionBytes);
    chunk = chunk.subarray(portionBytes);
    feed(decoder.decode(portion, { stream: true }));
    return true;
  };
  /** The next event of the queue that is one for the caller. */
  const take = (isRowWanted: boolean): Result | undefined => {
    while (position < queue.length || decodeMore()) {
      if (position === queue.length) continue;
      const { event = "message", data: text } = queue[position++] as EventSourceMessage;
      const isRow = event === rule?.row;
      if (!isRow) {
        if (event === "error") throw wrong("stream-error", `was sent an error event: ${excerpt(text, tools.confidence())}`);
        if (rule && !rule.events.includes(event)) continue;
      }
      let data: unknown;
      let promised: number | undefined;
      try {
        data = JSON.parse(text);
        if (!isRow) promised = rule?.expected({ event, data }, input);
      } catch {
        const pieces = [event, text].map((piece) => excerpt(piece, tools.confidence()));
        throw wrong("bad-event", `was sent an event "${pieces[0]}" that cannot be read: ${pieces[1]}`);
      }
      if (validate) {
        const [issue] = validate({ event, data });
        if (issue)
          throw wrong("wrong-shape", `was sent an event whose value at "${issue.pointer}" ${issue.message}`, issue.pointer);
      }
      if (isRow) received++;
      else expected = promised ?? expected;
      if (isRow || !isRowWanted) return { done: false, value: isRowWanted ? data : { event, data } };
    }
    return undefined;
  };
  /** One timer for the whole stream, as one a chunk would cost more than the chunk. It only runs out on a reader that waits. */
  const watchSilence = (): void => {
    const leftMs = silentSince + idleTimeoutMs - performance.now();
    if (isWaiting && leftMs <= 0) timeout("idleTimeoutMs", idleTimeoutMs);
    else idleTimer = isWaiting ? setTimeout(watchSilence, Math.ceil(leftMs)) : undefined;
  };
  const fill = async (body: ReadableStreamDefaultReader<Uint8Array>): Promise<void> => {
    isWaiting = true;
    silentSince = performance.now();
    idleTimer ??= setTimeout(watchSilence, idleTimeoutMs);
    // Closing cancels the body, which ends the wait.
    const { done, value } = await body.read();
    isWaiting = false;
    if (closed.aborted) return;
    // A body that gives anything but bytes fails here.
    if (value) chunk = value.subarray();
    if (!done) return;
    feed(decoder.decode());
    isAtEnd = true;
    // An event that is open still is dispatched by a blank line: it shows that the stream was cut, and is not handed out.
    parser.feed("\n\n");
  };
  const finishWell = (): void => {
    if (!allowIncomplete && (isCut || received < (expected ?? 0))) {
      throw wrong("incomplete-stream", isCut ? "ended in the middle of an event" : "ended before all promised rows had come");
    }
    close();
  };
  const start = async (): Promise<ReadableStreamDefaultReader<Uint8Array>> => {
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
    else if (totalTimeoutMs) totalTimer = setTimeout(() => timeout("totalTimeoutMs", totalTimeoutMs), totalTimeoutMs);
    reader = (await open(closed)).getReader();
    if (closed.aborted) close();
    return reader;
  };
  const pull = async (isRowWanted: boolean): Promise<Result> => {
    try {
      while (!closed.aborted) {
        const result = take(isRowWanted);
        if (result) return result;
        if (isAtEnd) finishWell();
        else await fill(reader ?? (await start()));
      }
    } catch (error) {
      fail(tools.connectionError(error, { received, expected }));
    } finally {
      pulls--;
    }
    const failed = failure;
    failure = undefined;
    if (failed) throw failed.error;
    return end;
  };
  const pullEvent = (): Promise<Result> => pull(false);
  const pullRow = (): Promise<Result> => pull(true);
  const step = (isRowWanted: boolean): Promise<Result> => {
    // Most events wait in the queue, where an async function would cost more than the event.
    if (!pulls) {
      try {
        const result = take(isRowWanted);
        if (result) return Promise.resolve(result);
      } catch (error) {
        fail(error);
      }
    }
    pulls++;
    const turn = isRowWanted ? pullRow : pullEvent;
    const result = pulling.then(turn, turn);
    // Without what came: a row of megabytes would be kept until the next one.
    pulling = result.then(nothing, nothing);
    return result;
  };

  const stream: EventStream<StreamEvent> = {
    next: () => step(false) as Promise<IteratorResult<StreamEvent, undefined>>,
    nextRow: () => step(true),
    return() {
      close();
      return Promise.resolve(end);
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

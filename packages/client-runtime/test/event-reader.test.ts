import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { growthOf, LINEAR } from "../../../test/growth-of.ts";
import { createCall, type EventStream, isResponseError, type OperationDescriptor, type StreamRule } from "../src/index.ts";
import { callFor, type SearchEvent, settingsFor } from "./support/adapter.ts";
import { chunkedBody, errorOf, eventsOf, recordingFetch } from "./support/in-memory.ts";
import { readWholeStream } from "./support/reference-events.ts";

const encoder = new TextEncoder();

/** All events of a stream, and its end. */
async function readAll(
  chunks: Iterable<Uint8Array | string>,
  rule?: StreamRule,
): Promise<{ events: SearchEvent[]; error?: unknown }> {
  const { fetch } = recordingFetch(() => eventsOf(chunks));
  const events: SearchEvent[] = [];
  try {
    for await (const event of callFor({ fetch }, { streams: rule ? { watch: rule } : undefined })("watch", { body: {} }))
      events.push(event);
    return { events };
  } catch (error) {
    return { events, error };
  }
}

/** The data of all rows of a stream, and its end. */
async function readAllRows(
  chunks: Iterable<Uint8Array | string>,
  rule: StreamRule,
): Promise<{ rows: unknown[]; error?: unknown }> {
  const { fetch } = recordingFetch(() => eventsOf(chunks));
  const stream = await callFor({ fetch }, { streams: { watch: rule } })("watch", { body: {} }).open();
  const rows: unknown[] = [];
  try {
    for (let row = await stream.nextRow(); !row.done; row = await stream.nextRow()) rows.push(row.value);
    return { rows };
  } catch (error) {
    return { rows, error };
  }
}

function* cut(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  let from = 0;
  for (let turn = 0; from < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

describe("the data of events", () => {
  interface Operations {
    listen: { input: object; output: { event: string; data: unknown }; stream: true };
  }
  const row: OperationDescriptor = { method: "GET", path: "/", safe: true, security: [], response: "events" };

  async function dataOf(texts: readonly string[], stream: string): Promise<unknown[]> {
    const { fetch } = recordingFetch(() => eventsOf([stream]));
    const events: EventStream<{ event: string; data: unknown }> = createCall<Operations>(
      { listen: { ...row, texts } },
      settingsFor({ fetch }),
    )("listen", {});
    const data: unknown[] = [];
    for await (const event of events) data.push(event.data);
    return data;
  }

  test("is text where the document says so, and JSON otherwise", async () => {
    const stream = 'event: note\ndata: 12\ndata: {"a"\n\nevent: sum\ndata: {"n":1}\n\ndata: 5\n\ndata: [DONE]\n\n';
    expect(await dataOf(["note"], stream)).toEqual(['12\n{"a"', { n: 1 }, 5]);
    expect(await dataOf(["*"], stream)).toEqual(['12\n{"a"', '{"n":1}', "5"]);
  });

  test("is an error where it is neither", async () => {
    expect(await errorOf(dataOf(["note"], "event: other\ndata: plain\n\n"))).toMatchObject({ reason: "bad-event" });
  });
});

describe("an event stream", () => {
  // Pieces of the format, so that random text is often valid.
  const piece = fc.constantFrom(
    "data: ", "data:", "data", "event: row", "event:row", "event", "event: ", ":", ": comment", "id: 1", "retry: 5", "foo", "foo: bar",
    "event: row\ndata: ", "event: row\ndata: 7\n\n", "event: message\ndata: ", "\n", "\n\n", "\r", "\r\n", "\r\r", "\r\n\r\n", '{"n":1}', "[1,", "2]", '"é€𝄞"', "7", " ", "\uFEFF", "ï»¿", "\0",
  ); // prettier-ignore
  const stream = fc.oneof(
    fc.array(piece, { maxLength: 40 }).map((pieces) => encoder.encode(pieces.join(""))),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Uint8Array.from(bytes, (byte) => (byte % 5 ? byte : 10))),
  );
  const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: 80 })), {
    minLength: 1,
    maxLength: 5,
  });

  // With rows the decoder takes a shorter way, which must give the same result.
  test.each([
    ["without a rule", undefined],
    ["with rows", { events: ["row", "message"], row: "row", expected: () => undefined } satisfies StreamRule],
    [
      "with rows that have no name",
      { events: ["row", "message"], row: "message", expected: () => undefined } satisfies StreamRule,
    ],
  ])("is read as the standard says, for any bytes and chunks, %s", async (_, rule) => {
    await fc.assert(
      fc.asyncProperty(stream, sizes, async (bytes, chunkSizes) => {
        const expected = readWholeStream(bytes);
        const readable: SearchEvent[] = [];
        let ending = expected.isCut ? "incomplete-stream" : "end";
        for (const { event, data } of expected.events) {
          if (event === "error") ending = "stream-error";
          else if (rule && !rule.events.includes(event)) continue;
          try {
            readable.push({ event, data: JSON.parse(data) as unknown } as SearchEvent);
          } catch {
            ending = "bad-event";
          }
          if (ending === "bad-event" || ending === "stream-error") break;
        }
        const { events, error } = await readAll(cut(bytes, chunkSizes), rule);
        expect(events).toEqual(readable);
        expect(isResponseError(error) ? error.reason : "end").toBe(ending);
        if (!rule) return;
        const byRow = await readAllRows(cut(bytes, chunkSizes), rule);
        expect(byRow.rows).toEqual(readable.filter(({ event }) => event === rule.row).map(({ data }) => data));
        expect(byRow.error).toEqual(error);
      }),
      { numRuns: 1000 },
    );
  });

  test("may split a character, a line end and a byte order mark anywhere", async () => {
    const bytes = encoder.encode('\uFEFFevent: row\r\ndata: {"n":"é€𝄞"}\r\n\r\n');
    for (let at = 1; at < bytes.length; at++) {
      const { events } = await readAll([bytes.subarray(0, at), bytes.subarray(at)]);
      expect(events).toEqual([{ event: "row", data: { n: "é€𝄞" } }]);
    }
  });

  test.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ])("takes time in proportion to its bytes, with %s and in chunks of 1 MiB", async (_, lineEnd) => {
    const rows = (count: number): Uint8Array =>
      encoder.encode(`event: row${lineEnd}data: {"n":1}${lineEnd}${lineEnd}`.repeat(count));
    // Eight chunks against one: a decoder that searches a chunk again for each line takes hundreds of times as long.
    expect(await growthOf(rows, (bytes) => readAll(cut(bytes, [1 << 20])), 40_000)).toBeLessThan(LINEAR);
  });

  test("may come in one chunk that is much larger than what is decoded at once", async () => {
    // One byte more at the start each time, so that characters and line ends of several bytes lie across every border.
    for (let before = 0; before < 40; before++) {
      const names = Array.from({ length: 1500 }, (_, n) => `é€𝄞${n}`);
      const rows = names.map((n) => `event: row\r\ndata: ${JSON.stringify({ n })}\r\n\r\n`);
      const { events, error } = await readAll([encoder.encode(`:${"-".repeat(before)}\r\n${rows.join("")}`)]);
      expect(error).toBeUndefined();
      expect(events.map(({ data }) => data)).toEqual(names.map((n) => ({ n })));
    }
  });

  test("may hold an event of 16 MiB, in small chunks too", async () => {
    const text = "x".repeat(1 << 24);
    const bytes = encoder.encode(`event: row\ndata: {"n":"${text}"}\n\n`);
    for (const size of [1 << 20, 1 << 14]) {
      const { events } = await readAll(cut(bytes, [size]));
      expect(events).toHaveLength(1);
      expect(events[0]?.data).toEqual({ n: text });
    }
  });

  test("is not read ahead of its reader", async () => {
    const rows = (function* rows() {
      for (let n = 0; ; n++) yield `event: row\ndata: {"n":${n}}\n\n`;
    })();
    const chunked = chunkedBody(rows);
    const { fetch } = recordingFetch(() => new Response(chunked.body, { headers: { "content-type": "text/event-stream" } }));
    const events = callFor({ fetch })("watch", { body: {} });
    for (let row = 0; row < 3; row++) await events.next();
    expect(chunked.pulls()).toBeLessThanOrEqual(4);
    await events.return();
  });

  test("needs the same memory for a million rows as for a few", async () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    const chunk = encoder.encode('event: row\ndata: {"n":1,"text":"a row of a usual length, more or less"}\n\n'.repeat(1000));
    const { fetch } = recordingFetch(() => eventsOf(Array.from({ length: 1000 }, () => chunk)));
    const heap = (): number => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    let rows = 0;
    let early = 0;
    for await (const _ of callFor({ fetch })("watch", { body: {} })) {
      rows++;
      if (rows === 50_000) early = heap();
    }
    expect(rows).toBe(1_000_000);
    expect(heap() - early).toBeLessThan(4 * 1024 * 1024);
  });

  test("makes no request before the first event is asked for", async () => {
    const { fetch, sent } = recordingFetch(() => eventsOf([]));
    const events = callFor({ fetch })("watch", { body: {} });
    expect(sent).toHaveLength(0);
    await events.next();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.headers.get("accept")).toBe("text/event-stream");
  });

  test("makes no request at all where it is closed before", async () => {
    const { fetch, sent } = recordingFetch(() => eventsOf([]));
    const events = callFor({ fetch })("watch", { body: {} });
    expect(await events.return()).toEqual({ done: true, value: undefined });
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(sent).toHaveLength(0);
  });

  test("gives several requested events in order", async () => {
    const { fetch } = recordingFetch(() => eventsOf(['event: row\ndata: {"n":1}\n\n', 'event: row\ndata: {"n":2}\n\n']));
    const events = callFor({ fetch })("watch", { body: {} });
    const results = await Promise.all([events.next(), events.next(), events.next(), events.next()]);
    expect(results.map(({ value }) => (value?.event === "row" ? value.data.n : undefined))).toEqual([1, 2, undefined, undefined]);
    expect(results.map(({ done }) => done)).toEqual([false, false, true, true]);
  });

  test("hands out the data of its rows alone where these are asked for", async () => {
    const { fetch } = recordingFetch(() =>
      eventsOf([
        'event: summary\ndata: {"rows":3}\n\nevent: row\ndata: {"n":1}\n\nevent: other\ndata: x\n\nevent: row\ndata: 2\n\n',
      ]),
    );
    const events = await callFor({ fetch })("watch", { body: {} }).open();
    expect(await events.nextRow()).toEqual({ done: false, value: { n: 1 } });
    expect(await events.nextRow()).toEqual({ done: false, value: 2 });
    expect(await errorOf(events.nextRow())).toMatchObject({ reason: "incomplete-stream", received: 2, expected: 3 });
    expect(await events.nextRow()).toEqual({ done: true, value: undefined });
  });

  test("may have rows without a name", async () => {
    const rule: StreamRule = { events: ["message"], row: "message", expected: () => undefined };
    const { fetch } = recordingFetch(() => eventsOf(["data: 1\n\nevent: message\ndata: 2\n\ndata: 3\n\n"]));
    const events = await callFor({ fetch }, { streams: { watch: rule } })("watch", { body: {} }).open();
    for (const value of [1, 2, 3]) expect(await events.nextRow()).toEqual({ done: false, value });
  });

  test("throws its error once, and is at its end afterwards", async () => {
    const { fetch } = recordingFetch(() => eventsOf(["event: error\ndata: 1\n\n"]));
    const events = callFor({ fetch })("watch", { body: {} });
    expect(isResponseError(await errorOf(events.next()))).toBe(true);
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  test("leaves no timer where its signal ends it as the response comes in", async () => {
    const timers = vi.spyOn(globalThis, "setTimeout");
    const cleared = vi.spyOn(globalThis, "clearTimeout");
    const left = new Set<unknown>();
    for (let turns = 0; turns < 40; turns++) {
      const controller = new AbortController();
      const { fetch, sent } = recordingFetch(
        () => new Response(new ReadableStream(), { headers: { "content-type": "text/event-stream" } }),
      );
      const error = errorOf(callFor({ fetch })("watch", { body: {} }, { signal: controller.signal }).next());
      while (sent.length === 0) await Promise.resolve();
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      controller.abort("enough");
      expect(await error).toBe("enough");
      for (let turn = 0; turn < 40; turn++) await Promise.resolve();
      for (const { value } of timers.mock.results) left.add(value);
      for (const [timer] of cleared.mock.calls) left.delete(timer);
    }
    expect(left.size).toBe(0);
    vi.restoreAllMocks();
  });

  test("ends with its signal even while events wait to be taken", async () => {
    const controller = new AbortController();
    const { fetch } = recordingFetch(() => eventsOf(['event: row\ndata: {"n":1}\n\n'.repeat(10)]));
    const events = callFor({ fetch })("watch", { body: {} }, { signal: controller.signal });
    await events.next();
    controller.abort("enough");
    expect(await errorOf(events.next())).toBe("enough");
  });

  test("hands out every row before an event that is too large, though one chunk brought both", async () => {
    const { fetch } = recordingFetch(() =>
      eventsOf([`event: row\ndata: {"n":1}\n\nevent: row\ndata: {"n":2}\n\n: ${"-".repeat(200)}`]),
    );
    const events = await callFor({ fetch })("watch", { body: {} }, { maxResponseBytes: 100 }).open();
    expect(await events.nextRow()).toEqual({ done: false, value: { n: 1 } });
    expect(await events.nextRow()).toEqual({ done: false, value: { n: 2 } });
    expect(await errorOf(events.nextRow())).toMatchObject({ reason: "too-large", received: 2 });
  });

  test("may hold an event of exactly the largest length, and none above it, whatever the chunks", async () => {
    const row = (length: number): string => `event: row\ndata: "${"x".repeat(length - 2)}"\n\n`;
    const inLines = (length: number): string => `event: row\ndata: [\ndata:  "${"x".repeat(length - 7)}"\ndata: ]\n\n`;
    for (const form of [row, inLines]) {
      for (const size of [1, 7, 100, 16_384, 1 << 20]) {
        const readUpTo = async (length: number): Promise<unknown> => {
          const { fetch } = recordingFetch(() => eventsOf(cut(encoder.encode(row(3) + form(length) + row(4)), [size])));
          const events = await callFor({ fetch })("watch", { body: {} }, { maxResponseBytes: 1000 }).open();
          const received = async (rows: number): Promise<unknown> =>
            (await events.nextRow()).done === true ? rows : received(rows + 1);
          return received(0).catch((error: unknown) => error);
        };
        expect(await readUpTo(1000)).toBe(3);
        for (const length of [1001, 5000]) expect(await readUpTo(length)).toMatchObject({ reason: "too-large", received: 1 });
      }
    }
  });

  test("is a bad-event if its promise of rows cannot be read", async () => {
    const rule: StreamRule = {
      events: ["summary"],
      row: "row",
      expected: ({ data }) => (data as { total: { rows: number } }).total.rows,
    };
    const { error } = await readAll(["event: summary\ndata: {}\n\n"], rule);
    expect(error).toMatchObject({ reason: "bad-event" });
  });

  test("is checked event by event where the client validates", async () => {
    const { fetch } = recordingFetch(() => eventsOf(['event: row\ndata: {"n":1}\n\nevent: row\ndata: {"n":"two"}\n\n']));
    const validate = {
      watch: (value: unknown) =>
        typeof (value as { data: { n: unknown } }).data.n === "number"
          ? []
          : [{ pointer: "/data/n", message: "must be integer" }],
    };
    const events = callFor({ fetch, validate })("watch", { body: {} });
    expect(await events.next()).toMatchObject({ value: { data: { n: 1 } } });
    const error = await errorOf(events.next());
    expect(error).toMatchObject({
      reason: "wrong-shape",
      pointer: "/data/n",
      received: 1,
      message: expect.stringContaining("must be integer"),
    });
  });

  test("does not show a secret that its error event repeats", async () => {
    const { fetch } = recordingFetch(({ headers }) => eventsOf([`event: error\ndata: ${headers.get("x-api-key")}\n\n`]));
    const error = await errorOf<Error>(callFor({ fetch })("watch", { body: {} }).next());
    expect(error.message).toContain("***");
  });
});

import { expect, test } from "vitest";
import { growthOf, LINEAR } from "../../../test/growth-of.ts";
import { createCall, type EventStream, type OperationTable, type RequestOptions } from "../src/index.ts";
import { createFetchClient } from "../src/openapi-fetch.ts";
import { settingsFor } from "./support/adapter.ts";
import { errorOf } from "./support/in-memory.ts";
import { serve } from "./support/serve.ts";

interface Operations {
  list: { input: object; output: unknown; stream: true };
  chat: { input: object; output: { event: string; data: unknown }; stream: true };
}

const operations: OperationTable<keyof Operations> = {
  list: { method: "GET", path: "/list", safe: true, security: [], response: "lines" },
  chat: { method: "GET", path: "/chat", safe: true, security: [], response: "events" },
};

type Ending = "end" | "hang" | "reset";

/** Reads a whole stream that a real server writes in the given pieces. `values` has the values before an error. */
async function read(
  pieces: readonly (Uint8Array | string)[],
  {
    ending = "end",
    contentType = "application/jsonl",
    id = "list",
    ...options
  }: RequestOptions & {
    readonly ending?: Ending;
    readonly contentType?: string;
    readonly id?: keyof Operations;
  } = {},
  validate?: (value: unknown) => { pointer: string; message: string }[],
): Promise<{ readonly values: unknown[]; readonly error: unknown }> {
  await using server = await serve(async (_, response) => {
    response.writeHead(200, { "content-type": contentType });
    for (const piece of pieces) {
      response.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (ending === "end") response.end();
    if (ending === "reset") response.socket?.resetAndDestroy();
  });
  const given = { baseUrl: server.address, ...(validate && { validate: { list: validate } }) };
  const stream: EventStream<unknown> = createCall<Operations>(operations, settingsFor(given))(id, {}, options);
  const values: unknown[] = [];
  try {
    for await (const value of stream) values.push(value);
    return { values, error: undefined };
  } catch (error) {
    return { values, error };
  }
}

const rows = [{ name: "Ærø €𝄞", list: [1, null] }, 2, "three\u2028", { four: true }];
const lines = rows.map((row) => JSON.stringify(row));
const bytesOf = (text: string) => [...Buffer.from(text)].map((byte) => Uint8Array.of(byte));

test.each<[what: string, pieces: readonly (Uint8Array | string)[]]>([
  ["lines", [`${lines.join("\n")}\n`]],
  ["a last line without its end", [lines.join("\n")]],
  ["CRLF, blank lines and a byte order mark", [`\uFEFF${lines.join("\r\n\r\n")}\r\n\n`]],
  ["a byte at a time", bytesOf(`${lines.join("\n")}\n`)],
  ["a sequence of RFC 7464", [rows.map((row) => `\u001E${JSON.stringify(row)}\n`).join("")]],
  [
    "a sequence over several lines, a byte at a time",
    bytesOf(rows.map((row) => `\u001E${JSON.stringify(row, null, 2)}\n`).join("")),
  ],
])("%s are read value by value", async (_, pieces) => {
  expect(await read(pieces)).toEqual({ values: rows, error: undefined });
});

test("the request asks for lines", async () => {
  await using server = await serve((_, response) => response.end());
  const stream = createCall<Operations>(operations, settingsFor({ baseUrl: server.address }))("list", {});
  expect(await stream.next()).toEqual({ done: true, value: undefined });
  expect(server.received[0]?.headers.accept).toBe("application/jsonl, application/x-ndjson, application/json-seq");
});

test.each<[what: string, given: Parameters<typeof read>, values: unknown[], fields: object]>([
  ["a line that is no JSON", [["1\n2\n<p>\n4\n"]], [1, 2], { reason: "bad-event", received: 2 }],
  ["an end inside of a line", [['1\n{"a":']], [1], { reason: "incomplete-stream", received: 1 }],
  ["a number of a sequence that may go on", [["\u001E1\n\u001E12"]], [1], { reason: "incomplete-stream" }],
  ["a connection that is reset", [["1\n2"], { ending: "reset" }], [1], { code: "ConnectionError", reason: "interrupted" }],
  ["a silence", [["1\n"], { ending: "hang", idleTimeoutMs: 50 }], [1], { code: "TimeoutError", limit: "idleTimeoutMs" }],
  ["the end of totalTimeoutMs", [["1\n"], { ending: "hang", totalTimeoutMs: 80 }], [1], { limit: "totalTimeoutMs" }],
  ["a line above maxResponseBytes", [[`1\n"${"x".repeat(2000)}"\n`], { maxResponseBytes: 1000 }], [1], { reason: "too-large" }],
])("%s ends the stream after the values before it", async (_, given, values, fields) => {
  const outcome = await read(...given);
  expect(outcome.values).toEqual(values);
  expect(outcome.error).toMatchObject(fields);
});

test("an end inside a line is accepted if the option allows it", async () => {
  expect(await read(['1\n{"a":'], { allowIncomplete: true })).toEqual({ values: [1], error: undefined });
});

test("each line is checked if the client checks responses", async () => {
  const outcome = await read(["1\n2\n"], {}, (value) => (value === 2 ? [{ pointer: "", message: "must be 1" }] : []));
  expect(outcome).toMatchObject({ values: [1], error: { reason: "wrong-shape", pointer: "" } });
});

test("a line of 16 MiB costs no more for each byte, however it is cut", async () => {
  const pieces = (size: number): string[] => {
    const text = JSON.stringify("x".repeat(size));
    return Array.from({ length: size / 65_536 }, (_, index) => text.slice(index * 65_537, (index + 1) * 65_537));
  };
  const readLine = async (line: readonly string[]): Promise<void> => {
    const { values } = await read([...line, "\n1\n"]);
    expect([values.length, (values[0] as string).length]).toEqual([2, line.join("").length - 2]);
  };
  expect(await growthOf(pieces, readLine, 2 * 2 ** 20)).toBeLessThan(LINEAR);
});

test("leaving the loop closes the connection", async () => {
  let isClosed: Promise<unknown> | undefined;
  await using server = await serve((_, response) => {
    isClosed = new Promise((resolve) => response.once("close", resolve));
    response.write("1\n2\n");
  });
  for await (const value of createCall<Operations>(operations, settingsFor({ baseUrl: server.address }))("list", {})) {
    expect(value).toBe(1);
    break;
  }
  await isClosed;
});

test("openapi-fetch's client gives the bytes, and refuses to read them whole", async () => {
  await using server = await serve((_, response) => response.end("1\n"));
  interface paths {
    "/list": { get: { responses: { 200: { content: { "application/jsonl": unknown } } } } };
  }
  const client = createFetchClient<paths>(operations, settingsFor({ baseUrl: server.address }));
  const { data } = await client.GET("/list", { parseAs: "stream" });
  expect(await new Response(data).text()).toBe("1\n");
  expect(await errorOf(client.GET("/list"))).toMatchObject({ option: "parseAs" });
});

test("[DONE] is the end of an event stream, whatever comes after", async () => {
  const contentType = "text/event-stream";
  const text = 'data: {"n":1}\n\ndata: [DONE]\n\ndata: {"n":2}\n\n';
  expect(await read([text], { id: "chat", contentType })).toEqual({
    values: [{ event: "message", data: { n: 1 } }],
    error: undefined,
  });
  expect(await read(bytesOf(text), { id: "chat", contentType, ending: "hang", idleTimeoutMs: 500 })).toMatchObject({
    error: undefined,
  });
});

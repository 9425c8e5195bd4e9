import { expect, test } from "vitest";
import { createCall, type OperationTable, type StreamSigns } from "../src/index.ts";
import { settingsFor } from "./support/adapter.ts";
import { serve } from "./support/serve.ts";

interface Operations {
  ask: { input: object; output: { event: string; data: unknown }; stream: true };
  list: { input: object; output: unknown; stream: true };
}

const ERRORS: StreamSigns = { errors: [["error"], ["code", "message"]], items: ["id", "text"] };
const MARKED: StreamSigns = { endMark: true };
const own = { method: "GET", safe: true, security: [] } as const;

/** The values of a stream, and its end. */
async function read(
  id: keyof Operations,
  signs: StreamSigns | undefined,
  text: string,
  options: { readonly allowIncomplete?: boolean } = {},
): Promise<{ values: unknown[]; error: unknown }> {
  const type = id === "ask" ? "text/event-stream" : "application/jsonl";
  await using server = await serve((_, response) => response.writeHead(200, { "content-type": type }).end(text));
  const table: OperationTable<keyof Operations> = {
    ask: { ...own, path: "/ask", response: "events", signs },
    list: { ...own, path: "/list", response: "lines", signs },
  };
  const call = createCall<Operations>(table, settingsFor({ baseUrl: server.address }));
  const values: unknown[] = [];
  try {
    if (id === "ask") for await (const { data } of call("ask", {}, options)) values.push(data);
    else for await (const value of call("list", {}, options)) values.push(value);
    return { values, error: undefined };
  } catch (error) {
    return { values, error };
  }
}

const ITEM = { id: "1", text: "a" };
const lines = (...values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const events = (...values: readonly unknown[]): string => values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join("");

test.each<[what: string, error: unknown]>([
  ["in an object of its own", { error: { message: "quota is used up" } }],
  ["with what the document does not name", { error: "quota is used up", request: "req-1" }],
  ["with some fields of an item", { id: "1", code: 429, message: "quota is used up" }],
])("an error of the API, %s, ends a stream after the items before it", async (_, error) => {
  for (const [id, text] of [
    ["ask", events(ITEM, error, ITEM)],
    ["list", lines(ITEM, error, ITEM)],
  ] as const) {
    const outcome = await read(id, ERRORS, text);
    expect(outcome.values).toEqual([ITEM]);
    expect(outcome.error).toMatchObject({ code: "ResponseError", reason: "stream-error" });
    expect((outcome.error as Error).message).toContain("quota is used up");
  }
});

test.each<[what: string, item: unknown]>([
  ["an item that has a field of the same name", { ...ITEM, error: "spelling" }],
  ["an item whose error is null", { id: "1", error: null }],
  ["an item of the future", { ...ITEM, code: 1, message: "new" }],
  ["a part of an error", { message: "hello" }],
  ["a text", "error"],
  ["a list", ["error"]],
  ["null", null],
])("%s is an item", async (_, item) => {
  expect(await read("ask", ERRORS, events(ITEM, item))).toEqual({ values: [ITEM, item], error: undefined });
  expect(await read("list", ERRORS, lines(ITEM, item))).toEqual({ values: [ITEM, item], error: undefined });
});

test("a value that looks like an error is an item if the document describes no error", async () => {
  const item = { error: { message: "no" } };
  expect(await read("ask", undefined, events(item))).toEqual({ values: [item], error: undefined });
});

test("a stream that ends without its documented mark is incomplete", async () => {
  const outcome = await read("ask", MARKED, events(ITEM));
  expect(outcome.values).toEqual([ITEM]);
  expect(outcome.error).toMatchObject({ code: "ResponseError", reason: "incomplete-stream" });
  expect((outcome.error as Error).message).toContain("ended without its mark [DONE]");
});

test("a stream is whole with its mark, and without where that is allowed", async () => {
  const whole = { values: [ITEM], error: undefined };
  expect(await read("ask", MARKED, `${events(ITEM)}data: [DONE]\n\n`)).toEqual(whole);
  expect(await read("ask", MARKED, events(ITEM), { allowIncomplete: true })).toEqual(whole);
});

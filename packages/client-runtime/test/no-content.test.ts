import { expect, test } from "vitest";
import { callFor } from "./support/adapter.ts";
import { errorOf } from "./support/in-memory.ts";

const send = (body: BodyInit | null, init?: ResponseInit) =>
  callFor({ fetch: async () => new Response(body, init), timeoutMs: 200 })("change", { body: {} });

test.each([null, "", " \n", "{}", '{"done":true}', "null", `[${'"x",'.repeat(30_000)}1]`])(
  "an operation without a promised body succeeds where there is none, or JSON: %.20j",
  async (body) => {
    expect(await send(body)).toBeUndefined();
  },
);

test.each([
  ["a page", "<!doctype html><title>Sign in</title>", "text/html"],
  ["a page that says it is JSON", "<html>maintenance", "application/json"],
  ["text", "upstream is down", "text/plain"],
])("%s with status 200 is not a response of the API", async (_, body, type) => {
  const error = await errorOf<Error>(send(body, { headers: { "content-type": type } }));
  expect(error).toMatchObject({ code: "ResponseError", reason: "not-json", status: 200, attempts: 1 });
  expect(error.message).toContain(body.slice(0, 20));
});

test("JSON that breaks off is no response", async () => {
  expect(await errorOf(send('{"done":'))).toMatchObject({ code: "ResponseError", reason: "truncated" });
});

test("a body without an end ends with the attempt's time", async () => {
  const body = new ReadableStream({ pull: () => new Promise(() => {}) });
  expect(await errorOf(send(body))).toMatchObject({ code: "TimeoutError", limit: "timeoutMs" });
});

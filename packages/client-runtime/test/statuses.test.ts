import { expect, test } from "vitest";
import {
  type CallResult,
  createCall,
  isApiError,
  type OperationTable,
  type OperationTypes,
  type ResponseError,
} from "../src/index.ts";
import { createFetchClient } from "../src/openapi-fetch.ts";
import { settingsFor } from "./support/adapter.ts";
import { errorOf } from "./support/in-memory.ts";
import { respond, serve } from "./support/serve.ts";

interface Operations {
  add: { input: object; output: { id: string } | undefined; stream: false };
  others: { input: object; output: { id: string } | undefined; stream: false };
  mixed: { input: object; output: { id: string } | string | Blob; stream: false };
  watch: { input: object; output: { event: string; data: unknown }; stream: true };
  csv: { input: object; output: string; stream: false };
  pdf: { input: object; output: Blob; stream: false };
  file: { input: object; output: Blob; stream: false };
}

const own = { method: "POST", safe: false, security: [] } as const;
const operations: OperationTable<keyof Operations> = {
  add: { ...own, path: "/add", response: "json", statuses: { "202": "none", "204": "none", "205": "none" } },
  others: { ...own, path: "/others", response: "json", statuses: { "200": "json", "2XX": "none" } },
  mixed: { ...own, path: "/mixed", response: "json", statuses: { "202": "text", "206": "binary" } },
  watch: { ...own, path: "/watch", response: "events", statuses: { "204": "none" } },
  csv: { ...own, path: "/csv", response: "text", accept: "text/csv" },
  pdf: { ...own, path: "/pdf", response: "binary", accept: "application/pdf" },
  file: { ...own, path: "/file", response: "binary", accept: "application/octet-stream" },
};

async function call<Id extends keyof Operations>(
  id: Id,
  status: number,
  body = "",
  type = "text/plain",
): Promise<Awaited<CallResult<Operations[Id] & OperationTypes>>> {
  await using server = await serve((_, response) => respond(response, status, body, type));
  const byId = createCall<Operations>(operations, settingsFor({ baseUrl: server.address })) as unknown as (
    given: Id,
    input: object,
  ) => unknown;
  return (await byId(id, {})) as Awaited<CallResult<Operations[Id] & OperationTypes>>;
}

test.each([202, 204, 205])("a success of status %s that is documented without content is undefined", async (status) => {
  expect(await call("add", status)).toBeUndefined();
  expect(await call("add", 200, '{"id":"1"}')).toEqual({ id: "1" });
});

test("content that is not documented is dropped", async () => {
  expect(await call("add", 202, '{"queued":true}')).toBeUndefined();
});

test("an empty response of a status that is documented with content is an error", async () => {
  expect(await errorOf(call("add", 201))).toMatchObject({ code: "ResponseError", reason: "empty", status: 201 });
});

test("a range stands for the statuses that are not named", async () => {
  expect(await call("others", 200, '{"id":"1"}')).toEqual({ id: "1" });
  expect(await call("others", 226, '"later"')).toBeUndefined();
});

test("each status is read as it is documented", async () => {
  expect(await call("mixed", 202, "later")).toBe("later");
  const part = await call("mixed", 206, "bytes");
  expect(part).toBeInstanceOf(Blob);
  expect(await (part as Blob).text()).toBe("bytes");
});

test.each([204, 205])("text and bytes are not there where the status is %s and they are documented", async (status) => {
  for (const id of ["csv", "pdf"] as const)
    expect(await errorOf(call(id, status))).toMatchObject({ code: "ResponseError", reason: "empty", status });
});

test("a page of a proxy is neither text nor bytes of another type", async () => {
  const page = "\n<!DOCTYPE html><title>Log in</title>";
  for (const id of ["csv", "pdf"] as const) {
    const error = await errorOf<ResponseError>(call(id, 200, page, "text/html; charset=utf-8"));
    expect(error).toMatchObject({ code: "ResponseError", reason: "wrong-content-type" });
    expect(error.message).toContain("Log in");
  }
  expect(await (await call("file", 200, page, "text/html")).text()).toBe(page);
  expect(await call("csv", 200, "a,b", "text/html")).toBe("a,b");
  expect(await call("csv", 200, "")).toBe("");
  expect((await call("pdf", 200, "")).size).toBe(0);
});

test("a stream without content has no events", async () => {
  await using server = await serve((_, response) => respond(response, 204));
  const stream = createCall<Operations>(operations, settingsFor({ baseUrl: server.address }))("watch", {});
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});

test("304 is an ApiError, as the caller sent the condition", async () => {
  const error = await errorOf(call("add", 304));
  expect(isApiError(error)).toBe(true);
  expect(error).toMatchObject({ status: 304, attempts: 1 });
});

test("openapi-fetch gives no data for a status without content", async () => {
  await using server = await serve(({ url }, response) => respond(response, url === "/add" ? 202 : 200, '{"id":"1"}'));
  interface paths {
    "/add": { post: { responses: { 200: { content: { "application/json": { id: string } } }; 202: { content?: never } } } };
  }
  const client = createFetchClient<paths>(operations, settingsFor({ baseUrl: server.address }));
  const { data, error, response } = await client.POST("/add");
  expect([data, error, response.status]).toEqual([undefined, undefined, 202]);
});

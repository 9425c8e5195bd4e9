import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createFetch } from "../src/create-fetch.ts";
import type {
  ApiError,
  ClientOptions,
  ConfigurationError,
  ConnectionError,
  HookEvent,
  ResponseError,
  TimeoutError,
} from "../src/index.ts";
import type * as openapiFetch from "../src/openapi-fetch.ts";
import { operations, secret, settingsFor } from "./support/adapter.ts";
import type { paths } from "./support/fetch-adapter.ts";
import { errorOf, json, recordingFetch, type SentRequest } from "./support/in-memory.ts";

const search = "https://api.test/search";
const post = (
  body: BodyInit = '{"text":"a private question"}',
  headers: Record<string, string> = { "content-type": "application/json" },
) => new Request(search, { method: "POST", body, headers });

function start(respond: (sent: SentRequest, index: number) => Promise<Response> | Response, options: ClientOptions = {}) {
  const { fetch, sent } = recordingFetch(respond);
  return { fetch: createFetch(operations, settingsFor({ fetch, ...options })), sent };
}

afterEach(() => void vi.useRealTimers());

test("a request is sent with its own method, address and body, and with the credential of its operation", async () => {
  const { fetch, sent } = start(() => json({ total: 1 }), { headers: { "x-one": "client", "x-two": "client" } });
  const response = await fetch(post(undefined, { "content-type": "application/json", "x-one": "call" }));
  expect(await response.json()).toEqual({ total: 1 });
  expect(sent).toHaveLength(1);
  const [{ url, init, headers }] = sent as [SentRequest];
  expect([url, init.method, init.body]).toEqual([search, "POST", '{"text":"a private question"}']);
  expect(Object.fromEntries(headers)).toEqual({
    accept: "application/json",
    "content-type": "application/json",
    "user-agent": "test-client/1.2.3",
    "x-api-key": secret,
    "x-one": "call",
    "x-two": "client",
  });
});

test("the path's parameters go on as they are, and the client fills in those that have no value", async () => {
  const { fetch, sent } = start(() => json([]));
  await fetch(new Request("https://api.test/a%2Fb%20%C3%A9/things?tag=x&tag=y%26z"));
  await fetch(new Request("https://api.test/{tenant}/things"));
  expect(sent.map(({ url }) => url)).toEqual([
    "https://api.test/a%2Fb%20%C3%A9/things?tag=x&tag=y%26z",
    "https://api.test/acme/things",
  ]);
});

test.each([
  ["https://api.test/elsewhere", "GET"],
  ["https://api.test/search", "GET"],
  ["https://api.test/", "POST"],
  ["https://api.test.evil.test/search", "POST"],
  ["https://other.test/search", "POST"],
  ["http://api.test/search", "POST"],
])("%s with %s is no request of the API: nothing is sent", async (url, method) => {
  const { fetch, sent } = start(() => json({}));
  const error = await errorOf<ConfigurationError>(fetch(new Request(url, { method })));
  expect(error).toMatchObject({ code: "ConfigurationError", option: "the request" });
  expect(error.message).toContain(`"${method} ${url.split("?")[0]}"`);
  expect(sent).toEqual([]);
});

test("a base URL with a path is not taken for another one that begins like it", async () => {
  const { fetch, sent } = start(() => json({}), { baseUrl: "https://api.test/v1/" });
  await fetch(new Request("https://api.test/v1/search", { method: "POST" }));
  expect(sent).toHaveLength(1);
  await expect(fetch(new Request("https://api.test/v10/search", { method: "POST" }))).rejects.toThrow("the request must be");
});

test("a query goes on as it is, a second question mark and one that a document writes into a path included", async () => {
  const table = { odd: { method: "GET", path: "/odd?action=list", safe: true, security: [], response: "json" } } as const;
  const { fetch, sent } = recordingFetch(() => json({}));
  await createFetch(table, settingsFor({ fetch }))(new Request("https://api.test/odd?action=list&why=what?&x=%20#part"));
  expect(sent[0]?.url).toBe("https://api.test/odd?action=list&why=what?&x=%20");
});

test("a request that brings a credential of its own is refused", async () => {
  const { fetch, sent } = start(() => json({}));
  for (const name of ["authorization", "x-api-key", "cookie"]) {
    const request = post();
    request.headers.set(name, "another");
    await expect(fetch(request)).rejects.toThrow("headers must be valid, and without a credential");
  }
  expect(sent).toEqual([]);
});

test("limits that stand on a request win over the client's, and a wrong one is refused", async () => {
  const { fetch, sent } = start(() => json({}, { status: 503, headers: { "retry-after-ms": "1" } }), { maxRetries: 5 });
  expect((await fetch(Object.assign(post(), { maxRetries: 1 }))).status).toBe(503);
  expect(sent).toHaveLength(2);
  await expect(fetch(Object.assign(post(), { timeoutMs: "long" }))).rejects.toThrow("timeoutMs must be a whole number");
});

test("a safe operation is sent again with its whole body, and an unsafe one is not", async () => {
  const { fetch, sent } = start((_, index) =>
    index === 0 ? json({}, { status: 503, headers: { "retry-after-ms": "1" } }) : json({}),
  );
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array([0, 255, 10])]), "bytes");
  expect((await fetch(new Request(search, { method: "POST", body: form }))).ok).toBe(true);
  const [first, second] = sent as [SentRequest, SentRequest];
  expect(second.init.body).toBe(first.init.body);
  const again = new Response(second.init.body as BodyInit, { headers: second.headers });
  const file = (await again.formData()).get("file") as File;
  expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([0, 255, 10]);

  const unsafe = start(() => json({ message: "broken" }, { status: 503 }));
  expect((await unsafe.fetch(new Request("https://api.test/change", { method: "POST" }))).status).toBe(503);
  expect(unsafe.sent).toHaveLength(1);
});

test("a response that is not 2xx is returned with its status, headers and body", async () => {
  const { fetch } = start(() => json({ message: "no", list: [1.5, null] }, { status: 422, headers: { "x-left": "7" } }));
  const response = await fetch(post());
  expect([response.status, response.ok, response.headers.get("x-left")]).toEqual([422, false, "7"]);
  expect(await response.json()).toEqual({ message: "no", list: [1.5, null] });
});

test.each(["", "null", "0", "false", '""'])("an error whose body is %o has the message of the error instead", async (body) => {
  const { fetch } = start(
    () =>
      new Response(body, { status: 404, headers: { "content-length": String(body.length), "content-type": "application/json" } }),
  );
  const response = await fetch(post());
  expect(await response.text()).toMatch(/^search \(POST \/search\) got 404/);
  expect(response.headers.get("content-length")).toBeNull();
  expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
});

test("a status that no body goes with is thrown, as there is nothing to return as an error", async () => {
  const { fetch } = start(() => new Response(null, { status: 304 }));
  expect(await errorOf<ApiError>(fetch(post()))).toMatchObject({ code: "ApiError", status: 304 });
});

test("an error to a HEAD request is thrown for the same reason", async () => {
  const table = { probe: { method: "HEAD", path: "/probe", safe: true, security: [], response: "none" } } as const;
  const { fetch } = recordingFetch(() => new Response(null, { status: 404 }));
  const send = createFetch(table, settingsFor({ fetch }));
  expect(await errorOf<ApiError>(send(new Request("https://api.test/probe", { method: "HEAD" })))).toMatchObject({ status: 404 });
});

test("an error shows neither the key nor the request's body", async () => {
  const { fetch } = start(({ headers, init }) => json({ key: headers.get("x-api-key"), sent: init.body }, { status: 400 }));
  const text = await (await fetch(post("a private question", { "content-type": "text/plain" }))).text();
  expect(text).toBe('{"key":"***","sent":"***"}');
});

test("a 2xx response that breaks the operation's promise is thrown", async () => {
  const { fetch } = start(() => new Response("<html>", { headers: { "content-type": "text/html" } }));
  expect(await errorOf<ResponseError>(fetch(post()))).toMatchObject({ code: "ResponseError", reason: "not-json" });
  const checked = start(() => json({ total: "two" }), {
    validate: { search: () => [{ pointer: "/total", message: "must be integer" }] },
  });
  expect(await errorOf<ResponseError>(checked.fetch(post()))).toMatchObject({ reason: "wrong-shape", pointer: "/total" });
});

test("a missing response is thrown as its own error", async () => {
  const refused = start(() => {
    throw new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } });
  });
  expect(await errorOf<ConnectionError>(refused.fetch(Object.assign(post(), { maxRetries: 0 })))).toMatchObject({
    code: "ConnectionError",
    reason: "not-sent",
    operation: { id: "search" },
  });
  const silent = start(() => new Promise(() => {}), { timeoutMs: 20, maxRetries: 0 });
  expect(await errorOf<TimeoutError>(silent.fetch(post()))).toMatchObject({ code: "TimeoutError", limit: "timeoutMs" });
});

test("the reason of the request's signal is thrown untouched, and nothing is sent once it is aborted", async () => {
  const { fetch, sent } = start(() => new Promise(() => {}));
  const controller = new AbortController();
  const running = fetch(new Request(search, { method: "POST", signal: controller.signal }));
  await expect.poll(() => sent).toHaveLength(1);
  controller.abort("enough");
  expect(await errorOf(running)).toBe("enough");
  expect(await errorOf(fetch(new Request(search, { method: "POST", signal: AbortSignal.abort("before") })))).toBe("before");
  expect(sent).toHaveLength(1);
});

/** Collects garbage. */
const collectGarbage: () => void = (() => {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
})();

// A platform's request follows its signal only as long as a reference to the request exists. The reference looks unused to a
// bundler, so the built package is tried too.
type Ask = (path: "/search" | "/watch", signal: AbortSignal) => Promise<Response>;
const made: readonly (readonly [string, (options: ClientOptions) => Promise<Ask>])[] = [
  [
    "the source",
    async (options) => {
      const fetch = createFetch(operations, settingsFor(options));
      const init = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
      return (path, signal) => fetch(new Request(`https://api.test${path}`, { ...init, signal }));
    },
  ],
  [
    "the built package",
    async (options) => {
      const built = (await import(new URL("../dist/openapi-fetch.mjs", import.meta.url).href)) as typeof openapiFetch;
      const client = built.createFetchClient<paths>(operations, settingsFor(options));
      return async (path, signal) => (await client.POST(path, { body: {} as never, parseAs: "stream", signal })).response;
    },
  ],
];

describe.each(made)("a call of %s hears of an abort, though its caller does not hold the request,", (_, make) => {
  test.each([
    ["before its response", "/search" as const, () => new Promise<Response>(() => {})],
    [
      "while its rows are read",
      "/watch" as const,
      () => new Response(new ReadableStream(), { headers: { "content-type": "text/event-stream" } }),
    ],
  ])("%s", async (_when, path, respond) => {
    const { fetch: platform, sent } = recordingFetch(respond);
    const ask = await make({ fetch: platform });
    const controller = new AbortController();
    const reading = ask(path, controller.signal).then((response) => response.text());
    reading.catch(() => {});
    await expect.poll(() => sent).toHaveLength(1);
    await setTimeout(20);
    collectGarbage();
    await setTimeout(20);
    collectGarbage();
    controller.abort("enough");
    expect(await errorOf(reading)).toBe("enough");
  });
});

test("headers about the encoded bytes are not passed on with the response", async () => {
  const headers = { "content-length": "999", "content-encoding": "gzip", "x-kept": "yes", "content-type": "application/json" };
  const { fetch } = start(() => new Response('{"total":1}', { headers, status: 203 }));
  const response = await fetch(post());
  expect([response.status, ...response.headers]).toEqual([203, ["content-type", "application/json"], ["x-kept", "yes"]]);
});

test.each([
  ["GET", "/text", "text"],
  ["GET", "/file", "bytes"],
])("%s %s is read whole: %s", async (method, path, text) => {
  const { fetch } = start(() => new Response(text));
  expect(await (await fetch(new Request(`https://api.test${path}`, { method }))).text()).toBe(text);
  const empty = start(() => new Response(null, { status: 204 }));
  expect(await errorOf(empty.fetch(new Request(`https://api.test${path}`, { method })))).toMatchObject({ reason: "empty" });
});

test("JSON is dropped if the operation promises no body, and the response says that it is empty", async () => {
  const { fetch } = start(() => new Response('{"done":true}', { headers: { "content-length": "13" } }));
  const response = await fetch(new Request("https://api.test/change", { method: "POST" }));
  expect([await response.text(), response.headers.get("content-length")]).toEqual(["", "0"]);
});

test("settings of a request that a program has set go on, and those of the platform do not", async () => {
  const { fetch, sent } = start(() => json({}));
  await fetch(post());
  expect(Object.keys(sent[0]?.init ?? {}).toSorted()).toEqual(["body", "headers", "method", "redirect", "signal"]);
  await fetch(new Request(post(), { cache: "no-store", keepalive: true, redirect: "follow" }));
  expect(sent[1]?.init).toMatchObject({ cache: "no-store", keepalive: true, redirect: "manual" });
});

test("hooks are told of the operation of each attempt", async () => {
  const told: string[] = [];
  const hook = (name: string) => (event: HookEvent) => told.push(`${name} ${event.operation.id} ${event.attempt}`);
  const { fetch } = start((_, index) => json({}, index === 0 ? { status: 503, headers: { "retry-after-ms": "1" } } : {}), {
    hooks: { onRequest: hook("request"), onResponse: hook("response"), onRetry: hook("retry") },
  });
  await fetch(post());
  expect(told).toEqual(["request search 1", "response search 1", "retry search 1", "request search 2", "response search 2"]);
});

test("options are checked when it is made", () => {
  expect(() => start(() => json({}), { baseUrl: "http://api.test" })).toThrow("baseUrl must be an https or loopback address");
  expect(() => start(() => json({}), { maxRetries: -1 })).toThrow("maxRetries");
});

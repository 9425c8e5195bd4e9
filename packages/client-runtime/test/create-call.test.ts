import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, type Mock, test, vi } from "vitest";
import {
  type ApiError,
  type CallError,
  type ClientOptions,
  type ConfigurationError,
  headerCredential,
  basicCredential,
  bearerCredential,
  createCall,
  type Credentials,
  isApiError,
  isCallError,
  isConfigurationError,
  type ResponseError,
} from "../src/index.ts";
import { type FaultServer, startFaultServer } from "../src/testing/fault-server.ts";
import type { Reply } from "../src/testing/scenario.ts";
import { callFor, operations, secret, settingsFor } from "./support/adapter.ts";
import { errorOf, json, recordingFetch, type SentRequest } from "./support/in-memory.ts";

const body = { text: "a private question" };

describe("a request", () => {
  test("has the operation's method, address, body and headers, and no other header", async () => {
    const { fetch, sent } = recordingFetch(() => json({}));
    await callFor({ fetch, baseUrl: "https://api.test/base/" })("search", { body });
    expect(sent).toHaveLength(1);
    const [{ url, init, headers }] = sent as [SentRequest];
    expect(url).toBe("https://api.test/base/search");
    expect(init).toMatchObject({ method: "POST", body: JSON.stringify(body) });
    expect(Object.fromEntries(headers)).toEqual({
      accept: "application/json",
      "content-type": "application/json",
      "user-agent": "test-client/1.2.3",
      "x-api-key": secret,
    });
  });

  test.each([
    ["search", "application/json"],
    ["change", "application/json"],
    ["read", "*/*"],
    ["download", "*/*"],
  ] as const)("asks for the media types of the operation %s: %s", async (id, accept) => {
    const { fetch, sent } = recordingFetch(() => json({}));
    await callFor({ fetch })(id, { body });
    expect(sent[0]?.headers.get("accept")).toBe(accept);
  });

  test("has no content type where it has no body", async () => {
    const { fetch, sent } = recordingFetch(() => json({}));
    await callFor({ fetch })("get", {});
    expect(sent[0]?.headers.has("content-type")).toBe(false);
  });

  test("has its query and its own headers", async () => {
    const { fetch, sent } = recordingFetch(() => json({}));
    const query = { a: 0, b: "x&y", none: undefined, list: ["1", "2"], no: false, empty: "" };
    await callFor({ fetch })("get", { path: { tenant: "other" }, query, header: { "x-mode": "fast" } });
    expect(sent[0]?.url).toBe("https://api.test/other/things?a=0&b=x%26y&list=1&list=2&no=false&empty=");
    expect(sent[0]?.headers.get("x-mode")).toBe("fast");
  });

  test("takes a path parameter from the client where the call gives none", async () => {
    const { fetch, sent } = recordingFetch(() => json({}));
    await callFor({ fetch })("get", { path: { tenant: undefined as never } });
    expect(sent[0]?.url).toBe("https://api.test/acme/things");
  });

  test("has the headers of client and call, the call's first", async () => {
    const { fetch, sent } = recordingFetch(() => json({}));
    const call = callFor({ fetch, headers: { "X-One": "client", "x-two": "client" } });
    await call("search", { body }, { headers: { "x-one": "call" } });
    expect(sent[0]?.headers.get("x-one")).toBe("call");
    expect(sent[0]?.headers.get("x-two")).toBe("client");
  });

  test("goes through the current global fetch if the client was given none", async () => {
    const { fetch, sent } = recordingFetch(() => json({}));
    const call = callFor({});
    vi.stubGlobal("fetch", fetch);
    await call("search", { body });
    vi.unstubAllGlobals();
    expect(sent).toHaveLength(1);
  });
});

describe("credentials", () => {
  const key = headerCredential({ option: "apiKey", key: secret, name: "x-api-key" });
  const token = bearerCredential({ option: "accessToken", token: "token-1" });
  const sentWith = async (credentials: Credentials): Promise<Headers | undefined> => {
    const { fetch, sent } = recordingFetch(() => json({}));
    await callFor({ fetch }, { credentials })("search", { body });
    return sent[0]?.headers;
  };

  test("are exactly the one that the operation asks for first", async () => {
    const headers = await sentWith({
      Token: token,
      Key: key,
      Other: headerCredential({ option: "other", key: "1", name: "x-other" }),
    });
    expect([headers?.get("x-api-key"), headers?.get("authorization"), headers?.get("x-other")]).toEqual([secret, null, null]);
  });

  test("are the next alternative where the first is missing", async () => {
    const headers = await sentWith({ Token: token, Key: undefined });
    expect([headers?.get("x-api-key"), headers?.get("authorization")]).toEqual([null, "Bearer token-1"]);
  });

  test("are missing before any request where none fits", async () => {
    const { fetch, sent } = recordingFetch(() => json({}));
    const call = callFor({ fetch }, { credentials: {}, credentialHelp: "given as apiKey" });
    const error = await errorOf<ConfigurationError>(call("search", { body }));
    expect(error).toMatchObject({ option: "credentials", expected: "given as apiKey (Key or Token)", attempts: 0 });
    expect(sent).toHaveLength(0);
  });

  test("are not sent where the operation asks for none", async () => {
    const { fetch, sent } = recordingFetch(() => json({}));
    const open = { ...operations, search: { ...operations.search, security: [] } };
    await createCall<{ search: { input: object; output: unknown; stream: false } }>(open, settingsFor({ fetch }))("search", {
      body,
    });
    expect(sent[0]?.headers.has("x-api-key")).toBe(false);
  });

  test.each([
    "http://api.test",
    "http://192.168.1.7",
    "http://127.0.0.1.evil.test",
    "http://localhost.evil.test",
    "http://[::2]",
  ])("are not sent to %s", (baseUrl) => {
    expect(() => callFor({ baseUrl })).toThrow(/baseUrl must be an https or loopback address/);
  });

  test.each([
    "https://api.test",
    "http://localhost:1",
    "http://api.localhost",
    "http://127.9.9.9",
    "http://[::1]:80",
    "http://0x7f.1",
  ])("may be sent to %s", (baseUrl) => {
    expect(() => callFor({ baseUrl })).not.toThrow();
  });

  test.each(["Authorization", "cookie", "X-Api-Key"])("are refused as a header of the caller's own: %s", async (name) => {
    expect(() => callFor({ headers: { [name]: "mine" } })).toThrow(/headers must be/);
    const error = await errorOf(callFor({})("search", { body }, { headers: { [name]: "mine" } }));
    expect(isConfigurationError(error)).toBe(true);
    expect(inspect(error)).not.toContain("mine");
  });

  test("need leave to be used in a browser", async () => {
    vi.stubGlobal("document", {});
    expect(() => callFor({})).toThrow(/allowBrowser must be true/);
    expect(() => callFor({}, { publicSchemes: ["Key"] })).not.toThrow();
    expect(() => callFor({}, { credentials: {} })).not.toThrow();
    const { fetch, sent } = recordingFetch(() => json({}));
    await callFor({ fetch, allowBrowser: true })("search", { body });
    vi.unstubAllGlobals();
    expect(sent[0]?.headers.has("user-agent")).toBe(false);
  });
});

describe("a wrong option", () => {
  const wrong: [string, ClientOptions][] = [
    ["baseUrl", { baseUrl: "/relative" }],
    ["baseUrl", { baseUrl: "ftp://api.test" }],
    ["baseUrl", { baseUrl: "https://user:password@api.test" }],
    ["baseUrl", { baseUrl: "https://api.test?key=1" }],
    ["timeoutMs", { timeoutMs: 0 }],
    ["timeoutMs", { timeoutMs: Number.NaN }],
    ["timeoutMs", { timeoutMs: 2 ** 31 }],
    ["totalTimeoutMs", { totalTimeoutMs: -1 }],
    ["idleTimeoutMs", { idleTimeoutMs: Infinity }],
    ["maxRetries", { maxRetries: -1 }],
    ["maxRetries", { maxRetries: "2" as never }],
    ["maxRetryDelayMs", { maxRetryDelayMs: 0.5 }],
    ["maxResponseBytes", { maxResponseBytes: null as never }],
    ["headers", { headers: { "x-a": "line\nbreak" } }],
    ["headers", { headers: { "no name": "1" } }],
  ];

  test.each(wrong)("is a ConfigurationError when the client is created: %s %j", (option, options) => {
    const error = thrownBy(() => callFor(options));
    expect(isConfigurationError(error)).toBe(true);
    expect(error).toMatchObject({ option, attempts: 0, message: expect.stringContaining(option) });
    expect(inspect(error)).not.toContain("user:password");
  });

  test("of a call is a rejection, before any request", async () => {
    const { fetch, sent } = recordingFetch(() => json({}));
    const error = await errorOf(callFor({ fetch })("search", { body }, { maxRetries: 1.5 }));
    expect(error).toMatchObject({ name: "ConfigurationError", option: "maxRetries", operation: { id: "search" } });
    expect(sent).toHaveLength(0);
  });

  test("of a stream is a rejection of its first event", async () => {
    const events = callFor({})("watch", { body: {} }, { timeoutMs: 0 });
    expect(await errorOf(events.next())).toMatchObject({ name: "ConfigurationError", option: "timeoutMs" });
  });

  test.each(["nonsense", "toString", "__proto__"])("is an unknown operation: %s", async (id) => {
    expect(await errorOf(callFor({})(id as "search", { body }))).toMatchObject({
      name: "ConfigurationError",
      message: expect.stringContaining("search"),
    });
  });

  test.each([
    ["a cycle", { body: cycle() }],
    ["a bigint", { body: { n: 1n } }],
  ])("is input that cannot be sent: %s", async (_, input) => {
    const { fetch, sent } = recordingFetch(() => json({}));
    const error = await errorOf(callFor({ fetch })("search", input as never));
    expect(error).toMatchObject({ name: "ConfigurationError", option: "the input", attempts: 0 });
    expect(sent).toHaveLength(0);
  });

  test("is a query that cannot be sent", async () => {
    const { fetch } = recordingFetch(() => json({}));
    const error = await errorOf(callFor({ fetch })("get", { query: { a: "\uD800" } }));
    expect(error).toMatchObject({ name: "ConfigurationError", option: "a" });
  });
});

describe("hooks", () => {
  test("see method, address, attempt, status and duration, and no secret", async () => {
    const events: [string, unknown][] = [];
    const note = (name: string) => (event: unknown) => void events.push([name, event]);
    const { fetch } = recordingFetch((_, index) =>
      index ? json({}) : json({}, { status: 503, headers: { "retry-after-ms": "1" } }),
    );
    const hooks = { onRequest: note("request"), onResponse: note("response"), onRetry: note("retry") };
    await callFor({ fetch, hooks })("get", { query: { email: "a@b.test" } });
    const seen = {
      operation: { id: "get", method: "GET", path: "/{tenant}/things" },
      method: "GET",
      url: "https://api.test/acme/things",
    };
    const received = { headers: expect.any(Headers) as Headers, durationMs: expect.any(Number) as number };
    expect(events).toEqual([
      ["request", { ...seen, attempt: 1 }],
      ["response", { ...seen, attempt: 1, status: 503, ...received }],
      ["retry", { ...seen, attempt: 1, delayMs: 1, error: expect.objectContaining({ status: 503 }) }],
      ["request", { ...seen, attempt: 2 }],
      ["response", { ...seen, attempt: 2, status: 200, ...received }],
    ]);
    expect(inspect(events, { depth: 9 })).not.toContain(secret);
  });

  test.each(["onRequest", "onResponse", "onRetry"] as const)("that throw fail the call, once: %s", async (name) => {
    const cause = new Error("of the hook");
    const hook = vi.fn<() => Promise<never>>(() => Promise.reject(cause));
    const { fetch } = recordingFetch(() => json({}, { status: 500, headers: { "retry-after-ms": "1" } }));
    const error = await errorOf<CallError>(callFor({ fetch, hooks: { [name]: hook } })("search", { body }));
    expect(error).toMatchObject({ name: "ConfigurationError", option: `hooks.${name}`, cause });
    expect(hook).toHaveBeenCalledTimes(1);
  });
});

describe("a hook in which the caller gives up", () => {
  test("before a request sends none", async () => {
    const controller = new AbortController();
    const { fetch, sent } = recordingFetch(() => json({}));
    const hooks = { onRequest: () => controller.abort("enough") };
    expect(await errorOf(callFor({ fetch, hooks })("search", { body }, { signal: controller.signal }))).toBe("enough");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(sent).toHaveLength(0);
  });

  test("before a wait leaves no timer", async () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const { fetch } = recordingFetch(() => json({}, { status: 503, headers: { "retry-after": "50" } }));
    const hooks = { onRetry: () => controller.abort("enough") };
    expect(await errorOf(callFor({ fetch, hooks })("search", { body }, { signal: controller.signal }))).toBe("enough");
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});

describe("the outcome of a call", () => {
  test("is the body as it was sent, also 0, false, an empty string or null", async () => {
    for (const value of [0, false, "", null, [], {}]) {
      const { fetch } = recordingFetch(() => json(value));
      expect(await callFor({ fetch })("search", { body })).toEqual(value);
    }
  });

  test("is text or bytes where the operation promises these", async () => {
    const bytes = Uint8Array.of(0xff, 0, 1);
    const { fetch } = recordingFetch(
      ({ url }) => new Response(url.endsWith("text") ? "plain" : bytes, { headers: { "content-type": "a/b" } }),
    );
    const call = callFor({ fetch });
    expect(await call("read", {})).toBe("plain");
    const file = await call("download", {});
    expect([new Uint8Array(await file.arrayBuffer()), file.type]).toEqual([bytes, "a/b"]);
  });

  test("is checked where the client validates, and the wrong value is pointed at", async () => {
    const validate = { search: () => [{ pointer: "/data/0/count", message: "must be integer" }] };
    const { fetch } = recordingFetch(() => json({ data: [{ count: "1" }] }));
    expect(await errorOf<ResponseError>(callFor({ fetch, validate })("search", { body }))).toMatchObject({
      name: "ResponseError",
      reason: "wrong-shape",
      pointer: "/data/0/count",
      message: 'search (POST /search) got 200, but the value at "/data/0/count" must be integer',
    });
    expect(await callFor({ fetch, validate })("get", {})).toEqual({ data: [{ count: "1" }] });
  });

  test("is an ApiError with the vendor's words, the request's id and the parsed body", async () => {
    const detail = [{ loc: ["body", "start_date"], msg: "Field required" }];
    const { fetch } = recordingFetch(() => json({ detail }, { status: 422, headers: { "x-request-id": "r-1" } }));
    const describeError = (status: number): string => `${status} start_date: Field required`;
    const error = await errorOf<ApiError>(callFor({ fetch }, { describeError })("search", { body }));
    expect(isApiError(error)).toBe(true);
    expect(error.message).toBe("search (POST /search) got 422: 422 start_date: Field required");
    expect(error).toMatchObject({ status: 422, requestId: "r-1", body: { detail }, attempts: 1, code: "ApiError" });
    expect(error.headers.get("x-request-id")).toBe("r-1");
  });

  test.each([
    ["null", null],
    ["0", 0],
    ['"no"', "no"],
    ["", ""],
  ])("has the body %o as it is parsed", async (text, value) => {
    const { fetch } = recordingFetch(() => new Response(text, { status: 404 }));
    expect((await errorOf<ApiError>(callFor({ fetch })("search", { body }))).body).toBe(value);
  });

  test("is an ApiError also where the client finds no words for it", async () => {
    const { fetch } = recordingFetch(() => json({ message: "the server's" }, { status: 400 }));
    const broken = (): never => {
      throw new TypeError("of the client");
    };
    const messageWith = async (describeError: () => string | undefined): Promise<string> =>
      (await errorOf<ApiError>(callFor({ fetch }, { describeError })("search", { body }))).message;
    expect(await messageWith(() => "the client's")).toMatch(/got 400: the client's$/);
    expect(await messageWith(broken)).toMatch(/got 400: the server's$/);
    expect(await messageWith(() => undefined)).toMatch(/got 400: the server's$/);
  });

  test("has the fields that the client's description puts on it, and none that are the runtime's", async () => {
    const { fetch } = recordingFetch(() => json({ code: "E7" }, { status: 400 }));
    const describeError = (): object => ({ words: "of the client", fields: { vendorCode: "E7", body: "other", status: 1 } });
    const error = await errorOf(callFor({ fetch }, { describeError })("search", { body }));
    expect(error).toMatchObject({ vendorCode: "E7", status: 400, body: { code: "E7" } });
    expect((error as Error).message).toMatch(/got 400: of the client$/);
    const unnamed = await errorOf(
      callFor({ fetch }, { describeError: () => ({ fields: { vendorCode: "E7" } }) })("search", { body }),
    );
    expect(unnamed).toMatchObject({ vendorCode: "E7", status: 400 });
  });

  test("does not depend on a broken fetch", async () => {
    const headers = new Headers();
    const replies = [
      { status: 200, ok: true, headers, body: {} },
      { status: 500, ok: false, headers, body: { cancel() {} } },
    ];
    for (const broken of [undefined, null, 7, {}, new Error("no response"), ...replies]) {
      for (const fetch of [() => Promise.resolve(broken as never), () => Promise.reject(broken)]) {
        expect(isCallError(await errorOf(callFor({ fetch, maxRetries: 0 })("search", { body })))).toBe(true);
      }
    }
    const thrower = (): never => {
      throw new TypeError("sync");
    };
    expect(isCallError(await errorOf(callFor({ fetch: thrower, maxRetries: 0 })("search", { body })))).toBe(true);
  });

  test("shows no secret when client, error or options are printed", async () => {
    const { fetch } = recordingFetch(({ headers }) =>
      json({ message: `key ${headers.get("x-api-key")}`, echo: [headers.get("x-api-key"), body] }, { status: 400 }),
    );
    const call = callFor({ fetch });
    const error = await errorOf<ApiError>(call("search", { body }));
    for (const text of [inspect(call, { depth: 9 }), inspect(error, { depth: 9 }), JSON.stringify(error), String(error.stack)]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(body.text);
    }
    expect(JSON.stringify(error.body)).not.toContain(secret);
  });

  test("shows no basic credential in the form before it was encoded", async () => {
    const credentials = { Key: basicCredential({ option: "apiKey", user: "", password: secret }) };
    const { fetch } = recordingFetch(() => new Response(`wrong key ${secret}`, { status: 401 }));
    const error = await errorOf<ApiError>(callFor({ fetch }, { credentials })("search", { body }));
    expect(error.message).toContain("wrong key ***");
    expect(error.body).toBe("wrong key ***");
  });
});

describe("a fetch that ignores its signal", () => {
  /** Responds when told to, and ignores the signal. */
  function deafFetch(): { fetch: Mock<() => Promise<Response>>; respond: (response: Response) => void } {
    const waiting: ((response: Response) => void)[] = [];
    const fetch = vi.fn<() => Promise<Response>>(() => new Promise((resolve) => waiting.push(resolve)));
    return { fetch, respond: (response) => waiting.forEach((resolve) => resolve(response)) };
  }

  test("does not hold up the caller's abort, and has its late body dropped", async () => {
    const { fetch, respond } = deafFetch();
    const controller = new AbortController();
    const error = errorOf(callFor({ fetch })("search", { body }, { signal: controller.signal }));
    await expect.poll(() => fetch).toHaveBeenCalled();
    controller.abort("enough");
    expect(await error).toBe("enough");
    const cancel = vi.fn<() => void>();
    respond(new Response(new ReadableStream({ cancel })));
    await expect.poll(() => cancel).toHaveBeenCalled();
  });

  test.each(["timeoutMs", "totalTimeoutMs"] as const)("does not hold up %s", async (limit) => {
    const { fetch } = deafFetch();
    const error = await errorOf(callFor({ fetch, [limit]: 20, maxRetries: 0 })("search", { body }));
    expect(error).toMatchObject({ code: "TimeoutError", limit, ms: 20 });
  });

  test("does not hold up a stream that is left", async () => {
    const { fetch, respond } = deafFetch();
    const events = callFor({ fetch })("watch", { body: {} });
    const first = events.next();
    await expect.poll(() => fetch).toHaveBeenCalled();
    expect(await events.return()).toEqual({ done: true, value: undefined });
    expect(await first).toEqual({ done: true, value: undefined });
    const cancel = vi.fn<() => void>();
    respond(new Response(new ReadableStream({ cancel }), { headers: { "content-type": "text/event-stream" } }));
    await expect.poll(() => cancel).toHaveBeenCalled();
  });
});

describe("many calls", () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await startFaultServer();
  });
  afterAll(() => server.close());

  test("leave no listener on the one signal that 10 000 of them share", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const live = new Map<unknown, number>();
    const count = (listener: unknown, by: number): unknown => live.set(listener, (live.get(listener) ?? 0) + by);
    vi.spyOn(signal, "addEventListener").mockImplementation((_, listener) => void count(listener, 1));
    vi.spyOn(signal, "removeEventListener").mockImplementation((_, listener) => void count(listener, -1));
    const { fetch } = recordingFetch(() => json({}));
    const call = callFor({ fetch });
    for (let batch = 0; batch < 10; batch++) {
      await Promise.all(Array.from({ length: 1000 }, () => call("search", { body }, { signal })));
    }
    expect(live.size).toBeGreaterThan(0);
    expect([...live.values()].filter((listeners) => listeners > 0)).toEqual([]);
  });

  test("use their connections again and again", async () => {
    const ports = new Set<unknown>();
    const reply: Reply = ({ response }) => {
      ports.add((response.socket as { remotePort?: number } | null)?.remotePort);
      response.end("{}");
    };
    const { baseUrl } = server.mount([reply], { json: "{}" });
    const call = callFor({ baseUrl });
    for (let turn = 0; turn < 20; turn++) await call("search", { body });
    // The platform's own fetch opens a second one, and no third.
    expect(ports.size).toBeLessThanOrEqual(2);
  });
});

function cycle(): object {
  const value: { self?: object } = {};
  value.self = value;
  return value;
}

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

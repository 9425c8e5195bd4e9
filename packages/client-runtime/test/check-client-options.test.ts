import { describe, expect, test } from "vitest";
import { checkClientOptions, checkRequestOptions, type ConfigurationError, isConfigurationError } from "../src/index.ts";
import { callFor } from "./support/adapter.ts";
import { errorOf, json, recordingFetch } from "./support/in-memory.ts";

/** Values that a program without types may pass. */
const untyped = (value: unknown): never => value as never;
const body = { text: "x" };

describe("an option that does not exist is refused, with the nearest one", () => {
  test.each([
    ["timeout", "timeoutMs"],
    ["abortSignal", "signal"],
    ["retries", "maxRetries"],
    ["header", "headers"],
    ["allowincomplete", "allowIncomplete"],
  ])("of a call: %s, for %s", async (name, right) => {
    const { fetch, sent } = recordingFetch(() => json({}));
    const error = await errorOf<ConfigurationError>(callFor({ fetch })("search", { body }, untyped({ [name]: 1 })));
    expect(error).toMatchObject({ code: "ConfigurationError", option: name, attempts: 0, operation: { id: "search" } });
    expect(error.message).toContain(`spelt "${right}"`);
    expect(sent).toHaveLength(0);
  });

  test.each([
    ["baseURL", "baseUrl"],
    ["base_url", "baseUrl"],
    ["url", "baseUrl"],
    ["apikey", "apiKey"],
    ["token", "accessToken"],
    ["timeout", "timeoutMs"],
    ["validators", "validate"],
  ])("of a client: %s, for %s", (name, right) => {
    expect(() => checkClientOptions(untyped({ [name]: "x" }), ["apiKey", "accessToken"])).toThrow(`spelt "${right}"`);
  });

  test("of the hooks", () => {
    expect(() => checkClientOptions(untyped({ hooks: { onResponses() {} } }))).toThrow(/onResponses .*spelt "onResponse"/);
    expect(() => checkClientOptions(untyped({ hooks: { onWarning() {} } }), [], ["onWarning"])).not.toThrow();
  });

  test("also one that an object inherits; not one without a value", () => {
    expect(() => checkRequestOptions(untyped(Object.create({ timeout: 5 })))).toThrow(/timeoutMs/);
    expect(() => checkRequestOptions(untyped({ timeout: undefined, maxRetries: 0 }))).not.toThrow();
  });

  test("not one that a client adds", () => {
    expect(() => checkRequestOptions(untyped({ dryRun: true }), ["dryRun"])).not.toThrow();
    expect(() => checkRequestOptions(untyped({ dryrun: true }), ["dryRun"])).toThrow(/spelt "dryRun"/);
  });
});

describe("a value that is not such an option is refused", () => {
  test.each([
    ["fetch", {}],
    ["hooks", []],
    ["hooks", true],
    ["hooks", { onRetry: "log" }],
    ["validate", true],
    ["validate", { search: {} }],
    ["allowBrowser", "yes"],
    ["baseUrl", null],
    ["headers", null],
    ["timeoutMs", null],
  ])("of a client: %s, %j", (name, value) => {
    expect(() => checkClientOptions(untyped({ [name]: value }))).toThrow(new RegExp(name));
  });

  test.each([null, [], "fast", 5, () => {}])("in the place of all options: %s", async (given) => {
    expect(() => checkClientOptions(untyped(given))).toThrow(/options must be an object/);
    const error = await errorOf(callFor({})("search", { body }, untyped(given)));
    expect(isConfigurationError(error)).toBe(true);
  });

  test.each([
    ["signal", {}],
    ["signal", new AbortController()],
    ["signal", null],
    ["signal", "now"],
    ["headers", null],
    ["headers", "x-a: b"],
    ["headers", ["x-a"]],
    ["headers", { "x-a": null }],
    ["headers", { "x-a": { b: 1 } }],
    ["headers", 5],
    ["allowIncomplete", "yes"],
    ["maxRetries", null],
  ])("of a call and of a stream: %s, %s", async (name, value) => {
    const { fetch, sent } = recordingFetch(() => json({}));
    const call = callFor({ fetch });
    for (const error of [
      await errorOf<ConfigurationError>(call("search", { body }, untyped({ [name]: value }))),
      await errorOf<ConfigurationError>(call("watch", { body: {} }, untyped({ [name]: value })).next()),
    ]) {
      expect(error).toMatchObject({ code: "ConfigurationError", option: name, attempts: 0 });
    }
    expect(sent).toHaveLength(0);
  });
});

describe("headers", () => {
  test.each([
    { "X-One": "1", "x-none": undefined },
    new Headers({ "x-one": "1" }),
    [["x-one", "1"]] as const,
    new Map([["X-One", "1"]]),
  ])("are sent in any form that the platform takes: %s", async (headers) => {
    const { fetch, sent } = recordingFetch(() => json({}));
    await callFor({ fetch })("search", { body }, { headers });
    await callFor({ fetch, headers })("search", { body });
    expect(sent.map((request) => [request.headers.get("x-one"), request.headers.has("x-none")])).toEqual([
      ["1", false],
      ["1", false],
    ]);
  });

  test.each([new Headers({ authorization: "mine" }), [["Cookie", "a=b"]] as const, new Map([["x-api-key", "mine"]])])(
    "carry no credential in any form: %s",
    async (headers) => {
      const error = await errorOf<ConfigurationError>(callFor({})("search", { body }, { headers }));
      expect(error).toMatchObject({ code: "ConfigurationError", option: "headers" });
    },
  );
});

describe("the input of an operation", () => {
  test.each([
    ["querry", { querry: {} }, /spelt "query"/],
    ["params", { params: {} }, /params must be left out: there is no such name in the input/],
    ["the input", null, /an object/],
    ["the input", [], /an object/],
    ["query", { query: null }, /an object/],
    ["query", { query: [["a", 1]] }, /an object/],
    ["path", { path: "x" }, /an object/],
  ])("has known parts, and objects where they belong: %s in %j", async (option, input, message) => {
    const { fetch, sent } = recordingFetch(() => json({}));
    const error = await errorOf<ConfigurationError>(callFor({ fetch })("get", untyped(input)));
    expect(error).toMatchObject({ code: "ConfigurationError", option });
    expect(error.message).toMatch(message);
    expect(sent).toHaveLength(0);
  });

  test("may be left out", async () => {
    const { fetch, sent } = recordingFetch(() => json({}));
    await callFor({ fetch })("get", untyped(undefined));
    expect(sent).toHaveLength(1);
  });

  test.each(["constructor", "__proto__", "nothing"])("is for an operation that exists, not for %s", async (id) => {
    const call = callFor({}) as unknown as (id: string, input: object) => Promise<unknown>;
    const error = await errorOf(call(id, {}));
    expect(error).toMatchObject({ code: "ConfigurationError", option: "the operation id" });
  });
});

test("a name that is like no other gets no suggestion", () => {
  expect(() => checkClientOptions(untyped({ apiKey: "k" }), [])).toThrow(
    "apiKey must be left out: there is no such name in the options",
  );
});

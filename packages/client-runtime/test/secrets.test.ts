import { inspect } from "node:util";
import { expect, test } from "vitest";
import { bearerCredential, createCall, isCallError } from "../src/index.ts";
import { redact } from "../src/redact.ts";
import { callFor, type Operations, operations, secret, settingsFor } from "./support/adapter.ts";
import { errorOf, eventsOf } from "./support/in-memory.ts";

const body = { text: "a private question" };

/** Everything that a program can print of an error. */
function printed(error: unknown): string {
  const { headers } = Object(error) as { headers?: Headers };
  return [
    inspect(error, { depth: 20, showHidden: true, getters: true }),
    JSON.stringify(error),
    String(error),
    JSON.stringify([...(headers ?? [])]),
    inspect((error as Error).cause, { depth: 20, showHidden: true }),
  ].join("\n");
}

async function errorFor(
  respond: () => Promise<Response> | Response,
  id: "change" | "search" | "watch" = "search",
): Promise<unknown> {
  const call = callFor({ fetch: async () => respond(), maxRetries: 0 });
  return errorOf(
    id === "watch" ? call("watch", { body: {} }).next() : id === "change" ? call("change", { body }) : call("search", { body }),
  );
}

test.each<[string, () => Response, ("change" | "search" | "watch")?]>([
  ["x-request-id", () => new Response("{}", { status: 400, headers: { "x-request-id": `id-${secret}` } })],
  ["x-request-id of a 2xx", () => new Response("no", { headers: { "x-request-id": secret } })],
  ["a header", () => new Response("{}", { status: 500, headers: { "x-seen": `key=${secret}`, [`x-${secret}`]: "1" } })],
  ["content-type", () => new Response("no", { headers: { "content-type": `text/${secret}` } })],
  ["content-type of a stream", () => new Response("no", { headers: { "content-type": `text/${secret}` } }), "watch"],
  ["the status text", () => new Response("", { status: 400, statusText: secret })],
  ["a body", () => new Response(`wrong key ${secret}`, { status: 401 })],
  ["a body of JSON", () => Response.json({ detail: [{ msg: secret, [secret]: 1 }] }, { status: 422 })],
  ["capitals", () => new Response(`wrong key ${secret.toUpperCase()}`, { status: 401 })],
  ["an address", () => new Response(null, { status: 302, headers: { location: `https://${secret}.evil.test/` } })],
  ["a page in place of nothing", () => new Response(`<html>${secret}`, { headers: { "content-type": "text/html" } }), "change"],
  ["an event", () => eventsOf([`event: error\ndata: ${secret}\n\n`]), "watch"],
  ["the name of an event", () => eventsOf([`event: row\ndata: ${secret}\n\n`]), "watch"],
])("a key that a server echoes in %s is in no error", async (_, respond, id) => {
  const error = await errorFor(respond, id);
  expect(isCallError(error)).toBe(true);
  expect(printed(error).toLowerCase()).not.toContain(secret.toLowerCase());
});

class Wrapped extends Error {
  readonly config = { headers: new Map([["x-api-key", secret]]) };
}

test.each<[string, unknown]>([
  ["its message", new Error(`cannot send x-api-key: ${secret}`)],
  ["a property", Object.assign(new Error("no"), { code: "E_NO", request: { headers: { "x-api-key": secret } } })],
  ["headers", Object.assign(new Error("no"), { request: new Request("https://api.test", { headers: { "x-api-key": secret } }) })],
  ["a class of its own", new Wrapped("no")],
  ["its cause", new Error("outer", { cause: new Error("inner", { cause: { key: secret } }) })],
  ["the errors of an aggregate", new AggregateError([new Error(secret)], "all failed")],
  ["a symbol", Object.assign(new Error("no"), { [Symbol("key")]: secret })],
  ["something that is no error", { key: secret }],
  ["a text", secret],
  ["an error with a trap", Object.defineProperty(new Error("no"), "cause", { get: () => ({ key: secret }) })],
])("a key that a foreign fetch attaches by %s is in no error", async (_, thrown) => {
  const error = await errorFor(() => {
    throw thrown;
  });
  expect(error).toMatchObject({ code: "ConnectionError" });
  expect((error as Error).cause).toBeInstanceOf(Error);
  expect(printed(error)).not.toContain(secret);
});

test("a cause without a secret is the thrown error itself; any other keeps its name and code", async () => {
  const clean = new TypeError("fetch failed", { cause: Object.assign(new Error("gone"), { code: "ECONNRESET", errno: -104 }) });
  expect(
    await errorFor(() => {
      throw clean;
    }),
  ).toHaveProperty("cause", clean);
  const dirty = Object.assign(new Error(`gone with ${secret}`), { code: "ECONNRESET", errno: -104, headers: new Headers() });
  const error = await errorFor(() => {
    throw dirty;
  });
  expect((error as Error).cause).toMatchObject({ message: "gone with ***", code: "ECONNRESET", errno: -104 });
});

test("a hook gets the headers of a response without the key", async () => {
  const seen: string[] = [];
  const call = callFor({
    fetch: async () => Response.json({}, { headers: { "x-echo": secret, "x-left": "7" } }),
    hooks: { onResponse: ({ headers }) => void seen.push(JSON.stringify([...headers])) },
  });
  await call("search", { body });
  expect(seen[0]).toContain('["x-left","7"]');
  expect(seen[0]).not.toContain(secret);
});

test.each(["onRequest", "onResponse", "onRetry"] as const)(
  "an error that %s throws is passed on without the key",
  async (name) => {
    const call = callFor({
      fetch: async () => Response.json({}, { status: name === "onRetry" ? 503 : 200, headers: { "retry-after-ms": "1" } }),
      hooks: {
        [name]: () => {
          throw new Error(`could not log ${secret}`);
        },
      },
    });
    const error = await errorOf(call("search", { body }));
    expect(error).toMatchObject({ option: `hooks.${name}`, cause: name === "onRequest" ? {} : { message: "could not log ***" } });
    expect(printed(error)).not.toContain(secret);
  },
);

test("an error of the token function does not show the refused token", async () => {
  const token = async (refused?: string): Promise<string> => {
    if (refused === undefined) return "token-Of-Yesterday";
    throw new Error(`no token instead of ${refused}`);
  };
  const Token = bearerCredential({ option: "accessToken", token });
  const settings = settingsFor({ fetch: async () => Response.json({}, { status: 401 }) }, { credentials: { Token } });
  const error = await errorOf(createCall<Operations>(operations, settings)("search", { body }));
  expect(error).toMatchObject({ option: "accessToken", cause: { message: "no token instead of ***" } });
  expect(printed(error)).not.toContain("token-Of-Yesterday");
});

test.each([
  ["as JSON writes it", 'a"b\\c', String.raw`{"key":"a\"b\\c"}`],
  ["as an address has it", "a/b+c=", "?key=a%2Fb%2Bc%3D"],
])("a key is known again %s", (_, key, text) => {
  expect(redact(text, { values: [key], body: null })).toContain("***");
});

test("a key of a letter or two leaves our own words as they are", async () => {
  const call = callFor(
    { fetch: async () => Response.json({}, { status: 500 }), maxRetries: 0 },
    { credentials: { Key: { header: "x-api-key", value: () => "e" } } },
  );
  expect(await errorOf<Error>(call("search", { body }))).toMatchObject({
    code: "ApiError",
    message: expect.stringContaining("got 500"),
  });
});

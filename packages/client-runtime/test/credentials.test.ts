import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  type ApiError,
  cookieCredential,
  headerCredential,
  queryCredential,
  basicCredential,
  bearerCredential,
  type ClientOptions,
  createCall,
  type Credentials,
  type HookEvent,
  isApiError,
  isConfigurationError,
  type OperationTable,
} from "../src/index.ts";
import { createFetchClient } from "../src/openapi-fetch.ts";
import { errorOf } from "./support/in-memory.ts";
import { respond, type Received, serve } from "./support/serve.ts";

interface Operations {
  get: { input: { query?: object }; output: unknown; stream: false };
  change: { input: { body?: object }; output: void; stream: false };
}

/** A client of an API with two operations that ask for the same. */
function clientOf(security: readonly (readonly string[])[], credentials: Credentials, options: ClientOptions) {
  const operations: OperationTable<keyof Operations> = {
    get: { method: "GET", path: "/things", safe: true, response: "json", security },
    change: { method: "POST", path: "/things", safe: false, response: "none", security },
  };
  const settings = { client: { name: "test", version: "1.0.0" }, baseUrl: "https://api.test", credentials, options };
  interface paths {
    "/things": { get: { responses: { 200: { content: { "application/json": unknown } } } } };
  }
  return {
    call: createCall<Operations>(operations, settings),
    fetchClient: () => createFetchClient<paths>(operations, settings),
  };
}

async function sentWith(security: readonly (readonly string[])[], credentials: Credentials, input = {}): Promise<Received> {
  await using server = await serve((_, response) => respond(response, 200, "{}"));
  await clientOf(security, credentials, { baseUrl: server.address }).call("get", input);
  const [request] = server.received;
  if (!request) throw new Error("no request came");
  return request;
}

const header = headerCredential({ option: "apiKey", key: "key-1", name: "x-api-key" });
const query = queryCredential({ option: "apiKey", key: "qu+ery/1", name: "api key" });
const cookie = cookieCredential({ option: "session", key: "cookie-1", name: "sid" });
const bearer = bearerCredential({ option: "accessToken", token: "token-1" });

/** The places of credentials in a request. */
const proof = ({ url, headers }: Received) => ({
  ...(headers["x-api-key"] && { header: headers["x-api-key"] }),
  ...(url.includes("?") && { query: url.slice(url.indexOf("?")) }),
  ...(headers.cookie && { cookie: headers.cookie }),
  ...(headers.authorization && { authorization: headers.authorization }),
});

describe("the alternative to send", () => {
  test.each<[what: string, security: string[][], credentials: Credentials, sent: object]>([
    ["the first that is given", [["header"], ["bearer"]], { header, bearer }, { header: "key-1" }],
    ["the next where the first is not given", [["header"], ["bearer"]], { bearer }, { authorization: "Bearer token-1" }],
    ["none where none is given and none is accepted", [[], ["bearer"]], {}, {}],
    ["one that is given, also where none is accepted first", [[], ["bearer"]], { bearer }, { authorization: "Bearer token-1" }],
    ["one that is given, also where none is accepted last", [["bearer"], []], { bearer }, { authorization: "Bearer token-1" }],
    [
      "one that the client can send, past one that it cannot",
      [["certificate"], ["bearer"]],
      { certificate: "elsewhere", bearer },
      { authorization: "Bearer token-1" },
    ],
    ["none where the fetch has to send it", [["certificate"]], { certificate: "elsewhere" }, {}],
    [
      "what goes with something that the fetch sends",
      [["certificate", "header"]],
      { certificate: "elsewhere", header },
      { header: "key-1" },
    ],
    ["several together", [["header", "cookie"]], { header, cookie }, { header: "key-1", cookie: "sid=cookie-1" }],
    ["a key in the query, encoded", [["query"]], { query }, { query: "?api%20key=qu%2Bery%2F1" }],
    ["a key in a cookie", [["cookie"]], { cookie }, { cookie: "sid=cookie-1" }],
  ])("is %s", async (_, security, credentials, sent) => {
    expect(proof(await sentWith(security, credentials))).toEqual(sent);
  });

  test("is missing where only a part of it is given", async () => {
    const { call } = clientOf([["header", "cookie"], ["bearer"]], { header }, {});
    expect(await errorOf(call("get", {}))).toMatchObject({
      option: "credentials",
      expected: "given when the client is created (header and cookie or bearer)",
    });
    // Without a word, the call would be anonymous.
    const { call: free } = clientOf([["header", "cookie"], []], { header }, {});
    expect(await errorOf(free("get", {}))).toMatchObject({ expected: "given when the client is created (header and cookie)" });
  });
});

test("a key in the query goes beside a query, and stands there once", async () => {
  const { url } = await sentWith([["query"]], { query }, { query: { a: "x&y", "api key": "another" } });
  expect(url).toBe("/things?a=x%26y&api%20key=qu%2Bery%2F1");
});

test("a key in the query is shown by no error, hook or print", async () => {
  const urls: string[] = [];
  const see = ({ url }: HookEvent) => void urls.push(url);
  const hooks = { onRequest: see, onResponse: see, onRetry: see };
  await using server = await serve(({ url }, response) =>
    respond(response, 400, JSON.stringify({ message: `no such page: ${url}` })),
  );
  const { call, fetchClient } = clientOf([["query"]], { query }, { baseUrl: server.address, hooks });
  const error = await errorOf<ApiError>(call("get", {}));
  expect(error.message).toContain("no such page: /things?api%20key=***");
  // As Deno and Bun do, this fetch puts the address into its errors.
  const loud = clientOf(
    [["query"]],
    { query },
    {
      baseUrl: server.address,
      maxRetries: 0,
      fetch: async (url) => {
        throw Object.assign(new TypeError(`error sending request for url (${url})`, { cause: new Error(url) }), { path: url });
      },
    },
  );
  const lost = await errorOf<Error>(loud.call("get", {}));
  const { error: returned } = await fetchClient().GET("/things");
  const texts = [error, lost, call].map((value) => inspect(value, { depth: 9 }));
  for (const text of [...texts, ...urls, JSON.stringify(error.body), JSON.stringify(returned), String(lost.stack)]) {
    expect(text).not.toContain("qu+ery/1");
    expect(text).not.toContain("qu%2Bery");
  }
});

test.each([
  ["a line break in a key", () => headerCredential({ option: "apiKey", key: "a\nb", name: "x-api-key" })],
  ["a second cookie in a key", () => cookieCredential({ option: "apiKey", key: "a;b=c", name: "sid" })],
  ["a space in a token", () => bearerCredential({ option: "apiKey", token: "a b" })],
  ["a line break in a password", () => basicCredential({ option: "apiKey", user: "user", password: "pass\nword" })],
  ["a colon in a user", () => basicCredential({ option: "apiKey", user: "us:er", password: "password" })],
])("%s is refused before any call, and not shown", (_, make) => {
  expect(make).toThrow(/^cannot start: apiKey must be (?!.*(a\nb|b=c|a b|pass\nword|us:er))/);
});

test("user and password of HTTP Basic may have spaces and letters of any script", async () => {
  const basic = basicCredential({ option: "username", user: "Zoë M", password: "correct: hörse €" });
  const { authorization } = proof(await sentWith([["basic"]], { basic }));
  expect(Buffer.from(String(authorization).slice("Basic ".length), "base64").toString()).toBe("Zoë M:correct: hörse €");
});

describe("a token that a function gives", () => {
  /** A server that takes one token. */
  const guarded = (right: string) =>
    serve(({ headers }, response) =>
      headers.authorization === `Bearer ${right}`
        ? respond(response, 200, "{}")
        : respond(response, 401, '{"message":"expired"}'),
    );

  test("is asked for before each request", async () => {
    await using server = await serve((_, response) => respond(response, 200, "{}"));
    let count = 0;
    const token = bearerCredential({ option: "accessToken", token: async () => `token-${++count}` });
    const { call } = clientOf([["bearer"]], { bearer: token }, { baseUrl: server.address });
    await call("get", {});
    await call("get", {});
    expect(server.received.map(proof)).toEqual([{ authorization: "Bearer token-1" }, { authorization: "Bearer token-2" }]);
  });

  test.each(["get", "change"] as const)("is asked for once more after a 401 of %s, with the one that was refused", async (id) => {
    await using server = await guarded("new");
    const asked: (string | undefined)[] = [];
    const token = bearerCredential({
      option: "accessToken",
      token: (refused) => (asked.push(refused), refused === undefined ? "old" : "new"),
    });
    const { call } = clientOf([["bearer"]], { bearer: token }, { baseUrl: server.address, maxRetries: 0 });
    await (id === "change" ? call(id, { body: { a: 1 } }) : call(id, {}));
    expect(asked).toEqual([undefined, "old"]);
    expect(server.received.map(({ body }) => body)).toEqual(id === "change" ? ['{"a":1}', '{"a":1}'] : ["", ""]);
  });

  test("is asked for once more only", async () => {
    await using server = await guarded("never");
    const token = bearerCredential({ option: "accessToken", token: () => "wrong" });
    const error = await errorOf(clientOf([["bearer"]], { bearer: token }, { baseUrl: server.address }).call("get", {}));
    expect(error).toMatchObject({ code: "ApiError", status: 401, attempts: 2 });
    expect(server.received).toHaveLength(2);
  });

  test("is not asked for again where a text was given", async () => {
    await using server = await guarded("never");
    expect(await errorOf(clientOf([["bearer"]], { bearer }, { baseUrl: server.address }).call("get", {}))).toMatchObject({
      attempts: 1,
    });
  });

  test("is asked for anew by openapi-fetch's client too", async () => {
    await using server = await guarded("new");
    const token = bearerCredential({ option: "accessToken", token: (refused) => (refused === undefined ? "old" : "new") });
    const { fetchClient } = clientOf([["bearer"]], { bearer: token }, { baseUrl: server.address });
    expect((await fetchClient().GET("/things")).response.status).toBe(200);
  });

  test.each<[what: string, give: () => string]>([
    [
      "fails",
      () => {
        throw new Error("no vault");
      },
    ],
    ["gives no token", () => undefined as never],
    ["gives what cannot be sent", () => "line\nbreak"],
  ])("ends the call as a wrong option if it %s", async (_, give) => {
    const error = await errorOf(
      clientOf([["bearer"]], { bearer: bearerCredential({ option: "accessToken", token: give }) }, {}).call("get", {}),
    );
    expect(isConfigurationError(error)).toBe(true);
    expect(error).toMatchObject({ option: "accessToken" });
    expect(inspect(error)).not.toContain("line\nbreak");
  });

  test("never makes a call hang", async () => {
    const never = bearerCredential({ option: "accessToken", token: () => new Promise<string>(() => {}) });
    const { call } = clientOf([["bearer"]], { bearer: never }, { timeoutMs: 20, maxRetries: 0 });
    expect(await errorOf(call("get", {}))).toMatchObject({ code: "TimeoutError", limit: "timeoutMs" });
    const controller = new AbortController();
    const stopped = clientOf([["bearer"]], { bearer: never }, {}).call("get", {}, { signal: controller.signal });
    setTimeout(() => controller.abort("enough"), 10);
    expect(await errorOf(stopped)).toBe("enough");
  });

  test("is refused as a header of a call", async () => {
    const { call } = clientOf([["query"]], { query, header }, {});
    for (const name of ["x-api-key", "authorization", "cookie"])
      expect(isConfigurationError(await errorOf(call("get", {}, { headers: { [name]: "mine" } })))).toBe(true);
    expect(isApiError(undefined)).toBe(false);
  });
});

test("a key goes behind the scheme that the API names", async () => {
  const credential = headerCredential({ option: "apiKey", key: "key-1", name: "authorization", scheme: "SharedAccessKey" });
  const { headers } = await sentWith([["Key"]], { Key: credential });
  expect(headers.authorization).toBe("SharedAccessKey key-1");
});

test("a key for the header Authorization may bring its scheme, and no other key a space", async () => {
  const credential = headerCredential({ option: "apiKey", key: "Token key-1", name: "authorization" });
  expect((await sentWith([["Key"]], { Key: credential })).headers.authorization).toBe("Token key-1");
  for (const given of [
    { key: "Token key-1", name: "x-api-key" },
    { key: "Token key 1", name: "authorization" },
    { key: " key-1", name: "authorization" },
    { key: "Token key-1", name: "authorization", scheme: "Token" },
  ])
    expect(() => headerCredential({ option: "apiKey", ...given })).toThrow(
      expect.objectContaining({ code: "ConfigurationError", option: "apiKey", message: expect.not.stringContaining("key-1") }),
    );
});

test("a key with a scheme is in no error", async () => {
  await using server = await serve((request, response) =>
    respond(response, 403, JSON.stringify({ message: request.headers.authorization })),
  );
  const credential = headerCredential({ option: "apiKey", key: "key-That-Nobody-Sees", name: "authorization", scheme: "Token" });
  const error = await errorOf<ApiError>(clientOf([["Key"]], { Key: credential }, { baseUrl: server.address }).call("get", {}));
  expect(inspect(error)).not.toContain("key-That-Nobody-Sees");
});

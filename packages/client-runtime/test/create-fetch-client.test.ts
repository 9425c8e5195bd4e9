import { expect, test } from "vitest";
import { createFetchClient } from "../src/create-fetch-client.ts";
import type { ClientOptions, ConfigurationError, ConnectionError, OperationTable } from "../src/index.ts";
import { secret, settingsFor } from "./support/adapter.ts";
import { fetchClientFor } from "./support/fetch-adapter.ts";
import { errorOf, json, recordingFetch, type SentRequest } from "./support/in-memory.ts";

function start(respond: (sent: SentRequest, index: number) => Promise<Response> | Response, options: ClientOptions = {}) {
  const { fetch, sent } = recordingFetch(respond);
  return { client: fetchClientFor({ fetch, ...options }), sent };
}

test("a method gives the data of a 2xx response, and the response", async () => {
  const { client, sent } = start(() => json({ total: 2, name: "two" }, { headers: { "x-left": "7" } }));
  const { data, error, response } = await client.POST("/search", { body: { text: "words" } });
  expect([data, error, response.headers.get("x-left")]).toEqual([{ total: 2, name: "two" }, undefined, "7"]);
  expect([sent[0]?.url, sent[0]?.init.body]).toEqual(["https://api.test/search", '{"text":"words"}']);
});

test("a method gives the body of a response that is not 2xx as its error, after all retries", async () => {
  const { client, sent } = start(() => json({ message: "busy" }, { status: 503, headers: { "retry-after-ms": "1" } }));
  const { data, error, response } = await client.POST("/search", { body: { text: "words" } });
  expect([data, error, response.status, sent.length]).toEqual([undefined, { message: "busy" }, 503, 3]);
});

test("a response that is not 2xx has an error, even where the server sent none", async () => {
  const { client } = start(() => new Response(null, { status: 500, headers: { "content-length": "0" } }));
  const { error } = await client.POST("/change", { body: {} });
  expect(error).toBe("change (POST /change) got 500: ");
});

test("without a response, a method throws the error of a call", async () => {
  const { client } = start(() => {
    throw new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
  });
  const error = await errorOf<ConnectionError>(client.POST("/change", { body: {} }));
  expect(error).toMatchObject({ code: "ConnectionError", reason: "interrupted", operation: { id: "change" } });
});

test("an operation without a documented body gives no data", async () => {
  const { client } = start(() => json({ done: true }));
  expect(await client.POST("/change", { body: {} })).toMatchObject({ data: undefined, response: { ok: true } });
});

test("a parameter that the client fills in may be left out, and one that is given wins", async () => {
  const { client, sent } = start(() => json([]));
  await client.GET("/{tenant}/things");
  await client.GET("/{tenant}/things", { params: { query: { page: 2, tag: ["a", "b"] } } });
  await client.GET("/{tenant}/things", { params: { path: { tenant: "o/ther" } } });
  expect(sent.map(({ url }) => url)).toEqual([
    "https://api.test/acme/things",
    "https://api.test/acme/things?page=2&tag=a&tag=b",
    "https://api.test/o%2Fther/things",
  ]);
});

test.each(["", ".", "..", "%2e%2E"])("the path parameter %o is refused before a request is made", async (tenant) => {
  const { client, sent } = start(() => json([]));
  const error = await errorOf<ConfigurationError>(client.GET("/{tenant}/things", { params: { path: { tenant } } }));
  expect(error).toMatchObject({ code: "ConfigurationError", option: "tenant", operation: { id: "get" } });
  expect(sent).toEqual([]);
});

test("an input that cannot be written is refused before a request is made", async () => {
  const { client, sent } = start(() => json([]));
  const cycle: { self?: object; text: string } = { text: "" };
  cycle.self = cycle;
  const nested = { page: { deep: [{}] } as unknown as number };
  const option = async (asked: () => Promise<unknown>): Promise<string> => (await errorOf<ConfigurationError>(asked())).option;
  expect([
    await option(() => client.POST("/search", { body: cycle })),
    await option(() => client.GET("/{tenant}/things", { params: { query: nested } })),
    await option(() => client.GET("/{tenant}/things", { params: { path: { tenant: "\uD800" } } })),
  ]).toEqual(["the input", "page", "tenant"]);
  expect(sent).toEqual([]);
});

test("a path that the API does not have is refused", async () => {
  const { client, sent } = start(() => json([]));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a program without types can pass it
  await expect(client.GET("/nowhere" as "/text")).rejects.toThrow("the request must be for an operation of the API");
  expect(sent).toEqual([]);
});

test("another base URL in the init of a method is refused, as the credential is for the client's", async () => {
  const { client, sent } = start(() => json([]));
  await expect(client.GET("/text", { baseUrl: "https://other.test" })).rejects.toThrow("the request must be");
  expect(sent).toEqual([]);
});

test("middleware sees a request without its credential, and may make another one of it", async () => {
  const { client, sent } = start(() => json({ total: 1, name: "" }));
  const seen: string[] = [];
  client.use({
    onRequest({ request }) {
      seen.push(JSON.stringify(Object.fromEntries(request.headers)));
      return new Request(request, { headers: { ...Object.fromEntries(request.headers), "x-trace": "1" } });
    },
    onResponse: ({ response }) => void seen.push(String(response.status)),
  });
  const { data } = await client.POST("/search", { body: { text: "words" } });
  expect(data).toEqual({ total: 1, name: "" });
  expect(seen).toEqual(['{"content-type":"application/json"}', "200"]);
  expect([sent[0]?.headers.get("x-trace"), sent[0]?.headers.get("x-api-key")]).toEqual(["1", secret]);
});

test("middleware is told of our errors", async () => {
  const { client } = start(() => {
    throw new TypeError("fetch failed");
  });
  const told: unknown[] = [];
  client.use({ onError: ({ error }) => void told.push(error) });
  const error = await errorOf(client.POST("/change", { body: {} }));
  expect(told).toEqual([error]);
});

test("the limits of a call may stand in the init of a method", async () => {
  const { client, sent } = start(() => json({}, { status: 503, headers: { "retry-after-ms": "1" } }));
  await client.POST("/search", { body: { text: "" }, maxRetries: 0 });
  expect(sent).toHaveLength(1);
  await expect(client.POST("/search", { body: { text: "" }, maxRetries: 0.5 })).rejects.toThrow("maxRetries");
});

test("a response of events is read as a stream of bytes, and any other form is refused", async () => {
  const events = 'event: row\ndata: {"n":1}\n\n';
  const { client, sent } = start(() => new Response(events, { headers: { "content-type": "text/event-stream" } }));
  const error = await errorOf<ConfigurationError>(client.POST("/watch", { body: {} }));
  expect(error).toMatchObject({ option: "parseAs", given: "json", operation: { id: "watch" } });
  expect(sent).toEqual([]);
  const { data } = await client.POST("/watch", { body: {}, parseAs: "stream" });
  expect(await new Response(data).text()).toBe(events);
  expect(sent[0]?.headers.get("accept")).toBe("text/event-stream");
});

test("bytes may be read as a blob", async () => {
  const { client } = start(() => new Response(new Uint8Array([0, 255])));
  const { data } = await client.GET("/file", { parseAs: "arrayBuffer" });
  expect([...new Uint8Array(data ?? new ArrayBuffer(0))]).toEqual([0, 255]);
});

const FORM: OperationTable = {
  pay: {
    method: "POST",
    path: "/pay",
    safe: false,
    security: [],
    response: "none",
    contentType: "application/x-www-form-urlencoded",
  },
  upload: { method: "POST", path: "/upload", safe: false, security: [], response: "none", contentType: "multipart/form-data" },
  draw: { method: "POST", path: "/draw", safe: false, security: [], response: "none", contentType: "image/*" },
};

type Post = { parameters: object; requestBody: { content: { "*/*": unknown } }; responses: { 204: { content?: never } } };

function startForms() {
  const { fetch, sent } = recordingFetch(() => new Response(null, { status: 204 }));
  const settings = settingsFor({ baseUrl: "https://api.test", fetch });
  return { client: createFetchClient<Record<"/draw" | "/pay" | "/upload", { post: Post }>>(FORM, settings), sent };
}

test("a body that is no JSON is written as call writes it", async () => {
  const { client, sent } = startForms();
  await client.POST("/pay", { body: { amount: 5, tags: ["a", "b"] } });
  const form = new FormData();
  form.set("file", new Blob(["x"]), "x.txt");
  await client.POST("/upload", { body: form });
  await client.POST("/draw", { body: new Blob(["x"], { type: "image/png" }) });
  const types = sent.map(({ init }) => new Headers(init.headers).get("content-type")?.split(";")[0]);
  expect(types).toEqual(["application/x-www-form-urlencoded", "multipart/form-data", "image/png"]);
  expect(sent[0]?.init.body).toBe("amount=5&tags=a&tags=b");
});

test("an object is sent as parts where a form with parts is meant, a stream among them", async () => {
  const { client, sent } = startForms();
  await client.POST("/upload", { body: { text: "x", file: { content: new Blob(["y"]).stream(), filename: "y.txt" } } });
  const { body, headers } = sent[0]?.init ?? {};
  const form = await new Response(body, headers ? { headers } : {}).formData();
  const file = form.get("file");
  expect(form.get("text")).toBe("x");
  expect(file instanceof File && [file.name, await file.text()]).toEqual(["y.txt", "y"]);
});

test("a list is not sent as JSON where a form with parts is meant", async () => {
  const { client, sent } = startForms();
  const error = await errorOf<ConfigurationError>(client.POST("/upload", { body: ["x"] }));
  expect([error.code, sent.length]).toEqual(["ConfigurationError", 0]);
});

test("a type or a serializer that a program names is the program's business", async () => {
  const { client, sent } = startForms();
  await client.POST("/pay", { body: { a: 1 }, headers: { "Content-Type": "application/json" } });
  await client.POST("/pay", { body: { a: 1 }, bodySerializer: () => "own" });
  expect(sent.map(({ init }) => init.body)).toEqual(['{"a":1}', "own"]);
});

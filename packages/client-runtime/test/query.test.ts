import { expect, expectTypeOf, test } from "vitest";
import { createCall, type OperationTable } from "../src/index.ts";
import { createMockFetch, type MockRequest } from "../src/mock.ts";
import { createFetchClient } from "../src/openapi-fetch.ts";
import { settingsFor } from "./support/adapter.ts";
import { errorOf, recordingFetch } from "./support/in-memory.ts";
import { respond, serve } from "./support/serve.ts";

interface Operations {
  query: { input: { body: object }; output: unknown; stream: false };
  copy: { input: { header: object }; output: void; stream: false };
  json: { input: { query: { selector: unknown } }; output: unknown; stream: false };
  form: { input: { query: { filter: object } }; output: unknown; stream: false };
  text: { input: { query: { path: string } }; output: unknown; stream: false };
  touch: { input: object; output: void; stream: false };
}

type Of<Parameters, Reply, Body = { requestBody?: never }> = Body & {
  parameters: Parameters;
  responses: { 200: { content: { "application/json": Reply } }; 400: { content: { "application/json": { wrong: string } } } };
};

interface paths {
  "/json": { get: Of<{ query?: { selector?: unknown } }, unknown> };
  "/text": { get: Of<{ query: { path: string } }, unknown>; put?: never };
  "/reports": {
    query: Of<{ query?: never }, { count: number }, { requestBody: { content: { "application/json": { a: number } } } }>;
    get?: never;
  };
  "/files/1": {
    COPY: Of<{ header: { Destination: string } }, unknown>;
    Touch: { parameters: { query?: never }; requestBody?: never; responses: { 204: { content?: never } } };
  };
}

const own = { safe: true, security: [], response: "json" } as const;
const operations: OperationTable<keyof Operations> = {
  query: { ...own, method: "QUERY", path: "/reports" },
  copy: { ...own, method: "COPY", path: "/files/1", safe: false, response: "none" },
  touch: { ...own, method: "Touch", path: "/files/1", safe: false, response: "none" },
  json: {
    ...own,
    method: "GET",
    path: "/json",
    styles: { query: { selector: { style: "simple", contentType: "application/json" } } },
  },
  form: {
    ...own,
    method: "GET",
    path: "/form?v=1",
    styles: {
      query: {
        filter: {
          style: "simple",
          contentType: "application/x-www-form-urlencoded",
          fields: { tags: { explode: false }, at: { style: "deepObject" } },
        },
      },
    },
  },
  text: { ...own, method: "GET", path: "/text", styles: { query: { path: { style: "simple" } } } },
};

test("QUERY and methods of an API's own are sent as they are, with their body", async () => {
  await using server = await serve((_, response) => respond(response, 200, "{}"));
  const call = createCall<Operations>(operations, settingsFor({ baseUrl: server.address }));
  await call("query", { body: { domain: "example.com" } });
  await call("copy", { header: { Destination: "/files/2" } });
  expect(server.received.map(({ method, body, headers }) => [method, body, headers["destination"]])).toEqual([
    ["QUERY", '{"domain":"example.com"}', undefined],
    ["COPY", "", "/files/2"],
  ]);
});

test("a QUERY keeps its body through a redirect, but for one that asks for a GET", async () => {
  for (const [status, method] of [
    [301, "QUERY"],
    [302, "QUERY"],
    [303, "GET"],
    [307, "QUERY"],
  ] as const) {
    await using server = await serve(({ url }, response) =>
      url === "/reports" ? response.writeHead(status, { location: "/there" }).end() : respond(response, 200, "{}"),
    );
    await createCall<Operations>(operations, settingsFor({ baseUrl: server.address }))("query", { body: { a: 1 } });
    expect([status, server.received[1]?.method, server.received[1]?.body]).toEqual([
      status,
      method,
      method === "GET" ? "" : '{"a":1}',
    ]);
  }
});

test("a parameter may be the whole query: JSON, the fields of a form, or text", async () => {
  await using server = await serve((_, response) => respond(response, 200, "{}"));
  const call = createCall<Operations>(operations, settingsFor({ baseUrl: server.address }));
  await call("json", { query: { selector: { size: 3, name: "a & b=c" } } });
  await call("form", { query: { filter: { tags: ["x", "y z"], size: 2, at: { x: 1 }, more: { deep: true } } } });
  await call("text", { query: { path: "$.a[?(@.b=='ü&')]" } });
  await call("json", { query: { selector: undefined } });
  const queries = server.received.map(({ url }) => url.split("?")[1]);
  expect(JSON.parse(decodeURIComponent(queries[0] ?? ""))).toEqual({ size: 3, name: "a & b=c" });
  const form = new URLSearchParams(queries[1]);
  expect([...form]).toEqual([
    ["v", "1"],
    ["tags", "x,y z"],
    ["size", "2"],
    ["at[x]", "1"],
    ["more", '{"deep":true}'],
  ]);
  expect(decodeURIComponent(queries[2] ?? "")).toBe("$.a[?(@.b=='ü&')]");
  expect(queries[3]).toBeUndefined();
});

test("a value that a form cannot hold is refused, and nothing is sent", async () => {
  await using server = await serve((_, response) => respond(response, 200, "{}"));
  const call = createCall<Operations>(operations, settingsFor({ baseUrl: server.address }));
  const error = await errorOf(call("form", { query: { filter: { tags: new Blob(["x"]) } } }));
  expect(error).toMatchObject({ code: "ConfigurationError", option: "tags" });
  expect(server.received).toEqual([]);
});

test("openapi-fetch's client writes a whole query as a call does, and sends other methods", async () => {
  await using server = await serve((_, response) => respond(response, 200, '{"count":1}'));
  const client = createFetchClient<paths>(operations, settingsFor({ baseUrl: server.address }));
  await client.GET("/json", { params: { query: { selector: [1] } } });
  const { data } = await client.request("query", "/reports", { body: { a: 1 } });
  expect(data?.count).toBe(1);
  await client.request("COPY", "/files/1", { params: { header: { Destination: "/files/2" } } });
  await client.request("get", "/text", { params: { query: { path: "x" } } });
  expect(server.received.map(({ method, url, body }) => [method, decodeURIComponent(url), body])).toEqual([
    ["GET", "/json?[1]", ""],
    ["QUERY", "/reports", '{"a":1}'],
    ["COPY", "/files/1", ""],
    ["GET", "/text?x", ""],
  ]);
  expect(server.received[2]?.headers["destination"]).toBe("/files/2");
});

test("a method of an API's own keeps its letters through openapi-fetch", async () => {
  // Node's server takes no such method.
  const { fetch, sent } = recordingFetch(() => new Response(null, { status: 204 }));
  const client = createFetchClient<paths>(operations, settingsFor({ baseUrl: "https://api.test", fetch }));
  expect((await client.request("Touch", "/files/1")).response.status).toBe(204);
  expect(sent.map(({ init, url }) => [init.method, url])).toEqual([["Touch", "https://api.test/files/1"]]);
});

test("the types of openapi-fetch's client know other methods", () => {
  const client = createFetchClient<paths>(operations, settingsFor({}));
  expectTypeOf(async () => (await client.request("query", "/reports", { body: { a: 1 } })).data).returns.resolves.toEqualTypeOf<
    { count: number } | undefined
  >();
  expectTypeOf(async () => (await client.request("query", "/reports", { body: { a: 1 } })).error).returns.resolves.toEqualTypeOf<
    { wrong: string } | undefined
  >();
  expectTypeOf(
    async () => (await client.request("query", "/reports", { body: { a: 1 }, parseAs: "text" })).data,
  ).returns.resolves.toEqualTypeOf<string | undefined>();
  // @ts-expect-error -- its body is missing
  expectTypeOf(() => client.request("query", "/reports")).toBeFunction();
  // @ts-expect-error -- another body
  expectTypeOf(() => client.request("query", "/reports", { body: { a: "1" } })).toBeFunction();
  // @ts-expect-error -- its header is missing
  expectTypeOf(() => client.request("COPY", "/files/1", {})).toBeFunction();
  // @ts-expect-error -- no QUERY there
  expectTypeOf(() => client.request("query", "/text", {})).toBeFunction();
  // @ts-expect-error -- no such method
  expectTypeOf(() => client.request("MOVE", "/files/1", {})).toBeFunction();
});

test("a mock is given the whole query as its parameter", async () => {
  const seen: unknown[] = [];
  const note = ({ input }: MockRequest): Response => {
    seen.push(input.query);
    return Response.json({});
  };
  const mock = createMockFetch({
    operations,
    validators: {},
    authenticate: () => undefined,
    respondInvalid: () => new Response(null, { status: 400 }),
    handlers: { json: note, text: note, form: note, query: note },
  });
  const call = createCall<Operations>(operations, settingsFor({ fetch: mock }));
  await call("json", { query: { selector: { size: 3, name: "a+b = c" } } });
  await call("text", { query: { path: "$.a=1 + 2" } });
  await call("form", { query: { filter: { size: 2 } } });
  await call("query", { body: {} });
  expect(seen).toEqual([
    { selector: { size: 3, name: "a+b = c" } },
    { path: "$.a=1 + 2" },
    { filter: { v: "1", size: "2" } },
    {},
  ]);
});

import { expect, test } from "vitest";
import { createCall, type OperationTable } from "../src/index.ts";
import { createMockFetch, type MockRequest } from "../src/mock.ts";
import { createFetchClient } from "../src/openapi-fetch.ts";
import { settingsFor } from "./support/adapter.ts";
import { errorOf } from "./support/in-memory.ts";
import { answer, serve } from "./support/serve.ts";

interface Operations {
  query: { input: { body: object }; output: unknown; stream: false };
  copy: { input: { header: object }; output: void; stream: false };
  json: { input: { query: { selector: unknown } }; output: unknown; stream: false };
  form: { input: { query: { filter: object } }; output: unknown; stream: false };
  text: { input: { query: { path: string } }; output: unknown; stream: false };
}

const own = { safe: true, security: [], response: "json" } as const;
const operations: OperationTable<keyof Operations> = {
  query: { ...own, method: "QUERY", path: "/reports" },
  copy: { ...own, method: "COPY", path: "/files/1", safe: false, response: "none" },
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
  await using server = await serve((_, response) => answer(response, 200, "{}"));
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
      url === "/reports" ? response.writeHead(status, { location: "/there" }).end() : answer(response, 200, "{}"),
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
  await using server = await serve((_, response) => answer(response, 200, "{}"));
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

test("what a form cannot hold is refused, and nothing is sent", async () => {
  await using server = await serve((_, response) => answer(response, 200, "{}"));
  const call = createCall<Operations>(operations, settingsFor({ baseUrl: server.address }));
  const error = await errorOf(call("form", { query: { filter: { tags: new Blob(["x"]) } } }));
  expect(error).toMatchObject({ code: "ConfigurationError", option: "tags" });
  expect(server.received).toEqual([]);
});

test("openapi-fetch's client writes a whole query as a call does", async () => {
  await using server = await serve((_, response) => answer(response, 200, "{}"));
  // The types of an API that has these operations are no part of the test.
  const client = createFetchClient(operations, settingsFor({ baseUrl: server.address })) as unknown as {
    GET(path: string, init: object): Promise<unknown>;
    request(method: string, path: string, init: object): Promise<unknown>;
  };
  await client.GET("/json", { params: { query: { selector: [1] } } });
  await client.request("query", "/reports", { body: { a: 1 } });
  expect(server.received.map(({ method, url, body }) => [method, decodeURIComponent(url), body])).toEqual([
    ["GET", "/json?[1]", ""],
    ["QUERY", "/reports", '{"a":1}'],
  ]);
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

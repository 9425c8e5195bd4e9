import { describe, expect, test } from "vitest";
import { createCall, type ValidationIssue } from "../src/index.ts";
import { responseHandlers, createMockFetch, type MockFetch, type MockRequest, respondEvents, sampleFor } from "../src/mock.ts";
import { callFor, operations, secret } from "./support/adapter.ts";
import { errorOf } from "./support/in-memory.ts";

/** As generated validators do it: wrong types are pointed at. */
function getInput(value: unknown): ValidationIssue[] {
  const { path, query } = value as { path: Record<string, unknown>; query: Record<string, unknown> };
  const issues: ValidationIssue[] = [];
  const check = (group: string, values: Record<string, unknown>, name: string, isRight: (value: unknown) => boolean): void => {
    if (name in values && !isRight(values[name]))
      issues.push({ pointer: `/${group}/${name.replace("/", "~1")}`, message: "is wrong" });
  };
  check("query", query, "limit", Number.isInteger);
  check("query", query, "deep", (deep) => typeof deep === "boolean");
  check("query", query, "tags", Array.isArray);
  check("query", query, "a/b", Number.isInteger);
  check("query", query, "name", (name) => typeof name === "string");
  check("path", path, "tenant", (tenant) => tenant !== "nobody");
  return issues;
}

function createMock(seen: MockRequest[] = []): MockFetch {
  return createMockFetch({
    operations: { ...operations, fixed: { ...operations["get"], path: "/fixed/things" } },
    validators: { get: getInput },
    basePath: "/api",
    authenticate: (request) => (request.headers.get("x-api-key") === secret ? undefined : Response.json({}, { status: 401 })),
    respondInvalid: (issues) => Response.json({ issues }, { status: 422 }),
    handlers: {
      get(request) {
        seen.push(request);
        return Response.json(request.input);
      },
      fixed: () => Response.json("fixed"),
      search: ({ input }) => Response.json(input.body),
      watch: ({ request }) =>
        respondEvents(
          (async function* rows() {
            yield { event: "summary", data: { rows: 2 } };
            yield { raw: ": a comment\n\n" };
            for (let n = 0; n < 2; n++) yield { event: "row", data: { n } };
          })(),
          request.signal,
        ),
    },
  });
}

test("a mock reads the fields of a form by their types", async () => {
  const contentType = "multipart/form-data";
  const fetch = createMockFetch({
    operations: { send: { method: "POST", path: "/send", safe: false, security: [], response: "json", contentType } },
    validators: {
      send: (value) => {
        const { body } = value as { body: Record<string, unknown> };
        const isRight = {
          count: Number.isInteger(body["count"]),
          files: Array.isArray(body["files"]),
          meta: typeof body["meta"] === "object",
        };
        return Object.entries(isRight).flatMap(([name, right]) =>
          right ? [] : [{ pointer: `/body/${name}`, message: "is wrong" }],
        );
      },
    },
    authenticate: () => undefined,
    respondInvalid: (issues) => Response.json({ issues }, { status: 422 }),
    handlers: {
      send: async ({ input: { body } }) => {
        const { files, ...fields } = body as { files: File[] };
        return Response.json({ ...fields, files: await Promise.all(files.map((file) => file.text())) });
      },
    },
  });
  const call = createCall<{ send: { input: { body: object }; output: unknown; stream: false } }>(
    { send: { method: "POST", path: "/send", safe: false, security: [], response: "json", contentType } },
    { client: { name: "test", version: "1.0.0" }, baseUrl: "https://api.test", credentials: {}, options: { fetch } },
  );
  expect(await call("send", { body: { count: 1, text: "null", files: [new Blob(["x"])], meta: { a: 1 } } })).toEqual({
    count: 1,
    text: "null",
    files: ["x"],
    meta: { a: 1 },
  });
});

const headers = { "x-api-key": secret };
const ask = async (path: string, init: RequestInit = {}): Promise<unknown> =>
  (await createMock()(`https://api.test/api${path}`, { headers, ...init })).json();

describe("a mock", () => {
  test("is a fetch that a client can use", async () => {
    const call = callFor({ fetch: createMock(), baseUrl: "https://api.test/api" });
    expect(await call("search", { body: { text: "x" } })).toEqual({ text: "x" });
    const events = [];
    for await (const event of call("watch", { body: {} })) events.push(event);
    expect(events).toEqual([
      { event: "summary", data: { rows: 2 } },
      { event: "row", data: { n: 0 } },
      { event: "row", data: { n: 1 } },
    ]);
  });

  test.each([
    "https://api.test/api/x/things",
    new URL("https://api.test/api/x/things"),
    new Request("https://api.test/api/x/things", { headers }),
  ])("takes a string, a URL and a Request", async (input) => {
    expect((await createMock()(input, input instanceof Request ? undefined : { headers })).status).toBe(200);
  });

  test("gives path and query the types that the validator asks for", async () => {
    expect(await ask("/a%2Fb/things?limit=5&deep=true&tags=one&a%2Fb=7&name=7&name=8")).toEqual({
      issues: [{ pointer: "/query/name", message: "is wrong" }],
    });
    expect(await ask("/a%2Fb/things?limit=5&deep=true&tags=one&a%2Fb=7&name=7")).toEqual({
      path: { tenant: "a/b" },
      query: { limit: 5, deep: true, tags: ["one"], "a/b": 7, name: "7" },
    });
  });

  test("responds in the vendor's form to a request that its validator refuses", async () => {
    expect(await ask("/x/things?limit=many")).toEqual({ issues: [{ pointer: "/query/limit", message: "is wrong" }] });
    expect(await ask("/nobody/things")).toEqual({ issues: [{ pointer: "/path/tenant", message: "is wrong" }] });
  });

  test("prefers a written path to a parameter", async () => {
    expect(await ask("/fixed/things")).toBe("fixed");
  });

  test.each([
    ["/api/nothing", "GET", 404],
    ["/apix/x/things", "GET", 404],
    ["/x/things", "GET", 404],
    ["/api//things", "GET", 404],
    ["/api/%zz/things", "GET", 404],
    ["/api/x/things", "DELETE", 405],
    ["/api/change", "POST", 501],
  ])("responds to %s %s with %d", async (path, method, status) => {
    expect((await createMock()(`https://api.test${path}`, { method, headers })).status).toBe(status);
  });

  test.each<[string, object, string | undefined]>([
    ["/search", { text: "x", page: { size: 3 }, group_by: ["day"], sort: null }, undefined],
    ["/search", { text: "x", group_by: null, page: null }, undefined],
    ["/search?limit=5", { text: "x" }, undefined],
    ["/search?offset=5", { text: "x" }, "offset"],
    ["/search", { text: "x", entity: "page" }, "entity"],
    ["/search", { text: "x", page: { after: "y" } }, "page.after"],
    ["/search", { group_by: ["day", "month"] }, 'group_by[] "month"'],
    ["/search", { filter: { host: "x" } }, "filter.host"],
  ])("responds with 501 to %s with %j, as it does not act on %s", async (path, body, ignored) => {
    const fetch = createMockFetch({
      operations,
      validators: {},
      authenticate: () => undefined,
      respondInvalid: () => Response.json({}, { status: 422 }),
      handlers: { search: () => Response.json({ message: undefined }) },
      actsOn: {
        search: {
          text: true,
          limit: true,
          sort: ["text"],
          "page.size": true,
          "group_by[]": ["day"],
          filter: (value) => (Object.keys(Object(value)).includes("host") ? "filter.host" : undefined),
        },
      },
    });
    const response = await fetch(`https://api.test${path}`, { method: "POST", body: JSON.stringify(body) });
    expect([response.status, await response.json()]).toEqual(
      ignored === undefined ? [200, {}] : [501, { message: `The mock does not act on ${ignored} of search.` }],
    );
  });

  test("makes up a value that a schema allows, and says where it cannot", () => {
    expect(sampleFor((value) => typeof value === "number")).toBe(0);
    expect(sampleFor((value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value))).toBe("2026-01-01T00:00:00Z");
    expect(sampleFor(Array.isArray)).toEqual([]);
    expect(() => sampleFor((value) => value === "blue")).toThrow("compute the column in its handler");
  });

  test.each(["constructor", "__proto__"])("has no handler for an operation %s without one", async (id) => {
    const row = { method: "GET", path: "/own", safe: true, security: [], response: "json" } as const;
    const fetch = createMockFetch({
      operations: Object.fromEntries([[id, row]]),
      validators: {},
      actsOn: {},
      authenticate: () => undefined,
      respondInvalid: () => Response.json({}),
      handlers: {},
    });
    expect((await fetch("https://api.test/own")).status).toBe(501);
  });

  test("names the methods of an address", async () => {
    const response = await createMock()("https://api.test/api/search", { method: "PUT", headers });
    expect(response.headers.get("allow")).toBe("POST");
  });

  test("asks for the credential before it looks at the input", async () => {
    expect((await createMock()("https://api.test/api/nobody/things")).status).toBe(401);
  });

  test("obeys a signal as fetch does", async () => {
    expect(await errorOf(createMock()("https://api.test/api/x/things", { headers, signal: AbortSignal.abort("no") }))).toBe("no");
    const hanging = createMockFetch({
      operations,
      validators: {},
      authenticate: () => undefined,
      respondInvalid: () => Response.json({}),
      handlers: { read: () => new Promise<Response>(() => {}) },
    });
    const controller = new AbortController();
    const error = errorOf(hanging("https://api.test/text", { signal: controller.signal }));
    controller.abort("later");
    expect(await error).toBe("later");
  });

  test("sends an event stream in one chunk per event, made as it is read", async () => {
    let made = 0;
    let isClosed = false;
    const events = (function* endless() {
      try {
        for (;;) yield { event: "row", data: { n: made++ } };
      } finally {
        isClosed = true;
      }
    })();
    const reader = respondEvents(events).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('event: row\ndata: {"n":0}\n\n');
    await reader?.read();
    expect(made).toBe(2);
    await reader?.cancel();
    expect(isClosed).toBe(true);
  });

  test("breaks an event stream off with the request's signal", async () => {
    const controller = new AbortController();
    const reader = respondEvents([{ data: 1 }, { data: 2 }], controller.signal).body?.getReader();
    await reader?.read();
    controller.abort("gone");
    expect(await errorOf(Promise.resolve(reader?.read()))).toBe("gone");
  });
});

describe("responses", () => {
  const row = { method: "GET", safe: true, security: [], response: "json" } as const;
  const table = Object.fromEntries(
    ["json", "text", "events", "marked", "lines", "none"].map((name) => [name, { ...row, path: `/${name}` }]),
  );
  const fetch = createMockFetch({
    operations: table,
    validators: {},
    basePath: ["/v1", ""],
    authenticate: () => undefined,
    respondInvalid: () => new Response(null, { status: 400 }),
    handlers: responseHandlers({
      json: { status: 201, type: "application/vnd.acme+json", json: null },
      text: { status: 200, text: "text" },
      events: { status: 200, events: [{ event: "row", data: 1 }, { data: "a" }] },
      marked: { status: 200, events: [{ data: 1 }], endMark: true },
      lines: { status: 200, lines: [1, { a: 2 }] },
      none: { status: 204 },
    }),
  });

  test.each([
    ["json", 201, "application/vnd.acme+json", "null"],
    ["text", 200, "text/plain", "text"],
    ["events", 200, "text/event-stream", 'event: row\ndata: 1\n\ndata: "a"\n\n'],
    ["marked", 200, "text/event-stream", "data: 1\n\ndata: [DONE]\n\n"],
    ["lines", 200, "application/jsonl", '1\n{"a":2}\n'],
    ["none", 204, null, ""],
  ])("of %s are given as they are", async (name, status, type, body) => {
    for (const base of ["https://a.example/v1", "https://a.example"]) {
      const response = await fetch(`${base}/${name}`);
      expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([status, type, body]);
    }
  });
});

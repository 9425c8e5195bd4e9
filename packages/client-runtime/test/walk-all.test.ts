import { describe, expect, test } from "vitest";
import { createResources, makeResource, type OperationDescriptor, type Pages, queryCredential, walkAll } from "../src/index.ts";
import { nextLink } from "../src/next-link.ts";
import { errorOf, json, recordingFetch, type SentRequest } from "./support/in-memory.ts";
import { respond, serve } from "./support/serve.ts";

const numbers = { types: ["integer"] };
const listPets: OperationDescriptor = {
  id: "listPets",
  method: "GET",
  path: "/pets",
  safe: true,
  security: [],
  response: "json",
  rules: {
    query: {
      properties: { kind: { types: ["string"] }, cursor: { types: ["string"] }, limit: numbers, offset: numbers, page: numbers },
    },
  },
};

interface Pets {
  readonly listAll: (params?: object, options?: { readonly signal?: AbortSignal }) => AsyncGenerator;
}

const settings = { client: { name: "a-client", version: "1" }, options: {}, credentials: {} };

/** A walk through the pages of a server. `asked` has the queries that the server got. */
function walking(pages: Pages, pageFor: (query: URLSearchParams, sent: SentRequest) => unknown, operation = listPets) {
  const asked: string[] = [];
  const { fetch } = recordingFetch((sent) => {
    const { search, searchParams } = new URL(sent.url);
    asked.push(search.slice(1));
    const given = pageFor(searchParams, sent);
    return given instanceof Response ? given : json(given);
  });
  const pets = makeResource<Pets>({ listAll: walkAll(operation, pages) });
  const client = createResources(
    { pets },
    { ...settings, baseUrl: "https://api.example.com/v1", options: { fetch, maxRetries: 0 } },
  );
  return { asked, listAll: client.pets.listAll };
}

async function walk(rows: AsyncIterable<unknown>) {
  const found: unknown[] = [];
  try {
    for await (const row of rows) found.push(row);
    return { found };
  } catch (error) {
    return { found, error };
  }
}

const ids = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ id: from + index }));
const total = 7;
/** Rows of a list by their places. */
const slice = (from: number, size: number) => ids(from, Math.min(from + size, total));

const byCursor: Pages = { by: "cursor", items: "/data", param: "/query/cursor", next: "/meta/next" };
const byItem: Pages = { by: "item", items: "/data", param: "/query/cursor", field: "/id", more: "/more" };
const byAddress: Pages = { by: "address", items: "/data", next: "/next" };
const byLink: Pages = { by: "link", items: "" };
const byOffset: Pages = { by: "offset", items: "/data", param: "/query/offset", total: "/total", first: 0 };
const byPage: Pages = { by: "page", items: "/data", param: "/query/page", totalPages: "/pages", first: 1 };

test("an address leads on where the operation has no params", async () => {
  const { asked, listAll } = walking(
    byAddress,
    (query) => ({ data: slice(Number(query.get("page") ?? 0) * 4, 4), next: query.has("page") ? null : "/v1/pets?page=1" }),
    { ...listPets, rules: {} },
  );
  expect(await walk(listAll())).toEqual({ found: ids(0, total) });
  expect(asked).toEqual(["", "page=1"]);
});

describe("a walk hands out every item of every page", () => {
  const number = (query: URLSearchParams, name: string) => Number(query.get(name) ?? 0);
  test.each<readonly [Pages["by"], Pages, (query: URLSearchParams) => unknown, readonly string[]]>([
    [
      "cursor",
      byCursor,
      (query) => {
        const at = number(query, "cursor");
        return { data: slice(at, 3), meta: at + 3 < total ? { next: String(at + 3) } : { next: null } };
      },
      ["kind=cat", "kind=cat&cursor=3", "kind=cat&cursor=6"],
    ],
    [
      "item",
      byItem,
      (query) => {
        const at = query.has("cursor") ? number(query, "cursor") + 1 : 0;
        return { data: slice(at, 3), more: at + 3 < total };
      },
      ["kind=cat", "kind=cat&cursor=2", "kind=cat&cursor=5"],
    ],
    [
      "address",
      byAddress,
      (query) => {
        const at = number(query, "at");
        return { data: slice(at, 3), next: at + 3 < total ? `https://other.example/v9/pets?kind=cat&at=${at + 3}#x` : null };
      },
      ["kind=cat", "kind=cat&at=3", "kind=cat&at=6"],
    ],
    [
      "link",
      byLink,
      (query) => {
        const at = number(query, "at");
        const link = `</v1/pets?at=0>; rel="first"${at + 3 < total ? `, </v1/pets?kind=cat&at=${at + 3}>; rel="next"` : ""}`;
        return json(slice(at, 3), { headers: { link } });
      },
      ["kind=cat", "kind=cat&at=3", "kind=cat&at=6"],
    ],
    [
      "offset",
      byOffset,
      (query) => ({ data: slice(number(query, "offset"), 3), total }),
      ["kind=cat&offset=0", "kind=cat&offset=3", "kind=cat&offset=6"],
    ],
    [
      "page",
      byPage,
      (query) => ({ data: slice((number(query, "page") - 1) * 3, 3), pages: 3 }),
      ["kind=cat&page=1", "kind=cat&page=2", "kind=cat&page=3"],
    ],
  ])("by %s", async (_, pages, pageFor, queries) => {
    const { asked, listAll } = walking(pages, pageFor);
    expect(await walk(listAll({ kind: "cat" }))).toEqual({ found: ids(0, total) });
    expect(asked).toEqual(queries);
  });
});

test("a walk begins at the given position", async () => {
  const offsets = walking(byOffset, (query) => ({ data: slice(Number(query.get("offset")), 2), total }));
  expect(await walk(offsets.listAll({ offset: 4 }))).toEqual({ found: ids(4, total) });
  const numbered = walking({ ...byPage, total: "/total" }, (query) => ({
    data: slice((Number(query.get("page")) - 1) * 3, 3),
    total,
  }));
  expect(await walk(numbered.listAll({ page: 2 }))).toEqual({ found: ids(3, total) });
});

test("a position in a body is put there, beside what was given", async () => {
  const bodies: unknown[] = [];
  const search: OperationDescriptor = {
    ...listPets,
    method: "POST",
    path: "/pets/search",
    takesBody: "fields",
    rules: { body: { properties: { kind: { types: ["string"] }, page: { types: ["object"] } } } },
  };
  const pages: Pages = { by: "cursor", items: "/a~1b", param: "/body/page/after", next: "/next" };
  const { listAll } = walking(
    pages,
    (_, { init }) => {
      bodies.push(init.body);
      return { "a/b": ids(bodies.length, bodies.length + 1), next: bodies.length < 2 ? "c" : "" };
    },
    search,
  );
  expect(await walk(listAll({ kind: "cat", page: { size: 1 } }))).toEqual({ found: ids(1, 3) });
  expect(bodies).toEqual(['{"kind":"cat","page":{"size":1}}', '{"kind":"cat","page":{"size":1,"after":"c"}}']);
});

test("params are read when the method is called, and nothing is asked for before the first item is", async () => {
  const { asked, listAll } = walking(byCursor, () => ({ data: ids(0, 1) }));
  const params = { kind: "cat" };
  const rows = listAll(params);
  params.kind = "dog";
  expect(asked).toEqual([]);
  await rows.next();
  expect(asked).toEqual(["kind=cat"]);
});

test("a wrong param ends the walk before any request", async () => {
  const { asked, listAll } = walking(byCursor, () => ({ data: [] }));
  expect(await walk(listAll({ kindd: "cat" }))).toMatchObject({ error: { code: "ConfigurationError", option: "kindd" } });
  expect(asked).toEqual([]);
});

test.each<readonly [sentence: string, Pages, page: unknown]>([
  ["no list is a page without items", byCursor, {}],
  ["null is a page without items", byCursor, { data: null, meta: null }],
  ["a flag ends it, whatever the cursor says", { ...byCursor, more: "/more" }, { data: [], meta: { next: "c" }, more: false }],
  ["a flag for the last page ends it", { ...byOffset, last: "/last" }, { data: [], last: true }],
  ["an offset without a total ends with an empty page", byOffset, { data: [] }],
  ["a page without a number of pages ends with an empty one", byPage, { data: [] }],
])("a walk ends with %s", async (_, pages, page) => {
  const { asked, listAll } = walking(pages, () => page);
  expect(await walk(listAll())).toEqual({ found: [] });
  expect(asked).toHaveLength(1);
});

test("an empty page by itself is no end", async () => {
  const pages = [{ data: ids(0, 1), meta: { next: "b" } }, { data: [], meta: { next: "c" } }, { data: ids(1, 2) }];
  const { listAll } = walking(byCursor, () => pages.shift());
  expect(await walk(listAll())).toEqual({ found: ids(0, 2) });
});

test("a total counts until the server names another", async () => {
  const pages = [{ data: ids(0, 2), total: 3 }, { data: ids(2, 3) }];
  const { asked, listAll } = walking(byOffset, () => pages.shift());
  expect(await walk(listAll())).toEqual({ found: ids(0, 3) });
  expect(asked).toHaveLength(2);
});

test.each<
  readonly [sentence: string, Pages, pages: readonly unknown[], rows: number, message: RegExp, pointer: string | undefined]
>([
  ["no list", byCursor, [{ data: "none" }], 0, /got no list of items/, "/data"],
  ["text in place of an object", byLink, ["text"], 0, /got no list of items/, ""],
  ["a cursor that is an object", byCursor, [{ data: ids(0, 1), meta: { next: {} } }], 1, /in an unknown form/, "/meta/next"],
  [
    "a cursor that leads back",
    byCursor,
    [
      { data: ids(0, 1), meta: { next: "a" } },
      { data: ids(1, 2), meta: { next: "a" } },
    ],
    2,
    /never end/,
    undefined,
  ],
  [
    "a flag without a cursor",
    { ...byCursor, more: "/more" },
    [{ data: ids(0, 1), more: true }],
    1,
    /more rows, but not where/,
    "/meta/next",
  ],
  [
    "an address that leads nowhere",
    byAddress,
    [{ data: ids(0, 1), next: "https://x.example/pets" }],
    1,
    /in an unknown form/,
    "/next",
  ],
  [
    "an address that leads back",
    byAddress,
    [
      { data: ids(0, 1), next: "?a=1" },
      { data: ids(1, 2), next: "?a=1" },
    ],
    2,
    /never end/,
    "",
  ],
  ["a last item without its field", byItem, [{ data: [{ name: "a" }], more: true }], 1, /no next page can be asked for/, "/id"],
  [
    "pages that are the same",
    byOffset,
    [
      { data: ids(0, 2), total: 6 },
      { data: ids(0, 2), total: 6 },
    ],
    2,
    /came before/,
    "",
  ],
  [
    "an empty page before the total",
    byOffset,
    [
      { data: ids(0, 2), total: 6 },
      { data: [], total: 6 },
    ],
    2,
    /says that there are more/,
    "",
  ],
  [
    "an end before the total",
    { ...byOffset, more: "/more" },
    [{ data: ids(0, 2), total: 6, more: false }],
    2,
    /no page after 2 rows, of 6 in all/,
    "",
  ],
  [
    "pages without items for ever",
    byPage,
    Array.from({ length: 101 }, () => ({ data: [], pages: 500 })),
    0,
    /100 without items/,
    undefined,
  ],
])("%s is an error, after all rows that came", async (_, pages, bodies, rows, message, pointer) => {
  const left = [...bodies];
  const { listAll } = walking(pages, () => left.shift());
  const { found, error } = await walk(listAll());
  expect(found).toHaveLength(rows);
  expect(error).toMatchObject({
    code: "ResponseError",
    reason: "wrong-shape",
    operation: { id: "listPets", method: "GET", path: "/pets" },
  });
  expect(String(error)).toMatch(message);
  expect(Reflect.get(Object(error), "pointer")).toBe(pointer);
});

test("items that are no objects may be the same on every page", async () => {
  const pages = [
    { data: [0, 0], total: 4 },
    { data: [0, 0], total: 4 },
  ];
  const { listAll } = walking(byOffset, () => pages.shift());
  expect(await walk(listAll())).toEqual({ found: [0, 0, 0, 0] });
});

test("a next page is asked for at the operation's own address, whatever host and path the server names, and no error shows a key", async () => {
  await using server = await serve(({ url }, response) => {
    const link = '<https://evil.example/other?page=2&key=secret-key>; rel="next"';
    response.setHeader("link", link);
    respond(response, 200, JSON.stringify([{ url }]));
  });
  const pets = makeResource<Pets>({ listAll: walkAll({ ...listPets, security: [["key"]] }, byLink) });
  const client = createResources(
    { pets },
    {
      ...settings,
      baseUrl: server.address,
      credentials: { key: queryCredential({ option: "apiKey", key: "secret-key", name: "key" }) },
    },
  );
  const { found, error } = await walk(client.pets.listAll());
  expect(found).toEqual([{ url: "/pets?key=secret-key" }, { url: "/pets?page=2&key=secret-key" }]);
  expect(String(error)).toContain("never end");
  expect(JSON.stringify(error)).not.toContain("secret-key");
});

test("leaving the loop asks for no further page; the caller's signal ends it", async () => {
  const { asked, listAll } = walking(byOffset, (query) => ({ data: slice(Number(query.get("offset")), 2), total }));
  for await (const row of listAll()) if (row) break;
  expect(asked).toHaveLength(1);
  const reason = new Error("enough");
  const controller = new AbortController();
  const rows = listAll({}, { signal: controller.signal });
  await rows.next();
  await rows.next();
  controller.abort(reason);
  expect(await errorOf(rows.next())).toBe(reason);
});

test.each([
  ['<https://a.example/?page=2>; rel="next"', "https://a.example/?page=2"],
  ['<a?p=1,2>; rel="prev", <b?p=3,4>; title="x"; rel="last next"', "b?p=3,4"],
  ["<b>;rel=next", "b"],
  ['<b>; REL="NEXT"', "b"],
  ['<b>; rel="nextish"', undefined],
  ["", undefined],
  [null, undefined],
])("the header Link %j leads to %j", (header, address) => {
  expect(nextLink(header)).toBe(address);
});

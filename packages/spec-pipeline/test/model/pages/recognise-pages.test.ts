import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../src/document/json.ts";
import { readApi } from "../../../src/model/api.ts";
import { documentOf, labelOf, schemaOf, type Shape } from "./labels.ts";

interface Case {
  readonly call?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly answer: Shape;
  readonly headers?: readonly string[];
  readonly more?: JsonObject;
}

function recognised({ call = "GET /things", params = {}, answer, headers = [], more = {} }: Case) {
  return readApi(documentOf({ call, params, answer, headers }, more)).value.operations[0]?.pages;
}

/** The responses of an operation with an example. */
function withExample(answer: Shape, example: Json): JsonObject {
  return { responses: { 200: { description: "ok", content: { "application/json": { schema: schemaOf(answer), example } } } } };
}

const ROWS = { data: [{ id: "string" }] };

/** The same where the schema allows nothing that it does not name. */
function withClosedExample(answer: Shape, example: Json): JsonObject {
  const schema = { ...schemaOf(answer), additionalProperties: false };
  return { responses: { 200: { description: "ok", content: { "application/json": { schema, example } } } } };
}

const PAGED_ROWS = { data: [], paging: { next_cursor: "b" } };
const PART = { id: "string", status: "string", started: "string", ended: "string", urls: ["string"] };

describe("recognised pages", () => {
  test.each<[what: string, found: Json, given: Case]>([
    [
      "a cursor, and the flag that ends its walk",
      { by: "cursor", items: "/data", param: "/query/after", next: "/page_info/end_cursor", more: "/page_info/has_next_page" },
      { params: { after: "string" }, answer: { ...ROWS, page_info: { end_cursor: "string?", has_next_page: "boolean" } } },
    ],
    [
      "a cursor under the same name, where the document says that it leads on",
      { by: "cursor", items: "/data", param: "/query/cursor", next: "/cursor" },
      { params: { cursor: "string" }, answer: { ...ROWS, cursor: "string empty where there is no next page" } },
    ],
    [
      "a cursor in brackets",
      { by: "cursor", items: "/data", param: "/query/page[after]", next: "/meta/cursors/after" },
      { params: { "page[after]": "string" }, answer: { ...ROWS, meta: { cursors: { after: "string" } } } },
    ],
    [
      "an offset that the answer names",
      { by: "cursor", items: "/data", param: "/query/offset", next: "/next_offset" },
      { params: { offset: "integer", limit: "integer" }, answer: { ...ROWS, next_offset: "integer?" } },
    ],
    [
      "a page that the answer names",
      { by: "cursor", items: "/data", param: "/query/page", next: "/meta/next_page" },
      { params: { page: "integer" }, answer: { ...ROWS, meta: { next_page: "integer?" } } },
    ],
    [
      "the last item's id",
      { by: "item", items: "/data", param: "/query/after_id", field: "/id", more: "/has_more" },
      { params: { after_id: "string the ID of the last item" }, answer: { ...ROWS, has_more: "boolean" } },
    ],
    [
      "an offset and a total",
      { by: "offset", items: "/data", param: "/query/skip", first: 0, total: "/total" },
      { params: { skip: "integer", take: "integer" }, answer: { ...ROWS, total: "integer" } },
    ],
    [
      "pages that are counted from 0",
      { by: "page", items: "/content", param: "/query/page", first: 0, last: "/last", totalPages: "/totalPages" },
      {
        params: { page: "integer zero-based", size: "integer" },
        answer: { content: ["string"], totalPages: "integer", last: "boolean" },
      },
    ],
    [
      "a next address",
      { by: "address", items: "/value", next: "/@odata.nextLink" },
      { params: { top: "integer" }, answer: { value: [{ id: "string" }], "@odata.nextLink": "string/uri" } },
    ],
    [
      "a next address within an object",
      { by: "address", items: "/items", next: "/_links/next/href" },
      {
        params: { limit: "integer" },
        answer: { items: ["string"], _links: { self: { href: "string" }, next: { href: "string" } } },
      },
    ],
    [
      "addresses of pages, where no parameter asks for one",
      { by: "address", items: "/rows", next: "/next" },
      { answer: { rows: ["string"], next: "string/uri the next page", previous: "string/uri the page before" } },
    ],
    [
      "a cursor that only an example shows",
      { by: "cursor", items: "/data", param: "/query/cursor", next: "/paging/next_cursor" },
      { params: { cursor: "string" }, answer: ROWS, more: withExample(ROWS, PAGED_ROWS) },
    ],
    [
      "a cursor that an example and the parameter name, against the schema",
      { by: "cursor", items: "/data", param: "/query/cursor", next: "/paging/next_cursor" },
      {
        params: { cursor: "string the `next_cursor` in `paging` of the last answer" },
        answer: ROWS,
        more: withClosedExample(ROWS, PAGED_ROWS),
      },
    ],
    ["the header `Link`", { by: "link", items: "" }, { params: { page: "integer" }, answer: ["string"], headers: ["link"] }],
  ])("%s", (_, found, given) => {
    expect(recognised(given)).toEqual(found);
  });
});

describe("unrecognised pages", () => {
  test.each<[what: string, given: Case]>([
    [
      "a page that is the id of a page",
      { params: { page: "integer the id of the page" }, answer: { ...ROWS, total: "integer" } },
    ],
    ["a page that is text", { params: { page: 'string ="home"' }, answer: { ...ROWS, total_pages: "integer" } }],
    ["a limit without a position", { params: { limit: "integer" }, answer: { ...ROWS, total: "integer" } }],
    ["a cursor that only the answer has", { params: { limit: "integer" }, answer: { ...ROWS, next_cursor: "string" } }],
    ["a cursor that only the call has", { params: { cursor: "string" }, answer: ROWS }],
    ["a cursor that may be that of this page", { params: { cursor: "string" }, answer: { ...ROWS, cursor: "string" } }],
    ["the cursor of the page before", { params: { cursor: "string" }, answer: { ...ROWS, previous_cursor: "string" } }],
    [
      "an offset of bytes",
      { params: { offset: "integer where to begin, in bytes", limit: "integer" }, answer: { ...ROWS, total: "integer" } },
    ],
    ["an offset whose list has no end", { params: { offset: "integer", limit: "integer" }, answer: ROWS }],
    [
      "an offset that may begin at 0 or 1",
      { params: { start: "integer", count: "integer" }, answer: { ...ROWS, total: "integer" } },
    ],
    ["pages that may begin at 0 or 1", { params: { page: "integer" }, answer: { ...ROWS, total_pages: "integer" } }],
    ["a total of the page", { params: { page: "integer =1" }, answer: { ...ROWS, total: "integer the items on this page" } }],
    ["a point in time", { params: { after: "string/date-time" }, answer: { ...ROWS, cursors: { after: "string/date-time" } } }],
    [
      "a timestamp that is a number",
      { params: { after: "integer a Unix timestamp" }, answer: { ...ROWS, cursors: { after: "integer" } } },
    ],
    ["a position for a later time", { params: { sync_token: "string" }, answer: { ...ROWS, next_sync_token: "string" } }],
    [
      "a next one that is another resource",
      { call: "GET /chapters/{id}", answer: { verses: ["string"], next: "string/uri the chapter that comes next" } },
    ],
    ["text for a number", { params: { page: "integer =1" }, answer: { ...ROWS, next_page: "string" } }],
    ["an address for a token", { params: { cursor: "string" }, answer: { ...ROWS, next_cursor: "string/uri" } }],
    ["two lists", { params: { cursor: "string" }, answer: { red: ["string"], blue: ["string"], next_cursor: "string" } }],
    ["no list", { params: { cursor: "string" }, answer: { name: "string", next_cursor: "string" } }],
    [
      "what is no list in an example",
      {
        params: { cursor: "string" },
        answer: ROWS,
        more: withExample({ ...ROWS, next_cursor: "string" }, { data: { id: "a" }, next_cursor: "b" }),
      },
    ],
    [
      "an address in an example",
      {
        params: { cursor: "string" },
        answer: ROWS,
        more: withExample({ ...ROWS, next_cursor: "string" }, { data: [], next_cursor: "https://api.example/things?cursor=b" }),
      },
    ],
    [
      "the address of another list in an example",
      {
        params: { limit: "integer" },
        answer: ROWS,
        more: withExample({ ...ROWS, next_page_url: "string" }, { data: [], next_page_url: "https://api.example/others?page=2" }),
      },
    ],
    [
      "a cursor that an example shows against the schema",
      { params: { cursor: "string" }, answer: ROWS, more: withClosedExample(ROWS, PAGED_ROWS) },
    ],
    [
      "parts of one thing, whose cursor only an example shows",
      {
        call: "GET /exports/{id}",
        params: { cursor: "string" },
        answer: PART,
        more: withExample(PART, { id: "a", next_cursor: "b" }),
      },
    ],
    [
      "parts of one thing, whose pages no parameter asks for",
      { call: "GET /exports/{id}", answer: { ...PART, links: { next: "string/uri the next page", prev: "string/uri" } } },
    ],
    ["an address whose words say nothing of pages", { answer: { ...ROWS, next: "string/uri", previous: "string/uri" } }],
    ["a header `Link` of an operation without pages", { answer: ["string"], headers: ["Link"] }],
    [
      "a call that changes something",
      { call: "POST /things", params: { cursor: "string" }, answer: { ...ROWS, next_cursor: "string" } },
    ],
  ])("%s", (_, given) => {
    expect(labelOf(recognised(given))).toBe("none");
  });
});

test("a POST that only reads is walked by its body", () => {
  const more = {
    "x-client-safe": true,
    requestBody: {
      content: { "application/json": { schema: schemaOf({ pagination: { cursor: "string", limit: "integer" } }) } },
    },
  };
  const given = { call: "POST /search", answer: { ...ROWS, next_cursor: "string?" }, more };
  expect(recognised(given)).toEqual({ by: "cursor", items: "/data", param: "/body/pagination/cursor", next: "/next_cursor" });
});

test("a schema that contains itself is read once", () => {
  const document: JsonObject = {
    ...documentOf(
      { call: "GET /things", params: { cursor: "string" }, answer: ROWS },
      {
        responses: {
          200: { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/Page" } } } },
        },
      },
    ),
    components: {
      schemas: {
        Page: {
          type: "object",
          allOf: [{ $ref: "#/components/schemas/Page" }],
          properties: {
            data: { type: "array", items: { $ref: "#/components/schemas/Page" } },
            next_cursor: { type: "string" },
            meta: { $ref: "#/components/schemas/Page" },
          },
        },
      },
    },
  };
  // Two fields of the same name would lead on.
  expect(labelOf(readApi(document).value.operations[0]?.pages)).toBe("none");
});

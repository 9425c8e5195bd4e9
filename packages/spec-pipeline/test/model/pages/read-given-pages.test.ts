import { expect, test } from "vitest";
import type { Json } from "../../../src/document/json.ts";
import { readApi } from "../../../src/model/api.ts";
import { documentOf } from "./labels.ts";

/** An operation whose overlay names its walk, and the problems that were reported. */
function given(rule: Json, call = "GET /things") {
  const params = { since: "integer", limit: "integer" };
  const answer = { rows: [{ key: "integer" }], name: "string", meta: { further: "boolean", count: "integer" } };
  const { value, problems } = readApi(documentOf({ call, params, answer }, { "x-client-pages": rule }));
  return {
    pages: value.operations[0]?.pages,
    said: problems.filter(({ rule: id }) => id.startsWith("pages")).map(({ severity, message }) => `${severity}: ${message}`),
  };
}

test("an overlay's rule wins over recognition", () => {
  const rule = { by: "item", items: "/rows", param: "/query/since", field: "/key", more: "/meta/further" };
  expect(given(rule)).toEqual({ pages: rule, said: [] });
});

test("an overlay says that there are no pages", () => {
  const document = documentOf(
    { call: "GET /things", params: { cursor: "string" }, answer: { data: ["string"], next_cursor: "string" } },
    { "x-client-pages": false },
  );
  expect(readApi(document)).toMatchObject({ value: { operations: [{ pages: undefined }] }, problems: [] });
});

test("an overlay walks a call that is not marked as safe", () => {
  expect(given({ by: "link", items: "/rows" }, "POST /things").pages).toEqual({ by: "link", items: "/rows" });
});

test.each<[rule: Json, said: string]>([
  [true, "must be false, or have `by`: one of address, cursor, item, link, offset, page"],
  [{ by: "magic", items: "/rows" }, "must be false, or have `by`: one of address, cursor, item, link, offset, page"],
  [{ by: "cursor", items: "/rows", param: "/query/since" }, "by cursor needs `next`"],
  [{ by: "link", items: "/rows", next: "/name" }, "has `next`, which by link takes no such member"],
  [{ by: "link", items: 1 }, "has `items`, which by link takes in another form"],
  [{ by: "link", items: "/row" }, 'has `items` at "/row", where the response has no list'],
  [{ by: "link", items: "/name" }, 'has `items` at "/name", where the response has no list'],
  [
    { by: "offset", items: "/rows", param: "/query/offset" },
    'has `param` "/query/offset", which is none of /query/since, /query/limit',
  ],
  [{ by: "offset", items: "/rows", param: "/query/since", first: 2 }, "has `first`, which by offset takes in another form"],
  [
    { by: "offset", items: "/rows", param: "/query/since", total: "/meta/total" },
    'has `total` at "/meta/total", which the response does not have',
  ],
  [{ by: "item", items: "/rows", param: "/query/since", field: "/id" }, 'has `field` "/id", which an item does not have'],
])("%o is refused", (rule, said) => {
  expect(given(rule)).toEqual({ pages: undefined, said: [`error: list: x-client-pages ${said}`] });
});

function notesOf(params: Record<string, string>, answer: Record<string, string>): readonly string[] {
  const document = documentOf({ call: "GET /things", params, answer: { data: [{ id: "string" }], ...answer } });
  return readApi(document).problems.map(({ severity, message }) => `${severity}: ${message}`);
}

test("a recognised walk is reported", () => {
  expect(notesOf({ starting_after: "string an id" }, { has_more: "boolean" })).toEqual([
    "info: list: pages by `starting_after`, from the last `id`",
  ]);
  expect(notesOf({ cursor: "string" }, { next_cursor: "string" })).toEqual(["info: list: pages by `cursor`, from `next_cursor`"]);
  expect(notesOf({ page: "integer =1" }, { total_pages: "integer" })).toEqual([
    "info: list: pages by `page`, until `total_pages`",
  ]);
  expect(notesOf({ limit: "integer" }, { next_page_url: "string" })).toEqual([
    "info: list: pages by the address in `next_page_url`",
  ]);
});

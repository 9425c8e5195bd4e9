import { describe, expect, test } from "vitest";
import { createCall, type OperationDescriptor } from "../../src/index.ts";
import { createMockFetch, type MockRequest } from "../../src/mock.ts";

interface Ask {
  readonly input: object;
  readonly output: Omit<MockRequest["input"], "contentType">;
  readonly stream: false;
}

/** The input of a call as a mock reads it. */
async function read(more: Partial<OperationDescriptor>, input: object): Promise<unknown> {
  const row: OperationDescriptor = { method: "POST", path: "/ask", safe: true, security: [], response: "json", ...more };
  const seen: MockRequest["input"][] = [];
  const fetch = createMockFetch({
    operations: { ask: row },
    validators: {},
    authenticate: () => undefined,
    respondInvalid: () => new Response(null, { status: 422 }),
    handlers: {
      ask: (request) => {
        seen.push(request.input);
        return Response.json({});
      },
    },
  });
  const settings = {
    client: { name: "test", version: "1.0.0" },
    baseUrl: "https://api.test",
    credentials: {},
    options: { fetch },
  };
  await createCall<{ ask: Ask }>({ ask: row }, settings)("ask", input);
  return seen[0];
}

const list = { types: ["array"], items: { types: ["integer"] } };
const texts = { types: ["array"], items: { types: ["string"] } };
const object = { types: ["object"], properties: { a: { types: ["number"] }, b: { types: ["string"] } } };
const VALUES = {
  number: [{ types: ["number"] }, -1.5],
  boolean: [{ types: ["boolean"] }, true],
  text: [{ types: ["string"] }, "5"],
  odd: [{ types: ["string"] }, "a+b &=/ä"],
  list: [list, [1, 2]],
  "list of one": [list, [1]],
  "list of texts": [texts, ["a b", "c,d", "5", "e|f"]],
  object: [object, { a: 1, b: "2" }],
} as const;

const STYLES = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
} as const;

const cases = Object.entries(STYLES).flatMap(([place, styles]) =>
  styles.flatMap((style) =>
    [true, false].flatMap((explode) =>
      Object.entries(VALUES).map(([name, [rule, value]]) => ({ place, style, explode, name, rule, value })),
    ),
  ),
);
/** A header has no way to write a comma within an item, and these styles write one of an item as the one between items. */
const isLost = ({ place, style, explode, name }: (typeof cases)[number]): boolean =>
  name === "list of texts" && (place === "header" || (!explode && /^(?:space|pipe)/.test(style)));

describe("a mock reads back", () => {
  test.each(cases.filter((each) => !isLost(each)))(
    "$name in a $place, style $style, explode $explode",
    async ({ place, style, explode, rule, value }) => {
      const path = place === "path" ? "/ask/{x}" : "/ask";
      const rules = { [place]: { properties: { x: rule } } };
      const input = await read({ path, styles: { [place]: { x: { style, explode } } }, rules }, { [place]: { x: value } });
      expect(input).toMatchObject({ [place]: { x: value } });
    },
  );

  test.each(["path", "query", "header", "cookie"])("JSON in a %s", async (place) => {
    const path = place === "path" ? "/ask/{x}" : "/ask";
    const styles = { [place]: { x: { contentType: "application/json" } } };
    const rules = { [place]: { properties: { x: object } } };
    expect(await read({ path, styles, rules }, { [place]: { x: { a: 1, b: "[2]" } } })).toMatchObject({
      [place]: { x: { a: 1, b: "[2]" } },
    });
  });

  test("objects and lists within objects, and params beside them", async () => {
    const filter = {
      types: ["object"],
      properties: { deep: object, tags: list, all: { types: ["array"], items: object } },
    };
    const query = { filter: { deep: { a: 1 }, tags: [1, 2], all: [{ a: 1 }, { b: "2" }] }, limit: 3 };
    const styles = { query: { filter: { style: "deepObject" } } } as const;
    const rules = { query: { properties: { filter, limit: { types: ["integer"] } } } };
    expect(await read({ styles, rules }, { query })).toMatchObject({ query });
  });

  test("the fields of forms, as their encodings write them", async () => {
    const properties = {
      meta: object,
      ids: list,
      joined: list,
      filter: object,
      count: { types: ["integer"] },
      text: { types: ["string"] },
    };
    const body = { meta: { a: 1 }, ids: [1, 2], joined: [3, 4], filter: { b: "x" }, count: 5, text: "6+7" };
    const written = { joined: { style: "form", explode: false }, filter: { style: "deepObject" } } as const;
    for (const contentType of ["multipart/form-data", "application/x-www-form-urlencoded"]) {
      const fields = { [contentType]: written };
      expect(await read({ contentType, fields, rules: { body: { properties } } }, { body })).toMatchObject({ body });
    }
  });

  test("the other parts where the document has a name that no header can have", async () => {
    const rules = { header: { properties: { '"; x': {} } }, query: { properties: { limit: { types: ["integer"] } } } };
    expect(await read({ rules }, { query: { limit: 1 } })).toMatchObject({ query: { limit: 1 } });
  });

  test("a form that is the whole query", async () => {
    const styles = { query: { q: { style: "simple", fields: {} } } } as const;
    const rules = { query: { properties: { q: object } } };
    expect(await read({ styles, rules }, { query: { q: { a: 1, b: "2" } } })).toMatchObject({ query: { q: { a: 1, b: "2" } } });
  });
});

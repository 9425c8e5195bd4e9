import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isObject, parseJson, type Json, type JsonObject } from "../../../src/document/json.ts";
import { applyOne } from "./one-action.ts";

const shop: JsonObject = {
  openapi: "3.1.0",
  info: { title: "Shop", version: "4" },
  paths: {
    "/orders": {
      get: {
        operationId: "listOrders",
        tags: ["Orders", "Beta"],
        deprecated: true,
        responses: { "200": { description: "All" } },
      },
      post: { operationId: "placeOrder", tags: ["Orders"], responses: { "201": { description: "Placed" } } },
    },
    "/orders/{id}": { get: { operationId: "getOrder", tags: ["Beta"], responses: {} } },
  },
  components: {
    schemas: {
      Order: {
        type: "object",
        required: ["id"],
        properties: { id: { type: "string" }, note: { type: "string", nullable: true } },
      },
      Draft: { type: "object" },
    },
  },
};

function pick(document: Json, ...keys: readonly (string | number)[]): Json | undefined {
  let node: Json | undefined = document;
  for (const key of keys) {
    if (Array.isArray(node)) node = node[Number(key)];
    else node = isObject(node) ? node[key] : undefined;
  }
  return node;
}

describe("update", () => {
  test("members are merged at every depth, and the others stay in their order", () => {
    const update = { properties: { note: { maxLength: 80, nullable: false }, total: { type: "number" } }, title: "Order" };
    const { document } = applyOne(shop, { target: "$.components.schemas.Order", update });
    expect(JSON.stringify(pick(document, "components", "schemas", "Order"))).toBe(
      JSON.stringify({
        type: "object",
        required: ["id"],
        properties: {
          id: { type: "string" },
          note: { type: "string", nullable: false, maxLength: 80 },
          total: { type: "number" },
        },
        title: "Order",
      }),
    );
  });

  test("a list within the update is added to the list that is there", () => {
    const { document } = applyOne(shop, { target: "$.components.schemas.Order", update: { required: ["note", "id"] } });
    expect(pick(document, "components", "schemas", "Order", "required")).toEqual(["id", "note", "id"]);
  });

  test.each([
    ["a single value", "New", ["Orders", "New"]],
    ["an object", { name: "New" }, ["Orders", { name: "New" }]],
    ["null", null, ["Orders", null]],
    ["the items of a list", ["New", "Newer"], ["Orders", "New", "Newer"]],
  ])("to a list, %s is appended", (_name, update, tags) => {
    const { document } = applyOne(shop, { target: "$.paths['/orders'].post.tags", update });
    expect(pick(document, "paths", "/orders", "post", "tags")).toEqual(tags);
  });

  test("in version 1.0 a list is one item of the list that it is appended to", () => {
    const { document } = applyOne(shop, { target: "$.paths['/orders'].post.tags", update: ["New", "Newer"] }, "1.0.0");
    expect(pick(document, "paths", "/orders", "post", "tags")).toEqual(["Orders", ["New", "Newer"]]);
  });

  test("a single value is replaced by another one, whatever its type", () => {
    const { document } = applyOne(shop, { target: "$.info.version", update: null });
    expect(pick(document, "info")).toEqual({ title: "Shop", version: null });
  });

  test("a single value in a list is replaced where it stands", () => {
    const { document } = applyOne(shop, { target: "$..tags[?@ == 'Beta']", update: "Preview" });
    expect(pick(document, "paths", "/orders", "get", "tags")).toEqual(["Orders", "Preview"]);
    expect(pick(document, "paths", "/orders/{id}", "get", "tags")).toEqual(["Preview"]);
  });

  test("the document itself can be the target", () => {
    const { document } = applyOne(shop, { target: "$", update: { info: { license: { name: "MIT" } }, servers: [] } });
    expect(Object.keys(document)).toEqual([...Object.keys(shop), "servers"]);
    expect(pick(document, "info")).toEqual({ title: "Shop", version: "4", license: { name: "MIT" } });
  });

  test("a target within another target is updated after it", () => {
    const nested = { a: { x: { deep: 1 }, b: { x: {} } } };
    const { document } = applyOne(nested, { target: "$..x", update: { list: ["n"], x: { end: true } } });
    expect(document).toEqual({
      a: { x: { deep: 1, list: ["n"], x: { end: true } }, b: { x: { list: ["n"], x: { end: true } } } },
    });
    const chain = { x: { list: ["o"], x: { list: [] } } };
    expect(applyOne(chain, { target: "$..x", update: { list: ["n"], x: { list: ["m"] } } }).document).toEqual({
      x: { list: ["o", "n"], x: { list: ["m", "n"], x: { list: ["m"] } } },
    });
  });

  test("a node that the expression names twice is updated once", () => {
    const { document } = applyOne(shop, { target: "$.paths['/orders']['post', 'post'].tags", update: "Once" });
    expect(pick(document, "paths", "/orders", "post", "tags")).toEqual(["Orders", "Once"]);
  });

  test.each([
    ["a list into an object", "$.info", [1], "a list cannot be merged into an object", "/actions/0/update"],
    ["an object into a single value", "$.info.title", {}, "an object cannot be merged into a single value", "/actions/0/update"],
    [
      "a list into a single value",
      "$.info",
      { title: [] },
      "a list cannot be merged into a single value",
      "/actions/0/update/title",
    ],
    [
      "a single value into an object",
      "$",
      { info: "A" },
      "a single value cannot be merged into an object",
      "/actions/0/update/info",
    ],
    ["null into an object", "$", { info: null }, "a single value cannot be merged into an object", "/actions/0/update/info"],
    [
      "a single value into a list within the update",
      "$.paths['/orders'].get",
      { "x/y": 1, tags: "A" },
      "a single value cannot be merged into a list",
      "/actions/0/update/tags",
    ],
  ])("%s is refused, and nothing is changed", (_name, target, update, message, origin) => {
    const { document, effects, fault } = applyOne(shop, { target, update });
    expect(fault).toEqual({
      rule: "overlay-form",
      message,
      origin,
      fix: expect.stringContaining("remove the value by an action of its own first"),
    });
    expect(effects).toEqual([]);
    expect(document).toBe(shop);
  });

  test("targets of different kinds are refused", () => {
    const { document, fault } = applyOne(shop, { target: "$['info', 'openapi']", update: { a: 1 } });
    expect(fault?.message).toBe("the target must match only objects, only lists, or only single values");
    expect(document).toBe(shop);
  });
});

describe("remove", () => {
  test("a member with any value is removed", () => {
    const { document } = applyOne(shop, { target: "$.components.schemas..nullable", remove: true });
    expect(pick(document, "components", "schemas", "Order", "properties", "note")).toEqual({ type: "string" });
  });

  test("items of one list are removed together, by their places before the action", () => {
    const lists = { a: [0, 1, 2, 3, 4], b: [{ n: 1 }, { n: 2 }, { n: 3 }] };
    expect(applyOne(lists, { target: "$.a[0, 1, 3]", remove: true }).document).toEqual({ a: [2, 4], b: lists.b });
    expect(applyOne(lists, { target: "$.a[3, 0, 1]", remove: true }).document).toEqual({ a: [2, 4], b: lists.b });
    expect(applyOne(lists, { target: "$.b[?@.n < 3]", remove: true }).document).toEqual({ a: lists.a, b: [{ n: 3 }] });
    expect(applyOne(lists, { target: "$.*[*]", remove: true }).document).toEqual({ a: [], b: [] });
  });

  test("targets of different kinds may be removed", () => {
    expect(Object.keys(applyOne(shop, { target: "$['info', 'openapi', 'components']", remove: true }).document)).toEqual([
      "paths",
    ]);
  });

  test("a target within a removed target is removed with it", () => {
    const { document, effects } = applyOne(shop, { target: "$.components..*", remove: true });
    expect(pick(document, "components")).toEqual({});
    expect(effects.map(({ location }) => location)).toEqual([["components", "schemas"]]);
  });

  test("an update beside it has no part in it", () => {
    const { document, effects } = applyOne(shop, { target: "$.info.title", update: { a: 1 }, remove: true });
    expect(pick(document, "info")).toEqual({ version: "4" });
    expect(effects).toHaveLength(1);
  });

  test("if it is false, the update counts", () => {
    expect(pick(applyOne(shop, { target: "$.info.title", update: "A", remove: false }).document, "info", "title")).toBe("A");
  });

  test("the document itself cannot be removed", () => {
    const { document, fault } = applyOne(shop, { target: "$", remove: true });
    expect(fault?.rule).toBe("overlay-form");
    expect(document).toBe(shop);
  });
});

describe("copy", () => {
  test("a node from elsewhere is merged into the target", () => {
    const { document } = applyOne(shop, { target: "$.components.schemas.Draft", copy: "$.components.schemas.Order" });
    expect(pick(document, "components", "schemas", "Draft")).toEqual(pick(shop, "components", "schemas", "Order"));
  });

  test("a list is added to a list, and a single value replaces one", () => {
    const lists = applyOne(shop, { target: "$.paths['/orders/{id}'].get.tags", copy: "$.paths['/orders'].get.tags" });
    expect(pick(lists.document, "paths", "/orders/{id}", "get", "tags")).toEqual(["Beta", "Orders", "Beta"]);
    const values = applyOne(shop, { target: "$.info.title", copy: "$.paths['/orders'].get.operationId" });
    expect(pick(values.document, "info", "title")).toBe("listOrders");
  });

  test("the document may be copied into a part of itself, as it was", () => {
    const { document } = applyOne({ a: { b: {} } }, { target: "$.a.b", copy: "$" });
    expect(document).toEqual({ a: { b: { a: { b: {} } } } });
  });

  test.each([
    ["$.components.schemas.*", "copy must match one node, and matches 2"],
    ["$.components.schemas.Lost", "copy must match one node, and matches 0"],
  ])("%s is not one node, so it is refused", (copy, message) => {
    const { fault } = applyOne(shop, { target: "$.info", copy });
    expect(fault).toEqual({ rule: "overlay-form", message, origin: "/actions/0/copy" });
  });
});

describe("an action that does nothing", () => {
  test.each([
    ["sets what is there", { target: "$.info", update: { title: "Shop" } }],
    ["merges nothing", { target: "$..get", update: {} }],
    ["appends nothing", { target: "$..tags", update: [] }],
    ["says neither update nor remove nor copy", { target: "$.info" }],
    ["says that nothing is removed", { target: "$.info", remove: false }],
    ["copies a node onto itself", { target: "$.info", copy: "$.info" }],
  ])("is refused: it %s", (_name, action) => {
    const { document, fault } = applyOne(shop, action);
    expect(fault).toMatchObject({ rule: "overlay-without-effect", origin: "/actions/0/target" });
    expect(document).toBe(shop);
  });

  test.each([{ update: { a: 1 } }, { remove: true }, { copy: "$.info" }])(
    "is refused: its target matches nothing (%o)",
    (action) => {
      expect(applyOne(shop, { target: "$.paths['/carts']", ...action }).fault?.rule).toBe("overlay-without-target");
    },
  );
});

describe("the effect of an action", () => {
  test("is recorded for every node that it added, replaced or removed", () => {
    const update = { operationId: "orders", responses: { "404": { description: "No" } }, tags: ["New"] };
    const { effects } = applyOne(shop, { target: "$.paths['/orders'].get", update });
    expect(
      effects.map(({ location, before, after, origin }) => ({ location: location.join(" "), before, after, origin })),
    ).toEqual([
      {
        location: "paths /orders get operationId",
        before: "listOrders",
        after: "orders",
        origin: "/actions/0/update/operationId",
      },
      {
        location: "paths /orders get responses 404",
        before: undefined,
        after: { description: "No" },
        origin: "/actions/0/update/responses/404",
      },
      { location: "paths /orders get tags 2", before: undefined, after: "New", origin: "/actions/0/update/tags/0" },
    ]);
    expect(applyOne(shop, { target: "$..deprecated", remove: true }).effects).toMatchObject([
      { location: ["paths", "/orders", "get", "deprecated"], before: true, after: undefined, origin: "/actions/0/remove" },
    ]);
  });
});

test("keys that objects inherit are keys like any other", () => {
  const document = parseJson('{"info":{"__proto__":{"a":1},"constructor":{"b":1}},"x":{}}');
  const update = parseJson('{"__proto__":{"c":2},"constructor":{"d":2},"toString":"e"}');
  const updated = applyOne(document, { target: "$.info", update }).document;
  expect(JSON.stringify(updated)).toBe('{"info":{"__proto__":{"a":1,"c":2},"constructor":{"b":1,"d":2},"toString":"e"},"x":{}}');
  const added = applyOne(document, { target: "$.x", update }).document;
  expect(JSON.stringify(added["x"])).toBe(JSON.stringify(update));
  const removed = applyOne(document, { target: "$.info.__proto__", remove: true }).document;
  expect(JSON.stringify(removed)).toBe('{"info":{"constructor":{"b":1}},"x":{}}');
  const within = applyOne(document, { target: "$.info.__proto__.a", update: 2 }).document;
  expect(JSON.stringify(within["info"])).toBe('{"__proto__":{"a":2},"constructor":{"b":1}}');
  expect(applyOne(document, { target: "$.x.toString", remove: true }).fault?.rule).toBe("overlay-without-target");
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});

test("a document as deep as can be read is walked to its end", () => {
  let deep: JsonObject = { end: "here" };
  for (let depth = 0; depth < 390; depth += 1) deep = { next: deep };
  expect(JSON.stringify(applyOne(deep, { target: "$..end", update: "there" }).document)).toContain('"end":"there"');
});

const key = fc.constantFrom("a", "b", "c", "__proto__");
const { value: json } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>(null, 0, 1, "s", true),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 3 }).map((entries): Json => Object.fromEntries(entries)),
  ),
}));
const target = fc.constantFrom(
  "$",
  "$.a",
  "$.*",
  "$..a",
  "$..*",
  "$..[0]",
  "$.a[1, 0]",
  "$..[?@.b]",
  "$['b', 'a'].c",
  "$..__proto__",
);

// `applyOne` freezes the document, and throws where it was changed.
test("an action never changes the given document, and either has an effect or a problem", () => {
  const action = fc.oneof(
    fc.record({ target, update: json }),
    fc.record({ target, remove: fc.constant(true) }),
    fc.record({ target, copy: target }),
  );
  fc.assert(
    fc.property(json.filter(isObject), action, (document, change) => {
      const applied = applyOne(document, change);
      const acts = JSON.stringify(applied.document) !== JSON.stringify(document);
      expect(acts).toBe(applied.fault === undefined);
      expect(applied.effects.length > 0).toBe(acts);
    }),
    { numRuns: 500 },
  );
});

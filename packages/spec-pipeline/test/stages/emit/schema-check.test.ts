import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../src/document/json.ts";
import { emitValidators } from "../../../src/stages/emit/emit-validators.ts";
import { modelOf, VENDOR } from "../emit-cases.ts";
import { documentOf, issuesOfResponse, issuesOfBody } from "../load-validators.ts";

async function messagesOf(schema: Json, components?: JsonObject): Promise<readonly string[]> {
  const { problems } = await emitValidators(modelOf(documentOf(schema, components)).value, VENDOR);
  return problems.map(({ rule, pointer, message }) => `${rule} ${pointer}: ${message}`);
}

const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

describe("the rest of an object", () => {
  const components = {
    Named: { type: "object", properties: { name: { type: "string" }, note: true }, required: ["name"] },
    Priced: { properties: { price: { type: "number" } }, required: ["price"] },
  };

  test("is checked after all parts that fit, also those without a rule for it", async () => {
    const schema = {
      allOf: [reference("Named")],
      anyOf: [reference("Priced"), { properties: { free: true }, required: ["free"] }],
      patternProperties: { "^x-": true },
      unevaluatedProperties: false,
    };
    expect(await issuesOfBody(schema, { name: "a", note: 1, price: 2, "x-y": 3 }, components)).toEqual([]);
    expect(await issuesOfBody(schema, { name: "a", free: 1, price: 2 }, components)).toEqual([]);
    expect(await issuesOfBody(schema, { name: "a", free: 1, price: "2" }, components)).toEqual(["/price: must not be there"]);
    expect(await issuesOfBody(schema, { name: "a", price: 2, other: 3 }, components)).toEqual(["/other: must not be there"]);
  });

  test("has the keys without another rule, and may have a schema of its own", async () => {
    const schema = {
      properties: { a: {} },
      if: { properties: { b: { const: 1 } }, required: ["b"] },
      unevaluatedProperties: { type: "null" },
    };
    expect(await issuesOfBody(schema, { a: 1, b: 1, c: null })).toEqual([]);
    expect(await issuesOfBody(schema, { a: 1, b: 2 })).toEqual(["/b: must be null"]);
    expect(await issuesOfBody({ allOf: [{ additionalProperties: true }], unevaluatedProperties: false }, { a: 1 })).toEqual([]);
    expect(await issuesOfBody({ allOf: [{ unevaluatedProperties: true }], unevaluatedProperties: false }, { a: 1 })).toEqual([]);
  });

  test("passes in a response, as other keys do", async () => {
    expect(
      await issuesOfResponse({ ...reference("Named"), unevaluatedProperties: false }, { name: "a", later: 1 }, components),
    ).toEqual([]);
  });
});

test("the rest of a list is checked without its first entries and those that it must contain", async () => {
  const schema = { prefixItems: [true], contains: { type: "string" }, unevaluatedItems: { type: "integer" } };
  expect(await issuesOfBody(schema, [null, "a", 1, "b"])).toEqual([]);
  expect(await issuesOfBody(schema, [null, "a", 1.5])).toEqual(["/2: must be integer"]);
  expect(await issuesOfBody({ anyOf: [{ items: true }], unevaluatedItems: false }, [1])).toEqual([]);
  expect(await issuesOfResponse(schema, [null, "a", 1.5])).toEqual([]);
});

test("the schema that goes with a key holds if the key is there, in requests and in responses", async () => {
  const schema = { dependentSchemas: { card: { required: ["name"], properties: { name: { minLength: 2 } } }, 'odd"': false } };
  for (const issues of [issuesOfBody, issuesOfResponse]) {
    expect(await issues(schema, { name: "" })).toEqual([]);
    expect(await issues(schema, { card: 1 })).toEqual(["/name: must be present"]);
    expect(await issues(schema, { card: 1, name: "a" })).toEqual(["/name: must have at least 2 characters"]);
    expect(await issues(schema, { 'odd"': 1 })).toEqual([": must not be there"]);
  }
});

test("prices are multiples of a cent, in spite of floating point", async () => {
  const price = { type: "number", multipleOf: 0.01 };
  for (const value of [19.99, 0.07, 4.35, 1e21]) expect(await issuesOfBody(price, value)).toEqual([]);
  expect(await issuesOfBody(price, 0.005)).toEqual([": must be a multiple of 0.01"]);
  expect(await issuesOfBody({ multipleOf: 1e-8 }, 0.1 + 0.2)).toEqual([": must be a multiple of 1e-8"]);
});

test("a pattern that the newer rules refuse is read by the older ones", async () => {
  const schema = { pattern: String.raw`^[\w-]+\@$`, patternProperties: { [String.raw`\-id$`]: { type: "integer" } } };
  expect(await issuesOfBody(schema, "a-b@")).toEqual([]);
  expect(await issuesOfBody(schema, "a b")).toEqual([String.raw`: must match ^[\w-]+\@$`]);
  expect(await issuesOfBody(schema, { "a-id": "x" })).toEqual(["/a-id: must be integer"]);
  expect(await messagesOf(schema)).toEqual([]);
});

describe("a discriminator", () => {
  const components = {
    Cat: { type: "object", properties: { kind: { type: "string" }, lives: { type: "integer" } } },
    Dog: { type: "object", properties: { kind: { enum: ["dog", "hound"] }, lives: { type: "string" } } },
    Bird: { type: "object", properties: { wings: { type: "integer" } } },
  };
  const union = {
    oneOf: [reference("Cat"), reference("Dog"), reference("Bird")],
    discriminator: { propertyName: "kind", mapping: { tom: "#/components/schemas/Cat", tabby: "Cat" } },
  };

  test("decides among schemas that do not exclude one another: by its mapping, by their own values, by their names", async () => {
    expect(await issuesOfBody(union, { kind: "tom", lives: 9, wings: "x" }, components)).toEqual([]);
    expect(await issuesOfBody(union, { kind: "tabby", lives: "9" }, components)).toEqual(["/lives: must be integer"]);
    expect(await issuesOfBody(union, { kind: "hound", lives: 9 }, components)).toEqual(["/lives: must be string"]);
    expect(await issuesOfBody(union, { kind: "Bird", lives: true }, components)).toEqual([]);
    expect(await issuesOfBody(union, { kind: "Cat" }, components)).toEqual([
      '/kind: must be "tom", "tabby", "dog", "hound" or "Bird"',
    ]);
  });

  test("lets a value that it does not know pass in a response, where it fits one of the schemas", async () => {
    expect(await issuesOfResponse(union, { kind: "cow", lives: 1 }, components)).toEqual([]);
    expect(await issuesOfResponse(union, { kind: "tom", lives: "9" }, components)).toEqual(["/lives: must be integer"]);
  });

  test("does not decide where a schema has no name that it could mean", async () => {
    const unnamed = { oneOf: [reference("Cat"), { type: "object", required: ["x"] }], discriminator: { propertyName: "kind" } };
    expect(await issuesOfBody(unnamed, { kind: "anything" }, components)).toEqual([]);
  });
});

/** A list of boxes, of which each holds the name. */
function boxesOf(name: string): JsonObject {
  return {
    $id: `https://schemas.example/${name}`,
    $ref: "list",
    $defs: { entry: { $dynamicAnchor: "entry", $ref: "box" }, inner: { $dynamicAnchor: "inner", enum: [name] } },
  };
}

describe("a reference", () => {
  test("by id and by anchor leads where one by pointer does", async () => {
    const components = {
      Order: {
        $id: "https://schemas.example/orders/order",
        properties: { item: { $ref: "item" }, again: { $ref: "#again" }, self: { $ref: "#/properties/item" } },
        $defs: { Again: { $anchor: "again", type: "boolean" } },
      },
      Item: { $id: "https://schemas.example/orders/item", type: "integer" },
    };
    const value = { item: "a", again: "b", self: "c" };
    expect(await issuesOfBody({ $ref: "https://schemas.example/orders/order" }, value, components)).toEqual([
      "/item: must be integer",
      "/again: must be boolean",
      "/self: must be integer",
    ]);
  });

  test("that is dynamic leads to the anchor of the outermost schema that has it", async () => {
    const components = {
      Page: {
        $id: "https://schemas.example/page",
        properties: { items: { items: { $dynamicRef: "#item" } }, next: { $ref: "#" } },
        $defs: { item: { $dynamicAnchor: "item" } },
      },
      Texts: {
        $id: "https://schemas.example/texts",
        $ref: "page",
        $defs: { item: { $dynamicAnchor: "item", type: "string" } },
      },
      Numbers: {
        $id: "https://schemas.example/numbers",
        $ref: "page",
        $defs: { item: { $dynamicAnchor: "item", type: "number" } },
      },
    };
    const schema = { properties: { page: reference("Page"), texts: reference("Texts"), numbers: reference("Numbers") } };
    const page = { items: [1, "a"], next: { items: [true] } };
    for (const issues of [issuesOfBody, issuesOfResponse]) {
      expect(await issues(schema, { page, texts: page, numbers: page }, components)).toEqual([
        "/texts/items/0: must be string",
        "/texts/next/items/0: must be string",
        "/numbers/items/1: must be number",
        "/numbers/next/items/0: must be number",
      ]);
    }
  });

  test("that is dynamic depends on its outermost schema alone", async () => {
    const components = {
      List: {
        $id: "https://schemas.example/list",
        items: { $dynamicRef: "#entry" },
        $defs: { entry: { $dynamicAnchor: "entry" } },
      },
      Box: {
        $id: "https://schemas.example/box",
        properties: { in: { $dynamicRef: "#inner" }, owner: reference("Owner") },
        $defs: { inner: { $dynamicAnchor: "inner" } },
      },
      Owner: { type: "string" },
      A: boxesOf("a"),
      B: boxesOf("b"),
    };
    const schema = { properties: { a: reference("A"), b: reference("B") } };
    const list = [{ in: "a", owner: 1 }];
    expect(await issuesOfBody(schema, { a: list, b: list }, components)).toEqual([
      "/a/0/owner: must be string",
      '/b/0/in: must be "b"',
      "/b/0/owner: must be string",
    ]);
    const { value } = await emitValidators(modelOf(documentOf(schema, components)).value, VENDOR);
    const names = [...value.matchAll(/^const (input\w+)/gm)].map(([, name]) => name);
    expect(names.filter((name) => name?.startsWith("inputBox"))).toEqual(["inputBox", "inputBox2"]);
    expect(names.filter((name) => name?.startsWith("inputOwner"))).toEqual(["inputOwner"]);
  });

  test("that is dynamic and names a plain anchor leads to that anchor", async () => {
    const schema = { items: { $dynamicRef: "#entry" }, $defs: { entry: { $anchor: "entry", type: "null" } } };
    expect(await issuesOfBody(reference("List"), [1], { List: schema })).toEqual(["/0: must be null"]);
  });
});

test("an unchecked keyword is reported with its place, once for both directions", async () => {
  const components = {
    Old: { dependencies: { a: ["b"] }, additionalItems: false, items: [{ type: "string" }] },
    Lost: { not: { $ref: "#/components/schemas/Nothing" }, $dynamicRef: "#nowhere" },
    Foreign: { $schema: "https://dialect.example/1", multipleOf: 0, pattern: "[" },
  };
  const schema = { anyOf: [reference("Old"), reference("Lost"), reference("Foreign")] };
  const unchecked = "so the generated validators do not check it";
  expect((await messagesOf(schema, components)).toSorted()).toEqual([
    "keyword-unchecked #/components/schemas/Foreign: $schema: https://dialect.example/1 is not known, so the generated validators check by JSON Schema 2020-12",
    `keyword-unchecked #/components/schemas/Foreign: multipleOf: 0 is not above zero, ${unchecked}`,
    `keyword-unchecked #/components/schemas/Lost: $dynamicRef: #nowhere leads nowhere, ${unchecked}`,
    `keyword-unchecked #/components/schemas/Lost: $ref: #/components/schemas/Nothing leads nowhere, ${unchecked}`,
    `keyword-unchecked #/components/schemas/Old: additionalItems is no keyword of JSON Schema 2020-12, ${unchecked}`,
    `keyword-unchecked #/components/schemas/Old: dependencies is no keyword of JSON Schema 2020-12, ${unchecked}`,
    `keyword-unchecked #/components/schemas/Old: items with a list is no keyword of JSON Schema 2020-12, ${unchecked}`,
    "pattern-unreadable #/components/schemas/Foreign: the pattern [ is none that JavaScript reads, so it is not checked",
  ]);
});

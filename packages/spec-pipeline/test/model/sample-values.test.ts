import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/document/json.ts";
import { SampleValues } from "../../src/model/sample-values.ts";

const COMPONENTS: JsonObject = {
  Tree: {
    type: "object",
    required: ["name"],
    properties: { name: { type: "string" }, children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } },
  },
  Endless: { type: "object", required: ["next"], properties: { next: { $ref: "#/components/schemas/Endless" } } },
  Cat: {
    type: "object",
    required: ["kind"],
    properties: { kind: { const: "cat" }, secret: { type: "string", writeOnly: true } },
  },
  Pet: { oneOf: [{ $ref: "#/components/schemas/Cat" }, { type: "null" }] },
  Vehicle: {
    required: ["kind"],
    properties: { kind: { type: "string" } },
    discriminator: { propertyName: "kind", mapping: { bike: "#/components/schemas/Bicycle" } },
    oneOf: [{ $ref: "#/components/schemas/Bicycle" }, { $ref: "#/components/schemas/Cat" }],
  },
  Shape: {
    discriminator: { propertyName: "kind" },
    oneOf: [{ $ref: "#/components/schemas/circle" }, { $ref: "#/components/schemas/square" }],
  },
  circle: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
  square: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
  Untagged: { oneOf: [{ $ref: "#/components/schemas/circle" }, { $ref: "#/components/schemas/square" }] },
  Bicycle: { type: "object", required: ["kind"], properties: { kind: { type: "string" }, gears: { const: 8 } } },
};

const samples = new SampleValues({ components: { schemas: COMPONENTS } }, "output");
const sampleOf = (schema: Json) => samples.valueOf(schema, "seed");

test.each<readonly [sentence: string, schema: Json, value: unknown]>([
  ["a constant", { const: 5 }, 5],
  ["an example", { type: "string", example: "Rex", enum: ["Rex", "Tom"] }, "Rex"],
  ["an example of the newer kind", { type: "string", examples: ["Tom"] }, "Tom"],
  ["no example that the schema refuses", { type: "integer", example: "five", minimum: 3, maximum: 3 }, 3],
  ["a default", { type: "boolean", default: false }, false],
  ["a value of an enum", { enum: [null, "a"] }, "a"],
  ["null where nothing else is allowed", { type: "null" }, null],
  ["a day", { type: "string", format: "date" }, expect.stringMatching(/^2026-01-\d\d$/)],
  ["a uuid", { type: "string", format: "uuid" }, expect.stringMatching(/^0{8}-0{4}-4000-8000-\d{12}$/)],
  [
    "what a pattern asks for",
    { type: "string", pattern: "^[A-Z]{2}-\\d{4}(?:x|y)+$" },
    expect.stringMatching(/^[A-Z]{2}-\d{4}[xy]+$/),
  ],
  ["a pattern with escapes of the older kind", { type: "string", pattern: "^[a-z]\\-\\_$" }, expect.stringMatching(/^[a-z]-_$/)],
  ["a text of a length", { type: "string", minLength: 12, maxLength: 12 }, expect.stringMatching(/^.{12}$/)],
  [
    "a number within limits",
    { type: "number", exclusiveMinimum: 0, maximum: 1 },
    expect.toSatisfy((value: number) => value > 0 && value <= 1),
  ],
  [
    "a multiple",
    { type: "integer", multipleOf: 25, minimum: 30 },
    expect.toSatisfy((value: number) => value % 25 === 0 && value >= 30),
  ],
  [
    "texts with the names of their properties",
    {
      type: "object",
      properties: { city: { type: "string" }, tags: { type: "array", items: { type: "string" } }, имя: { type: "string" } },
    },
    {
      city: expect.stringMatching(/^city\d+$/),
      tags: [expect.stringMatching(/^tag\d+$/), expect.stringMatching(/^tag\d+$/)],
      имя: expect.stringMatching(/^text\d+$/),
    },
  ],
  ["two items", { type: "array", items: { type: "boolean" } }, [true, true]],
  ["as many items as are asked for", { type: "array", minItems: 3, items: { type: "boolean" } }, [true, true, true]],
  [
    "different items",
    { type: "array", uniqueItems: true, minItems: 2, items: { type: "string" } },
    expect.toSatisfy(([a, b]: string[]) => a !== b),
  ],
  ["the tag of a variant", { $ref: "#/components/schemas/Vehicle" }, { kind: "bike", gears: 8 }],
  ["the tag of a variant that is otherwise like another one", { $ref: "#/components/schemas/Shape" }, { kind: "circle" }],
  [
    "all parts",
    { allOf: [{ type: "object", properties: { a: { const: 1 } } }, { properties: { b: { const: 2 } } }] },
    { a: 1, b: 2 },
  ],
  ["the first variant that is not null, without what is written only", { $ref: "#/components/schemas/Pet" }, { kind: "cat" }],
  ["an object of any keys", { type: "object", additionalProperties: { type: "boolean" } }, { key: true }],
])("%s", (_, schema, value) => {
  expect(sampleOf(schema)).toEqual(value);
});

test("a schema that contains itself comes to an end", () => {
  expect(sampleOf({ $ref: "#/components/schemas/Tree" })).toMatchObject({
    name: expect.any(String),
    children: expect.any(Array),
  });
});

const linkOf = (index: number): JsonObject => ({ $ref: `#/components/schemas/T${index}` });

test("a schema at the top of a long chain of parents has no value, and one near its end has one", () => {
  const chain = Array.from({ length: 400 }, (_, index): [string, Json] => [
    `T${index}`,
    index < 399 ? { allOf: [linkOf(index + 1), { properties: { [`own${index}`]: { const: index } } }] } : { type: "object" },
  ]);
  const ofChain = new SampleValues({ components: { schemas: Object.fromEntries(chain) } }, "output");
  expect(ofChain.valueOf(linkOf(0), "seed")).toBeUndefined();
  expect(ofChain.valueOf(linkOf(397), "seed")).toEqual({ own397: 397, own398: 398 });
});

test("a schema that no value fits has none", () => {
  expect(sampleOf({ $ref: "#/components/schemas/Endless" })).toBeUndefined();
  expect(sampleOf({ type: "string", minLength: 5, maxLength: 2 })).toBeUndefined();
  expect(sampleOf(false)).toBeUndefined();
});

test("the same seed gives the same value, and another seed another one", () => {
  const schema = { type: "string", format: "uuid" };
  expect(samples.valueOf(schema, "a")).toBe(samples.valueOf(schema, "a"));
  expect(samples.valueOf(schema, "a")).not.toBe(samples.valueOf(schema, "b"));
});

test("a value that fits several variants may be read, and may not be sent", () => {
  const schema = { $ref: "#/components/schemas/Untagged" };
  const sent = new SampleValues({ components: { schemas: COMPONENTS } }, "input");
  expect(sampleOf(schema)).toEqual({ kind: expect.any(String) });
  expect(sent.valueOf(schema, "seed")).toBeUndefined();
  expect(sent.valueOf({ $ref: "#/components/schemas/Shape" }, "seed")).toEqual({ kind: "circle" });
});

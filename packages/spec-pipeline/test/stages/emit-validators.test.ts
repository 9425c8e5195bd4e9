import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/document/json.ts";
import { emitValidators } from "../../src/stages/emit/emit-validators.ts";
import { modelOf, VENDOR } from "./emit-cases.ts";
import { documentOf, issuesOfResponse, issuesOfBody, loadValidators } from "./load-validators.ts";

const ROW: JsonObject = {
  type: "object",
  required: ["id", "count"],
  properties: { id: { type: "string" }, count: { type: "integer" }, share: { type: ["number", "null"], maximum: 1 } },
};

test("every issue is reported, with its place and the expected value", async () => {
  const schema = { type: "object", required: ["data"], properties: { data: { type: "array", items: ROW } } };
  expect(await issuesOfResponse(schema, { data: [{ id: 1, count: 1.5 }, { id: "a" }, { id: "b", count: 2, share: 3 }] })).toEqual(
    [
      "/data/0/id: must be string",
      "/data/0/count: must be integer",
      "/data/1/count: must be present",
      "/data/2/share: must be at most 1",
    ],
  );
});

test("at most fifty issues are reported", async () => {
  expect(
    await issuesOfResponse(
      { type: "array", items: { type: "string" } },
      Array.from({ length: 1000 }, () => 1),
    ),
  ).toHaveLength(50);
});

test("unknown keys pass in a response, and in a request unless its schema forbids them", async () => {
  const open = { type: "object", properties: { a: { type: "string" } } };
  const closed = { ...open, additionalProperties: false };
  const value = { a: "x", later: 1 };
  expect(await issuesOfResponse(open, value)).toEqual([]);
  expect(await issuesOfResponse(closed, value)).toEqual([]);
  expect(await issuesOfBody(open, value)).toEqual([]);
  expect(await issuesOfBody(closed, value)).toEqual(["/later: must not be there: known is a"]);
});

test("an enum is open in a response and closed in a request", async () => {
  const schema = { type: "string", enum: ["PENDING", "APPROVED"] };
  expect(await issuesOfResponse(schema, "LATER")).toEqual([]);
  expect(await issuesOfResponse(schema, 1)).toEqual([": must be string"]);
  expect(await issuesOfBody(schema, "LATER")).toEqual([': must be "PENDING" or "APPROVED"']);
  expect(await issuesOfResponse({ const: "a" }, "b")).toEqual([': must be "a"']);
});

test("a union names the expected values of all its variants", async () => {
  const union = { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }, { type: "null" }] };
  expect(await issuesOfBody(union, 1)).toEqual([": must be string, array or null"]);
  expect(await issuesOfBody(union, ["a", 1])).toEqual(["/1: must be string"]);
});

test("a tagged union reports only the issues of the tag's variant", async () => {
  const union = { oneOf: [variantOf("path", { type: "string" }), variantOf("size", { type: "integer" })] };
  expect(await issuesOfBody(union, { field: "size", value: "x" })).toEqual(["/value: must be integer"]);
  expect(await issuesOfBody(union, { field: "other", value: "x" })).toEqual(['/field: must be "path" or "size"']);
  expect(await issuesOfBody(union, "text")).toEqual([": must be object"]);
});

test("a recursive schema is checked to any depth, and a bottomless value is refused", async () => {
  const components = {
    Node: {
      type: "object",
      additionalProperties: false,
      properties: { not: { anyOf: [{ $ref: "#/components/schemas/Node" }, { type: "null" }] }, op: { type: "string" } },
    },
  };
  const schema = { $ref: "#/components/schemas/Node" };
  expect(await issuesOfBody(schema, { not: { not: { not: { op: "is" } } } }, components)).toEqual([]);
  expect(await issuesOfBody(schema, { not: { not: { op: 1 } } }, components)).toEqual(["/not/not/op: must be string"]);
  let deep: JsonObject = {};
  for (let depth = 0; depth < 100_000; depth += 1) deep = { not: deep };
  expect(await issuesOfBody(schema, deep, components)).toEqual([": must not be nested thousands of levels deep"]);
});

test("a format of a request is reported if the value is certainly wrong", async () => {
  expect(await issuesOfBody(textOf("uuid"), "182bd5e5-6e1a-4fe4-a799")).toEqual([": must be a UUID"]);
  expect(await issuesOfBody(textOf("uuid"), "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e")).toEqual([]);
  expect(await issuesOfBody(textOf("email"), "nobody")).toEqual([": must be an e-mail address"]);
  expect(await issuesOfBody(textOf("date-time"), "2026-02-30")).toEqual([": must start with a date: YYYY-MM-DD"]);
  for (const date of ["2019-12-27T18:11:19.117Z", "2026-06-09", "2026-06-09 10:00"])
    expect(await issuesOfBody(textOf("date-time"), date)).toEqual([]);
  expect(await issuesOfResponse(textOf("uuid"), "none")).toEqual([]);
});

test("a request is checked part by part", async () => {
  const { inputValidators } = await loadValidators({
    paths: {
      "/{id}": {
        post: {
          operationId: "check",
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "string", maxLength: 3 } },
            { name: "limit", in: "query", required: true, schema: { type: "integer" } },
            { name: "X-Mode", in: "header", schema: { enum: ["a"] } },
          ],
          requestBody: { required: true, content: { "application/json": { schema: { type: "object" } } } },
          responses: {},
        },
      },
    },
  });
  const check = inputValidators["check"];
  expect(check?.({ path: { id: "1" }, query: { limit: 1, unknown: 2 }, header: {}, body: {} })).toEqual([]);
  expect(check?.({ path: { id: "🙂🙂🙂🙂" }, header: { "X-Mode": "b" } })).toEqual([
    { pointer: "/path/id", message: "must have at most 3 characters" },
    { pointer: "/query/limit", message: "must be present" },
    { pointer: "/header/X-Mode", message: 'must be "a"' },
    { pointer: "/body", message: "must be present" },
  ]);
  expect(check?.(undefined)).toHaveLength(3);
});

test("events are checked by their name, and unknown ones pass", async () => {
  const schema = {
    type: "array",
    items: { oneOf: [eventOf("summary", { type: "object", required: ["total"] }), eventOf("result", ROW)] },
  };
  const { outputValidators } = await loadValidators({
    paths: { "/s": { post: { operationId: "check", responses: { 200: { content: { "text/event-stream": { schema } } } } } } },
  });
  const check = outputValidators["check"];
  expect(check?.({ event: "summary", data: { total: null } })).toEqual([]);
  expect(check?.({ event: "result", data: { id: "a", count: "1" } })).toEqual([
    { pointer: "/data/count", message: "must be integer" },
  ]);
  expect(check?.({ event: "later", data: 1 })).toEqual([]);
});

test("fields that only the other side writes are not required", async () => {
  const schema = {
    type: "object",
    required: ["id", "secret"],
    properties: { id: { type: "string", readOnly: true }, secret: { type: "string", writeOnly: true } },
  };
  expect(await issuesOfBody(schema, { secret: "x" })).toEqual([]);
  expect(await issuesOfResponse(schema, { id: "x" })).toEqual([]);
});

test("a member named __proto__ is a member like any other", async () => {
  const value: unknown = JSON.parse('{"__proto__": 1}');
  expect(
    await issuesOfBody(
      { type: "object", required: ["__proto__"], properties: JSON.parse('{"__proto__": {"type": "string"}}') },
      value,
    ),
  ).toEqual(["/__proto__: must be string"]);
  expect(await issuesOfBody({ type: "object", required: ["constructor", "toString"] }, {})).toEqual([
    "/constructor: must be present",
    "/toString: must be present",
  ]);
});

test("a keyword that cannot be checked is reported", async () => {
  const { problems } = await emitValidators(modelOf(documentOf({ type: "string", pattern: "[" })).value, VENDOR);
  expect(problems.map(({ rule }) => rule)).toEqual(["pattern-unreadable"]);
});

test("the module holds only calls of the runtime's checks", async () => {
  const { value } = await emitValidators(modelOf(documentOf(ROW, { Row: ROW })).value, VENDOR);
  expect([...value.matchAll(/ from "(.*)";$/gm)].map(([, name]) => name)).toEqual(["@specloom/client-runtime/validate"]);
  const statements = value.split("\n").filter((line) => /^[^\s/}]/.test(line) && !line.startsWith("import "));
  expect(statements.length).toBeGreaterThan(1);
  for (const line of statements)
    expect(line).toMatch(
      /^(?:type OperationId =$|const \w+: Check = \/\* @__PURE__ \*\/ lazily|export const \w+: Readonly<|\)\);$)/,
    );
});

test("values of an enum are allowed beside a type that they are not of", async () => {
  const schema = { type: "integer", enum: ["1", "2"] };
  expect(await issuesOfBody(schema, "1")).toEqual([]);
  expect(await issuesOfBody(schema, 1)).toEqual([': must be "1" or "2"']);
  expect(await issuesOfResponse(schema, "3")).toEqual([]);
  expect(await issuesOfBody({ type: "string", enum: ["auto", 24, true] }, 24)).toEqual([]);
});

test("a constant beside null stays closed in a response", async () => {
  expect(await issuesOfResponse({ type: ["string", "null"], enum: ["a", null] }, null)).toEqual([]);
  expect(await issuesOfResponse({ type: ["string", "null"], enum: ["a", null] }, "b")).toEqual([': must be "a" or null']);
});

test("an integer may be larger than a number can hold exactly", async () => {
  expect(await issuesOfBody({ type: "integer" }, 2 ** 53 + 2)).toEqual([]);
  expect(await issuesOfResponse({ type: "integer" }, 1e300)).toEqual([]);
  expect(await issuesOfResponse({ type: "integer" }, Infinity)).toEqual([": must be integer"]);
});

test("a property that one part requires and another hides is not required in a request", async () => {
  const Base = { type: "object", properties: { id: { $ref: "#/components/schemas/Id" }, name: { type: "string" } } };
  const schema = { allOf: [{ $ref: "#/components/schemas/Base" }, { required: ["id", "name"] }] };
  const components = { Base, Id: { allOf: [{ type: "string", readOnly: true }] } };
  expect(await issuesOfBody(schema, {}, components)).toEqual(["/name: must be present"]);
  expect(await issuesOfResponse(schema, {}, components)).toEqual(["/id: must be present", "/name: must be present"]);
});

test("a parent with a discriminator is checked as the child that the value names", async () => {
  const components = {
    Pet: {
      type: "object",
      required: ["kind"],
      properties: { kind: { type: "string" } },
      discriminator: { propertyName: "kind" },
    },
    Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }, { required: ["lives"], properties: { lives: { type: "integer" } } }] },
    Dog: { allOf: [{ $ref: "#/components/schemas/Pet" }, { properties: { barks: { type: "boolean" } } }] },
  };
  const pet = { $ref: "#/components/schemas/Pet" };
  expect(await issuesOfBody(pet, { kind: "Cat", lives: 9 }, components)).toEqual([]);
  expect(await issuesOfBody(pet, { kind: "Cat" }, components)).toEqual(["/lives: must be present"]);
  expect(await issuesOfBody({ $ref: "#/components/schemas/Cat" }, { lives: 9 }, components)).toEqual(["/kind: must be present"]);
  expect(await issuesOfResponse(pet, { kind: "Dog", barks: 1 }, components)).toEqual(["/barks: must be boolean"]);
  expect(await issuesOfResponse(pet, { kind: "Cow" }, components)).toEqual([]);
});

test("a rule that the type implies is not checked again", async () => {
  expect(await issuesOfBody({ type: "string", enum: ["a", "b"] }, 1)).toEqual([': must be "a" or "b"']);
  expect(await issuesOfBody({ enum: [] }, 1)).toEqual([": must not be there"]);
  expect(await issuesOfBody({ type: "file" }, 1)).toEqual([]);
});

function variantOf(field: string, value: JsonObject): JsonObject {
  return { type: "object", required: ["field", "value"], properties: { field: { const: field }, value } };
}

function textOf(format: string): JsonObject {
  return { type: "string", format };
}

function eventOf(name: string, contentSchema: Json): JsonObject {
  const data = { type: "string", contentMediaType: "application/json", contentSchema };
  return { type: "object", properties: { event: { const: name }, data } };
}

test("a chain of thousands of components is no deeper than one", async () => {
  const names = Array.from({ length: 5000 }, (_none, index) => `Link${index}`);
  const components = Object.fromEntries(
    names.map((name, index) => {
      const next = { $ref: `#/components/schemas/Link${(index + 1) % names.length}` };
      return [name, { type: "object", properties: { next } }];
    }),
  );
  expect(await issuesOfBody({ $ref: "#/components/schemas/Link0" }, { next: { next: 1 } }, components)).toEqual([
    "/next/next: must be object",
  ]);
});

test("a check that nothing calls is not written, nor its imports", async () => {
  const schema = { anyOf: [{ $ref: "#/components/schemas/Inputs" }, {}], properties: { 'inputInputs "anything': {} } };
  const components = { Inputs: { type: "object", properties: { a: { uniqueItems: true } } } };
  const { value } = await emitValidators(modelOf(documentOf(schema, components)).value, VENDOR);
  expect(value).not.toContain("const inputInputs");
  expect(value).not.toContain("uniqueItems");
  expect(value).not.toContain("lazily");
});

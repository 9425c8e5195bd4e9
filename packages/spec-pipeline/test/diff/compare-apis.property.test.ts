import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareApis } from "../../src/diff/compare-apis.ts";
import { stillFitting } from "../../src/diff/cost-of.ts";
import { policyOf } from "../../src/diff/policy.ts";
import { isList, isObject, member, withMembers, type Json, type JsonObject } from "../../src/document/json.ts";
import { readApi } from "../../src/model/api.ts";

const COMPONENTS: JsonObject = {
  User: { type: "object", required: ["id"], properties: { id: { type: "string" }, age: { type: "integer" } } },
  Team: { type: "object", required: ["kind"], properties: { kind: { const: "team" }, size: { type: "integer" } } },
  Role: { type: "string", enum: ["admin", "member"] },
};

function documentOf(sent: Json, read: Json): JsonObject {
  const operation = {
    operationId: "post",
    requestBody: content(sent),
    responses: { "200": { description: "Done.", ...content(read) } },
  };
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/": { post: operation } },
    components: { schemas: COMPONENTS },
  };
}

function content(schema: Json): JsonObject {
  return {
    content: { "application/json": { schema: { type: "object", required: ["field"], properties: { field: schema } } } },
  };
}

function changesBetween(before: JsonObject, after: JsonObject): readonly string[] {
  return compareApis(readApi(before).value, readApi(after).value).map(({ kind, message }) => `${kind}: ${message}`);
}

const scalar = fc.constantFrom<JsonObject>(
  { type: "string" },
  { type: "string", maxLength: 9 },
  { type: "integer", minimum: 1 },
  { type: "number" },
  { type: "boolean" },
  { const: "a" },
  { type: "string", enum: ["a", "b", "c"] },
  { $ref: "#/components/schemas/Role" },
  { $ref: "#/components/schemas/User" },
  { $ref: "#/components/schemas/Team" },
);
const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    scalar,
    fc.record({ type: fc.constant("array"), items: tie("schema") }),
    fc.record({
      type: fc.constant("object"),
      required: fc.subarray(["a", "b"]),
      properties: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("schema"), { minKeys: 1, maxKeys: 3 }),
    }),
    fc.record({ anyOf: fc.tuple(tie("schema"), fc.constant<JsonObject>({ type: "null" })) }),
    fc.record({ oneOf: fc.array(scalar, { minLength: 2, maxLength: 3 }) }),
  ),
}));

/** The same schema, written in another way wherever `choose` says so. */
function rewrite(node: JsonObject, choose: () => number): JsonObject {
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, rewriteMember(key, value, choose)]));
  const ways = REWRITES.map((way) => way(inner)).filter((other) => other !== undefined);
  return [inner, ...ways][choose() % (ways.length + 1)] ?? inner;
}

function rewriteMember(key: string, value: Json, choose: () => number): Json {
  if (key === "items" && isObject(value)) return rewrite(value, choose);
  if (key === "properties" && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, isObject(part) ? rewrite(part, choose) : part]));
  if ((key === "anyOf" || key === "oneOf") && isList(value))
    return value.map((part) => (isObject(part) ? rewrite(part, choose) : part)).toReversed();
  return value;
}

type Rewrite = (schema: JsonObject) => JsonObject | undefined;

const REWRITES: readonly Rewrite[] = [
  (node) => ({ allOf: [node] }),
  (node) => ({ anyOf: [node] }),
  (node) => ({ allOf: [node, {}] }),
  (node) => (isList(node["enum"]) ? { ...node, enum: node["enum"].toReversed() } : undefined),
  (node) => (isList(node["enum"]) ? { anyOf: node["enum"].map((value) => ({ const: value })) } : undefined),
  (node) => (node["const"] === undefined ? undefined : withMembers(node, { const: undefined, enum: [node["const"]] })),
  (node) => (isList(node["anyOf"]) ? withMembers(node, { anyOf: undefined, oneOf: node["anyOf"] }) : undefined),
  (node) => (isList(node["oneOf"]) ? withMembers(node, { oneOf: undefined, anyOf: node["oneOf"] }) : undefined),
  (node) => (node["type"] === "number" ? { ...node, type: ["integer", "number"] } : undefined),
  (node) => (typeof node["type"] === "string" ? { ...node, type: [node["type"]] } : undefined),
  (node) => (node["type"] === "string" ? { ...node, minLength: 0, minItems: 3 } : undefined),
  (node) => (node["type"] === "array" ? { ...node, uniqueItems: false, maxLength: 1 } : undefined),
  (node) => (node["type"] === "object" ? { ...node, additionalProperties: true } : undefined),
  (node) =>
    node["type"] === "integer" && node["minimum"] === 1
      ? withMembers(node, { minimum: undefined, exclusiveMinimum: 0 })
      : undefined,
  ({ $ref: reference, ...others }) => {
    const component = typeof reference === "string" ? member(COMPONENTS, reference.split("/").at(-1) ?? "") : undefined;
    return isObject(component) && Object.keys(others).length === 0 ? component : undefined;
  },
];

/** The same schema with one demand less, or with one more way to meet it; undefined where it has none to give up. */
const WIDENINGS: readonly Rewrite[] = [
  (node) => ({ anyOf: [node, { type: "null" }] }),
  (node) => ({ anyOf: [node, { type: "object", required: ["other"], properties: { other: { type: "string" } } }] }),
  (node) => (node["maxLength"] === undefined ? undefined : withMembers(node, { maxLength: undefined })),
  (node) => (node["enum"] === undefined ? undefined : withMembers(node, { enum: undefined })),
  (node) => (node["required"] === undefined ? undefined : withMembers(node, { required: undefined })),
  (node) => (isList(node["oneOf"]) ? { oneOf: [...node["oneOf"], { type: "array" }] } : undefined),
  (node) => (node["type"] === "integer" ? { ...node, type: "number" } : undefined),
];

const choices = fc.infiniteStream(fc.nat({ max: 1000 })).map((stream) => () => Number(stream.next().value));

test("a schema that is written in another way is the same, sent or read", () => {
  fc.assert(
    fc.property(schema, choices, (node, choose) => {
      const other = rewrite(rewrite(node, choose), choose);
      expect(changesBetween(documentOf(node, node), documentOf(other, other))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("a wider schema for senders or a narrower one for readers breaks no value", () => {
  fc.assert(
    fc.property(schema, choices, (node, choose) => {
      const ways = WIDENINGS.map((way) => way(node)).filter((other) => other !== undefined);
      const wider = ways[choose() % ways.length] ?? node;
      const found = compareApis(readApi(documentOf(node, wider)).value, readApi(documentOf(rewrite(wider, choose), node)).value);
      expect(found.filter(({ kind }) => policyOf(kind) === "major" && !stillFitting.has(kind))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

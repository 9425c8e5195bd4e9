import { expect, test } from "vitest";
import { schemaTree } from "../../src/collect/schema-tree.ts";

const components = {
  Node: {
    type: "object",
    required: ["id"],
    properties: { id: { type: "string", format: "uuid" }, next: { $ref: "#/components/schemas/Node" } },
  },
  Kind: { enum: ["a", "b"], description: "Of a thing." },
} as const;

const root = { name: "x", required: true };

test("a field has its type, meaning, values, default and limits", () => {
  const schema = { type: "integer", description: "How *many*.", default: 10, minimum: 1, maximum: 50 } as const;
  expect(schemaTree(schema, root, components)).toMatchObject({
    name: "x",
    type: "integer",
    required: true,
    description: "How <em>many</em>. Limits: at least 1, at most 50.",
    preset: "10",
  });
  expect(schemaTree({ $ref: "#/components/schemas/Kind" }, root, components)).toMatchObject({
    description: "Of a thing.",
    values: ['"a"', '"b"'],
  });
});

test("a component inside of itself is not opened again", () => {
  const tree = schemaTree({ type: "array", items: { $ref: "#/components/schemas/Node" } }, root, components);
  expect(tree.type).toBe("list of Node");
  expect(tree.children.map(({ name, required, type }) => ({ name, required, type }))).toEqual([
    { name: "id", required: true, type: "string (uuid)" },
    { name: "next", required: false, type: "Node" },
  ]);
  expect(tree.children[1]).toMatchObject({ within: "Node", children: [] });
});

test("a text that holds a document shows the document's fields", () => {
  const tree = schemaTree({ type: "string", contentSchema: { $ref: "#/components/schemas/Node" } }, root, components);
  expect(tree.type).toBe("text of Node");
  expect(tree.children.map(({ name }) => name)).toEqual(["id", "next"]);
});

test("a format is that of a value, and not of null", () => {
  expect(schemaTree({ type: ["integer", "null"], format: "int64" }, root, components).type).toBe("integer (int64) or null");
});

test("choices of objects have their titles, and a choice of null none", () => {
  const nullable = { anyOf: [{ $ref: "#/components/schemas/Node" }, { type: "null" }] } as const;
  expect(schemaTree(nullable, root, components)).toMatchObject({
    type: "Node or null",
    children: [{ name: "id" }, { name: "next" }],
  });
  const events = {
    oneOf: [
      { title: "row", properties: { a: {} } },
      { title: "end", properties: { b: {} } },
    ],
  };
  expect(schemaTree(events, root, components).children.map(({ name, children }) => [name, children[0]?.name])).toEqual([
    ["row", "a"],
    ["end", "b"],
  ]);
});

test("allOf combines its fields", () => {
  const schema = { allOf: [{ $ref: "#/components/schemas/Node" }, { properties: { more: {} }, required: ["more"] }] };
  expect(schemaTree(schema, root, components).children.map(({ name, required }) => [name, required])).toEqual([
    ["id", true],
    ["next", false],
    ["more", true],
  ]);
});

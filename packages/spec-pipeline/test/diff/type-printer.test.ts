import { expect, test } from "vitest";
import { createTypePrinter } from "../../src/release/create-type-printer.ts";

const document = {
  openapi: "3.1.0",
  info: { title: "Acme", version: "1" },
  paths: {
    "/users": {
      get: {
        operationId: "listUsers",
        parameters: [{ name: "role", in: "query", schema: { type: "string", enum: ["admin", "guest"] } }],
        responses: {
          "200": {
            description: "ok",
            content: { "application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/User" } } } },
          },
        },
      },
    },
  },
  components: {
    schemas: { User: { type: "object", required: ["id"], properties: { id: { type: "string" }, age: { type: "integer" } } } },
  },
};
const typeAt = createTypePrinter({
  before: document,
  after: { ...document, components: { schemas: { User: { type: "string" } } } },
});
const BODY = "#/paths/~1users/get/responses/200/content/application~1json/schema";

test.each([
  ["before", BODY, "output", "User[]"],
  ["before", "#/components/schemas/User", "output", "{\n  id: string;\n  age?: number | undefined;\n}"],
  ["after", "#/components/schemas/User", "output", "string"],
  ["before", "#/paths/~1users/get/parameters/0/schema", "input", '"admin" | "guest"'],
  ["before", "#/paths/~1users/get/parameters/0", "input", undefined],
  ["before", "#/components/schemas/Nobody", "output", undefined],
  ["before", "#/info/title", "output", undefined],
] as const)("the type %s at %s, %s, is %s", (side, pointer, direction, type) => {
  expect(typeAt(side, pointer, direction)).toBe(type);
});

import { expect, test } from "vitest";
import type { JsonObject } from "../../src/document/json.ts";
import { emitCommand } from "../../src/stages/emit/emit-command.ts";
import { emitOperations } from "../../src/stages/emit/emit-operations.ts";
import { emitResponses } from "../../src/stages/emit/emit-responses.ts";
import { modelOf, VENDOR } from "./emit-cases.ts";

const at = (index: number): JsonObject => ({ $ref: `#/components/schemas/T${index}` });

/** Each schema has the next two as its parts, so the ways to the last ones double every second schema. */
function lattice(count: number): JsonObject {
  const schemas = Array.from({ length: count }, (_, index): [string, JsonObject] => [
    `T${index}`,
    index + 1 < count
      ? {
          allOf: [
            at(index + 1),
            at(Math.min(index + 2, count - 1)),
            { type: "object", properties: { [`own${index}`]: { type: "string" } } },
          ],
        }
      : {
          type: "object",
          properties: { rows: { type: "array", items: { type: "object", properties: { id: { type: "string" } } } } },
        },
  ]);
  const content = { "application/json": { schema: at(0) } };
  const send = {
    operationId: "send",
    requestBody: { required: true, content },
    responses: { 200: { description: "Done", content } },
  };
  return { paths: { "/things": { post: send } }, components: { schemas: Object.fromEntries(schemas) } };
}

test("parts that a schema has in many ways are read once", async () => {
  const model = modelOf(lattice(60)).value;
  const { value: operations } = await emitOperations(model, VENDOR);
  expect(operations).toContain("send");
  const { value: command } = await emitCommand(model, VENDOR);
  expect(command).toContain('"things.send": ["id"]');
});

test("a value that is checked in too many ways is not made up", async () => {
  const { value: few } = await emitResponses(modelOf(lattice(8)).value, VENDOR);
  expect(few).toMatch(/send: \{ status: 200, .*own0/);
  const { problems } = await emitResponses(modelOf(lattice(28)).value, VENDOR);
  expect(problems).toMatchObject([{ rule: "mock-response", severity: "info" }]);
});

import { join } from "node:path";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/document/json.ts";
import { emitCommand } from "../../src/stages/emit/emit-command.ts";
import { emitOperations } from "../../src/stages/emit/emit-operations.ts";
import { emitResources } from "../../src/stages/emit/emit-resources.ts";
import { emitSchema } from "../../src/stages/emit/emit-schema.ts";
import { emitValidators } from "../../src/stages/emit/emit-validators.ts";
import { emitCases, modelOf, VENDOR } from "./emit-cases.ts";

test.for(emitCases("emit-operations"))("$sentence", async ({ folder, document }) => {
  const { value: model, problems } = modelOf(document);
  const { value } = await emitOperations(model, VENDOR);
  await expect(value).toMatchFileSnapshot(join(folder, "operations.gen.ts"));
  await expect(`${JSON.stringify(problems, undefined, 2)}\n`).toMatchFileSnapshot(join(folder, "problems.json"));
  // The files that the table is generated with, so that the compilers see all of them together.
  await expect((await emitResources(model, VENDOR)).value).toMatchFileSnapshot(join(folder, "resources.gen.ts"));
  await expect((await emitCommand(model, VENDOR)).value).toMatchFileSnapshot(join(folder, "command.gen.ts"));
  await expect((await emitSchema(model, VENDOR)).value).toMatchFileSnapshot(join(folder, "schema.gen.ts"));
  await expect((await emitValidators(model, VENDOR)).value).toMatchFileSnapshot(join(folder, "validators.gen.ts"));
});

test("a description that is the summary stands once over an operation", async () => {
  const get = { operationId: "list", summary: "Lists things", description: "Lists things", responses: {} };
  const { value } = await emitOperations(modelOf({ paths: { "/things": { get } } }).value, VENDOR);
  expect(value.match(/Lists things/g)).toHaveLength(1);
});

test("operations stand in the order of their ids, whatever the order of the paths", async () => {
  const { value: model } = modelOf({ paths: { "/z": getOf("beta"), "/a": getOf("Gamma"), "/m": getOf("alpha") } });
  const { value } = await emitOperations(model, VENDOR);
  expect([...value.matchAll(/^ {4}(\w+): (?:\{|\w+Operation,)$/gm)].map(([, id]) => id)).toEqual([
    "Gamma",
    "alpha",
    "beta",
    "Gamma",
    "alpha",
    "beta",
  ]);
});

function getOf(operationId: string): JsonObject {
  return { get: { operationId, responses: { 204: { description: "Done." } } } };
}

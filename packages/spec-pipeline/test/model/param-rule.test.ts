import { expect, test } from "vitest";
import type { JsonObject } from "../../src/document/json.ts";
import { readParamRule } from "../../src/model/param-rule.ts";

const document: JsonObject = {
  components: {
    schemas: {
      Pet: { type: "object", properties: { name: { type: "string" }, id: { type: "string", readOnly: true }, tag: {} } },
      Named: { allOf: [{ $ref: "#/components/schemas/Pet" }, { required: ["name"] }] },
    },
  },
};
const pet = { $ref: "#/components/schemas/Pet" };

test.each<readonly [sentence: string, schema: JsonObject, required: readonly string[] | undefined]>([
  ["in a part beside a reference", { allOf: [pet, { required: ["name"] }] }, ["name"]],
  ["beside a reference", { ...pet, required: ["name"] }, ["name"]],
  ["around the parts", { allOf: [pet], required: ["tag"] }, ["tag"]],
  ["in a component and around it", { allOf: [{ $ref: "#/components/schemas/Named" }, { required: ["tag"] }] }, ["name", "tag"]],
  ["in each of several variants", { ...pet, anyOf: [{ required: ["name", "tag"] }, { required: ["name"] }] }, ["name"]],
  ["and nowhere, where the server writes it", { allOf: [pet, { required: ["id", "name"] }] }, ["name"]],
  ["and nowhere, where a variant needs it alone", { ...pet, oneOf: [{ required: ["name"] }, { required: ["tag"] }] }, []],
  ["of an object with other keys", { type: "object", required: ["any"], additionalProperties: { type: "string" } }, ["any"]],
])("a name of another part is required %s", (_, schema, required) => {
  expect(readParamRule(document, schema).required).toEqual(required);
});

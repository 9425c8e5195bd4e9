import { join } from "node:path";
import { expect, test } from "vitest";
import { emitSchema } from "../../src/stages/emit/emit-schema.ts";
import { emitCases, modelOf, VENDOR } from "./emit-cases.ts";

test.for(emitCases("emit-schema"))("$sentence", async ({ folder, document }) => {
  const { value: model, problems } = modelOf(document);
  const { value } = await emitSchema(model, VENDOR);
  await expect(value).toMatchFileSnapshot(join(folder, "schema.gen.ts"));
  await expect(`${JSON.stringify(problems, undefined, 2)}\n`).toMatchFileSnapshot(join(folder, "problems.json"));
});

test("the same document gives the same text, and is not changed", async () => {
  for (const { document } of emitCases("emit-operations")) {
    const before = JSON.stringify(document);
    const [first, second] = [
      await emitSchema(modelOf(document).value, VENDOR),
      await emitSchema(modelOf(document).value, VENDOR),
    ];
    expect(second).toEqual(first);
    expect(JSON.stringify(document)).toBe(before);
  }
});

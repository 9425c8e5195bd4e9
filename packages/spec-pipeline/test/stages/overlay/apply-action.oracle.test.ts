import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isEqual, isObject, shorten, withMembers, type Json, type JsonObject } from "../../../src/document/json.ts";
import { applyWithRedocly } from "./apply-with-redocly.ts";
import { applyOne } from "./one-action.ts";

const FRAME = { openapi: "3.1.0", info: { title: "T", version: "1" }, paths: {} };

/** The difference between the two appliers. Undefined if they agree. */
async function findDisagreement(data: Json, action: JsonObject): Promise<string | undefined> {
  const document = { ...FRAME, "x-data": data };
  const ours = applyOne(document, action);
  const theirs = await applyWithRedocly(document, [action]);
  const [objection] = theirs.objections;
  if (objection !== undefined) return ours.fault ? undefined : `Redocly's objects: ${objection}`;
  if (ours.fault?.rule === "overlay-form") return `ours refuses: ${ours.fault.message}`;
  // Redocly's writes `components`, even where there are none.
  const expected = isObject(theirs.document) ? withMembers(theirs.document, { components: undefined }) : theirs.document;
  return isEqual(ours.document, expected) ? undefined : `ours: ${shorten(ours.document)}, Redocly's: ${shorten(expected)}`;
}

const { value: json } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>(null, 0, 1, "s", true),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { maxKeys: 3 }),
  ),
}));
const target = fc
  .constantFrom("", ".a", ".*", "..a", "..[0]", ".a[1, 0]", "..[?@.b]", "['b', 'a'].c", "..[?@ == 's']", "[?@.a && @.b]", "[-1:]")
  .map((rest) => `$['x-data']${rest}`);

test("our applier gives the same result as Redocly's, and refuses the same actions", async () => {
  const action = fc.oneof(
    fc.record({ target, update: json }),
    fc.record({ target, remove: fc.constant(true) }),
    fc.record({ target, copy: target }),
  );
  await fc.assert(
    fc.asyncProperty(json, action, async (data, change) => {
      expect(await findDisagreement(data, change)).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});

import { compareApis } from "../../src/diff/compare-apis.ts";
import { nameOperations } from "../../src/diff/name-operations.ts";
import { policyOf, strictest, type Bump } from "../../src/diff/policy.ts";
import type { JsonObject } from "../../src/document/json.ts";
import { readApi } from "../../src/model/api.ts";
import { normalise } from "../../src/stages/normalise/normalise.ts";

function normalised(document: JsonObject): JsonObject {
  const page = { name: "page", file: "page", hash: "", text: "" };
  const { value } = normalise([{ page, source: { file: "page", text: "", firstLine: 1 }, document }]);
  return value[0]?.document ?? document;
}

/** The bump and the differences, as `specloom diff OLD NEW` finds them without the compiler. */
export function compareDocuments(
  old: JsonObject,
  current: JsonObject,
): { readonly bump: Bump; readonly changes: readonly string[] } {
  const [before, after] = nameOperations(old, current);
  const found = compareApis(readApi(normalised(before)).value, readApi(normalised(after)).value);
  return { bump: strictest(found.map(({ kind }) => policyOf(kind))), changes: found.map(({ message }) => message) };
}

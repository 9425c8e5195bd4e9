import type { JsonObject } from "../document/json.ts";
import type { Problem, StageResult } from "../problems/problem.ts";
import { readApi, type Api } from "./api.ts";
import type { CanonicalContext } from "./canonical-schema.ts";
import { readComponentTypes, type ComponentTypes } from "./component-types.ts";

/** An API with its schemas in both directions. Every stage after *bundle* reads it. */
export interface ApiModel extends Api {
  readonly types: ComponentTypes;
}

/**
 * Builds the model of a bundled document, and reports its problems. `clientParameters`: see {@link readApi}; `enums`: of values that are
 * read.
 */
export function buildModel(
  document: JsonObject,
  clientParameters: readonly string[],
  enums: CanonicalContext["enums"] = "open",
): StageResult<ApiModel> {
  const { value: api, problems } = readApi(document, clientParameters);
  const schemaProblems: Problem[] = [];
  const types = readComponentTypes(api, (problem) => void schemaProblems.push(problem), enums);
  return { value: { ...api, types }, problems: [...problems, ...schemaProblems] };
}

import type { EarlierOperation } from "../document/earlier-operations.ts";
import { stringMember, withMembers, type JsonObject } from "../document/json.ts";
import { listOperations, mapNodes, pathOperation, wireMethod } from "../document/nodes.ts";
import { printMethodName } from "../model/method-name.ts";
import { chooseMethodNames } from "../model/method-names.ts";
import type { StageResult } from "../problems/problem.ts";

/**
 * The document with an `x-client-method` on every operation. `earlier`: the last generated document's names, by `GET /customers`. An
 * operation keeps its name.
 */
export function nameMethods(document: JsonObject, earlier: ReadonlyMap<string, EarlierOperation>): StageResult<JsonObject> {
  const known = [...earlier].flatMap(([call, { name }]) => (name === undefined ? [] : [[call, name] as const]));
  const { names, refused } = chooseMethodNames(document, new Map(known));
  const value = mapNodes(document, (node, kind, pointer) => {
    const place = kind === "operation" ? pathOperation(pointer) : undefined;
    const name = place && names.get(`${wireMethod(place.method)} ${place.path}`);
    return name ? withMembers(node, { "x-client-method": printMethodName(name) }) : node;
  });
  const problems = refused.map(({ pointer, message }) => ({
    rule: "method-name" as const,
    severity: "error" as const,
    message,
    fix: "correct the overlay that sets it",
    pointer,
  }));
  return { value, problems };
}

/** The names that a document has, by `GET /customers`. */
export function methodsOf(document: JsonObject): ReadonlyMap<string, EarlierOperation> {
  return new Map(
    listOperations(document).flatMap(({ method, path, operation }) => {
      const name = stringMember(operation, "x-client-method");
      return name === undefined ? [] : [[`${wireMethod(method)} ${path}`, { name }]];
    }),
  );
}

import { isList, isObject, objectMember, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";
import { stringsOf } from "./reference.ts";

/** Credentials that a call needs together: scopes by the name of the scheme. Empty for a call without any. */
export type Security = ReadonlyMap<string, readonly string[]>;

/** The security schemes of a document by name. */
export function readSecuritySchemes(document: JsonObject): JsonObject {
  return objectMember(objectMember(document, "components"), "securitySchemes");
}

/** The alternatives that an operation accepts: its own, or those of the document. Empty where neither says any. */
export function readSecurity(
  document: JsonObject,
  definition: JsonObject,
  operation: { readonly id: string; readonly pointer: string },
  report: (problem: Problem) => void,
): readonly Security[] {
  const requirements = definition["security"] ?? document["security"];
  const known = readSecuritySchemes(document);
  return (isList(requirements) ? requirements : []).map((requirement) => {
    const entries = Object.entries(isObject(requirement) ? requirement : {});
    for (const [name] of entries) {
      if (Object.hasOwn(known, name)) continue;
      report({
        rule: "security-unknown",
        severity: "error",
        message: `${operation.id} asks for the security scheme ${name}, which the document does not define`,
        fix: "add the scheme or mend its name with an overlay",
        pointer: `${operation.pointer}/security`,
      });
    }
    return new Map(entries.map(([name, scopes]) => [name, stringsOf(scopes).toSorted()]));
  });
}

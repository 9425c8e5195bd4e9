import { isList, isObject, objectMember, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";
import { resolveObject, stringsOf } from "./reference.ts";

/** Credentials that a call needs together: scopes by the name of the scheme. Empty for a call without credentials. */
export type Security = ReadonlyMap<string, readonly string[]>;

/** The security schemes of a document by name, with their references followed. */
export function readSecuritySchemes(document: JsonObject): Readonly<Record<string, JsonObject>> {
  const schemes = Object.entries(objectMember(objectMember(document, "components"), "securitySchemes"));
  return Object.fromEntries(schemes.map(([name, scheme]) => [name, resolveObject(document, scheme) ?? {}]));
}

/**
 * The alternatives that an operation accepts: its own, or those of the document. Empty if neither has any. An undefined scheme cannot be
 * sent. An alternative with such a scheme is left out if there is another one. Otherwise it loses the scheme.
 */
export function readSecurity(document: JsonObject, definition: JsonObject): readonly Security[] {
  const known = readSecuritySchemes(document);
  const alternatives = requirementsOf(document, definition);
  const whole = alternatives.filter((names) => Object.keys(names).every((name) => Object.hasOwn(known, name)));
  const sent = (whole.length > 0 ? whole : alternatives).map((requirement) => {
    const entries = Object.entries(requirement).filter(([name]) => Object.hasOwn(known, name));
    return new Map(entries.map(([name, scopes]) => [name, stringsOf(scopes).toSorted()]));
  });
  return whole.length > 0 ? sent : sent.filter(({ size }) => size > 0);
}

function requirementsOf(document: JsonObject, definition: JsonObject): readonly JsonObject[] {
  const requirements = definition["security"] ?? document["security"];
  return isList(requirements) ? requirements.map((requirement) => (isObject(requirement) ? requirement : {})) : [];
}

/** The schemes that operations demand and the document does not define, as one warning. */
export function findUnknownSchemes(
  document: JsonObject,
  operations: readonly { readonly id: string; readonly pointer: string; readonly definition: JsonObject }[],
): readonly Problem[] {
  const known = readSecuritySchemes(document);
  const unknownIn = (definition: JsonObject): readonly string[] =>
    requirementsOf(document, definition).flatMap((names) => Object.keys(names).filter((name) => !Object.hasOwn(known, name)));
  const asking = operations.filter(({ definition }) => unknownIn(definition).length > 0);
  const [first] = asking;
  if (!first) return [];
  const names = [...new Set(asking.flatMap(({ definition }) => unknownIn(definition)))].toSorted();
  const ids = asking.slice(0, 3).map(({ id }) => id);
  const more = asking.length > ids.length ? ` and ${asking.length - ids.length} more` : "";
  const [schemes, are, them] = names.length === 1 ? ["scheme", "is", "it"] : ["schemes", "are", "them"];
  const asked = `the security ${schemes} ${names.join(", ")}, asked for by ${ids.join(", ")}${more},`;
  return [
    {
      rule: "security-unknown",
      severity: "warning",
      message: `${asked} ${are} not defined: calls go without ${them}`,
      fix: "define it with an overlay",
      pointer: first.definition["security"] === undefined ? "#/security" : `${first.pointer}/security`,
    },
  ];
}

import { isList, isObject, member, objectMember, type Json, type JsonObject } from "../../document/json.ts";
import { resolveObject, schemaNameOf, stringsOf } from "../../model/reference.ts";
import { jsonLiteral, source, stringLiteral, type SourceText } from "../../source/source-text.ts";

/**
 * The property that tells variants apart, with the values that name each of them: the document's discriminator, or a property that is a
 * constant in every variant. Undefined where neither decides. `isOpen`: what names no variant may fit one nevertheless.
 */
export function schemaTag(
  schema: JsonObject,
  variants: readonly Json[],
  document: JsonObject,
  isOpen: boolean,
): SourceText | undefined {
  const resolved = variants.map((variant) => resolveObject(document, variant));
  const constantsAt = (name: string): readonly (readonly Json[])[] =>
    resolved.map((variant) => constantsOf(propertyOf(variant, name, document)));
  const discriminator = objectMember(schema, "discriminator");
  const named = member(discriminator, "propertyName");
  const candidates = typeof named === "string" ? [named] : Object.keys(objectMember(resolved[0], "properties"));
  for (const name of candidates) {
    const constants = constantsAt(name);
    if (constants.every((values) => values.length > 0)) return tag(name, constants, false);
  }
  if (typeof named !== "string") return undefined;
  const values = constantsAt(named).map((constants, index) =>
    constants.length > 0 ? constants : namesOf(variants[index], propertyOf(resolved[index], named, document), discriminator),
  );
  return values.every((names) => names.length > 0) ? tag(named, values, isOpen) : undefined;
}

function tag(property: string, values: readonly (readonly Json[])[], isOpen: boolean): SourceText {
  const open = isOpen ? source`, open: true` : source``;
  return source`{ property: ${stringLiteral(property)}, values: ${jsonLiteral(values)}${open} }`;
}

function propertyOf(variant: JsonObject | undefined, name: string, document: JsonObject): JsonObject | undefined {
  return resolveObject(document, member(objectMember(variant, "properties"), name));
}

function constantsOf(schema: JsonObject | undefined): readonly Json[] {
  if (schema === undefined) return [];
  if (schema["const"] !== undefined) return [schema["const"]];
  return isList(schema["enum"]) && schema["enum"].length === 1 ? schema["enum"] : [];
}

/** The values by which the discriminator knows a variant: those mapped to it, else those of its own enum, else its name. */
function namesOf(variant: Json | undefined, property: JsonObject | undefined, discriminator: JsonObject): readonly Json[] {
  const reference = isObject(variant) ? variant["$ref"] : undefined;
  if (typeof reference !== "string") return [];
  const name = schemaNameOf(reference);
  const mapped = Object.entries(objectMember(discriminator, "mapping")).filter(
    ([, target]) => target === reference || (name !== undefined && target === name),
  );
  if (mapped.length > 0) return mapped.map(([value]) => value);
  const listed = stringsOf(property?.["enum"]);
  return listed.length > 0 || name === undefined ? listed : [name];
}

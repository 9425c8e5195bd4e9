import { isList, member, objectMember, type Json, type JsonObject } from "../../document/json.ts";
import { resolveObject } from "../../model/reference.ts";
import { jsonLiteral, source, stringLiteral, type SourceText } from "../../source/source-text.ts";

/** The property whose constant tells variants apart, with its values for each: named by the document, or found in all variants. */
export function schemaTag(schema: JsonObject, variants: readonly Json[], document: JsonObject): SourceText | undefined {
  const resolved = variants.map((variant) => resolveObject(document, variant));
  const [first] = resolved;
  const named = member(objectMember(schema, "discriminator"), "propertyName");
  const candidates = typeof named === "string" ? [named] : Object.keys(objectMember(first, "properties"));
  for (const name of candidates) {
    const values = resolved.map((variant) =>
      constantsOf(resolveObject(document, member(objectMember(variant, "properties"), name))),
    );
    if (values.every((known) => known.length > 0))
      return source`{ property: ${stringLiteral(name)}, values: ${jsonLiteral(values)} }`;
  }
  return undefined;
}

function constantsOf(schema: JsonObject | undefined): readonly Json[] {
  if (schema === undefined) return [];
  if (schema["const"] !== undefined) return [schema["const"]];
  return isList(schema["enum"]) && schema["enum"].length === 1 ? schema["enum"] : [];
}

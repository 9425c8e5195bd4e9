import { isList, member, objectMember, type Json, type JsonObject } from "../../document/json.ts";
import { discriminatorTags } from "../../model/discriminator-tags.ts";
import { findPart } from "../../model/find-property.ts";
import { resolveObject } from "../../model/reference.ts";
import { jsonLiteral, source, stringLiteral, type SourceText } from "../../source/source-text.ts";

/**
 * The property that tells variants apart, with the values for each of them: the document's discriminator, or a property that is a constant
 * in every variant. Undefined if neither decides. `isOpen`: a value that names no variant may still fit one.
 */
export function schemaTag(
  schema: JsonObject,
  variants: readonly Json[],
  document: JsonObject,
  isOpen: boolean,
): SourceText | undefined {
  const resolved = variants.map((variant) => resolveObject(document, variant) ?? {});
  const tags = discriminatorTags(schema, document);
  const names = tags ? [tags.property] : Object.keys(objectMember(resolved[0], "properties"));
  for (const name of names) {
    const constants = resolved.map((variant) => constantsOf(variant, name, document));
    if (constants.every((values) => values.length > 0)) return tag(name, constants, false);
  }
  const values = tags ? variants.map(tags.valuesOf) : [];
  return tags && values.every((known) => known.length > 0) ? tag(tags.property, values, isOpen) : undefined;
}

function tag(property: string, values: readonly (readonly Json[])[], isOpen: boolean): SourceText {
  const open = isOpen ? source`, open: true` : source``;
  return source`{ property: ${stringLiteral(property)}, values: ${jsonLiteral(values)}${open} }`;
}

/** The one value of a property in some part of its schema. */
function constantsOf(variant: JsonObject, name: string, document: JsonObject): readonly Json[] {
  const found = findPart([variant], document, `constant ${name}`, (part) => {
    const schema = resolveObject(document, member(objectMember(part, "properties"), name));
    const constant = member(schema, "const");
    if (constant !== undefined) return [constant];
    const values = member(schema, "enum");
    return isList(values) && values.length === 1 ? values : undefined;
  });
  return found ?? [];
}

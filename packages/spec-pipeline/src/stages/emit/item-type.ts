import { pointerSegments } from "../../document/json.ts";
import type { CanonicalSchema } from "../../model/canonical-schema.ts";
import type { ComponentTypes } from "../../model/component-types.ts";
import type { Operation } from "../../model/operation.ts";
import { source, type SourceText } from "../../source/source-text.ts";
import { printType, unionOf } from "./print-type.ts";

/** The type of the items that a walk through an operation's pages returns. */
export function itemType({ outputs }: Operation, items: string, types: ComponentTypes): SourceText {
  const found = outputs.flatMap((place) => itemsAt(types.canonical(place, "output"), pointerSegments(items), types, []));
  return found.length === 0 ? source`unknown` : unionOf(found.map(printType));
}

/** The items of the lists at a place, for all forms of the value. `entered`: components, which may contain themselves. */
function itemsAt(
  schema: CanonicalSchema,
  path: readonly string[],
  types: ComponentTypes,
  entered: readonly string[],
): readonly CanonicalSchema[] {
  if (schema.form === "component") {
    const component = entered.includes(schema.name) ? undefined : types.schemas[schema.name];
    return component ? itemsAt(component, path, types, [...entered, schema.name]) : [];
  }
  if (schema.form === "union" || schema.form === "intersection")
    return schema.parts.flatMap((part) => itemsAt(part, path, types, entered));
  const [name, ...rest] = path;
  if (name === undefined) return schema.form === "list" ? [schema.items] : [];
  const property = schema.form === "object" ? schema.properties.find((one) => one.name === name) : undefined;
  return property ? itemsAt(property.schema, rest, types, []) : [];
}

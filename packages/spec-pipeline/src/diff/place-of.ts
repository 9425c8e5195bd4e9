import { isObject, pointerSegments, type Json } from "../document/json.ts";
import type { SchemaPlace } from "./schema-facts.ts";

/** Several values of one keyword that must all hold, as a report shows them. */
export function oneOrList(values: readonly Json[]): Json | undefined {
  return values.length > 1 ? values : values[0];
}

/** One place for a value that has to fit several schemas. Without schemas, any value fits. */
export function placeOf([schema = true, ...others]: readonly Json[], pointer: string): SchemaPlace {
  return { schema, pointer, also: others.map((other) => ({ schema: other, pointer })) };
}

/** `true` is equal to every other `true`. Other schemas are told apart by their places. */
export function placeKey({ schema, pointer, also = [] }: SchemaPlace): string {
  const key = isObject(schema) ? pointer : (JSON.stringify(schema) ?? "");
  return [key, ...also.map(placeKey)].join("+");
}

/** The component that a pointer leads to or into. */
export function schemaName(pointer: string): string | undefined {
  const [root, group, name] = pointerSegments(pointer);
  return root === "components" && group === "schemas" ? name : undefined;
}

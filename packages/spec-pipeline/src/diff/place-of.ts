import { isObject, type Json } from "../document/json.ts";
import type { SchemaPlace } from "./schema-facts.ts";

/** Several values of one keyword, all of which have to hold, as a report shows them. */
export function oneOrList(values: readonly Json[]): Json | undefined {
  return values.length > 1 ? values : values[0];
}

/** One place for what has to fit several schemas; anything where there are none. */
export function placeOf([schema = true, ...others]: readonly Json[], pointer: string): SchemaPlace {
  return { schema, pointer, also: others.map((other) => ({ schema: other, pointer })) };
}

/** Any schema is like any other `true`; every other is told by its place. */
export function placeKey({ schema, pointer, also = [] }: SchemaPlace): string {
  const key = isObject(schema) ? pointer : (JSON.stringify(schema) ?? "");
  return [key, ...also.map(placeKey)].join("+");
}

import type { components } from "./schema.gen.ts";

type Schemas = components["schemas"];

const value: Schemas["Value"] = ["a", null, { deep: [["b"]] }];
// @ts-expect-error -- a number is no value, at any depth
export const wrongValue: Schemas["Value"] = ["a", { deep: [[1]] }];

export const rule: Schemas["RuleInput"] = [{ is: "on" }, [{ is: "off" }]];
// @ts-expect-error -- a sent value is one of the enum's, also in a list of lists
export const wrongRule: Schemas["RuleInput"] = [[{ is: "other" }]];
export const read: Schemas["Rule"] = [[{ is: "other" }]];

export function textsOf(given: Schemas["Value"]): string[] {
  if (typeof given === "string") return [given];
  if (given === null) return [];
  return Array.isArray(given) ? given.flatMap(textsOf) : Object.values(given).flatMap(textsOf);
}
export const texts: string[] = textsOf(value);

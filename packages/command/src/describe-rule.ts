import type { ParamRule } from "@specloom/client-runtime";
import { isListOnly } from "./read-params.ts";
import { visibleText } from "./visible-text.ts";

/** The placeholder for a value in help: `<date>`. */
export function valueHint({ types = [], values, items }: ParamRule): string {
  if (isListOnly(types)) return items?.values ? "a,b" : items?.types?.includes("object") === true ? "json" : "text";
  if (values) return "choice";
  if (types.includes("string")) return "text";
  if (types.includes("integer")) return "integer";
  if (types.includes("number")) return "number";
  return types.includes("object") || types.includes("array") ? "json" : "value";
}

/** The values that a spec allows, in words. */
export function describeRule({ types = [], values, minimum, maximum, items }: ParamRule): string {
  if (values) return `one of ${list(values)}`;
  if (isListOnly(types)) {
    const inner = describeRule(items ?? {});
    if (items?.values) return `any of ${list(items.values)}, with commas between them`;
    return ["repeat the option for more", inner].filter((part) => part !== "").join("; each ");
  }
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${minimum} or more`;
  return maximum === undefined ? "" : `${maximum} at most`;
}

function list(values: readonly string[]): string {
  return values.map(visibleText).join(", ");
}

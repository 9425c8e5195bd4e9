import { filterFields, listOperators, operatorsOf } from "./filter-fields.ts";
import { isRecord } from "./is-record.ts";
import { refuse } from "./refuse.ts";

const fields: Readonly<Record<string, (typeof filterFields)[keyof typeof filterFields]>> = filterFields;
const promptFields = Object.keys(fields).filter((name) => fields[name]?.layer === "prompt");

/** Refuses a value of another kind than its operator compares with. */
export function checkValue(op: string, value: unknown, at: string): void {
  const isList = listOperators.some((operator) => operator === op);
  const least = op === "matches" ? 3 : 0;
  const values: unknown = isList ? value : [value];
  const isRight =
    op === "exists"
      ? value == null
      : Array.isArray(values) && values.length > 0 && values.every((one) => typeof one === "string" && one.length >= least);
  const expected = isList ? "a list of at least one string" : least ? `a string of at least ${least} characters` : "a string";
  if (!isRight) refuse(at, `${op === "exists" ? "left out" : expected} for ${op}`, value);
}

/**
 * Refuses a tree that the API would refuse, with the place and the rule. Returns the layers of its fields, as bits: 1 for the prompt's, 2
 * for the entity's.
 */
export function checkFilter(node: unknown, at = "filter", level = 1): number {
  const parts = isRecord(node) ? node : {};
  const [kind = "", ...others] = ["field", "and", "or", "not"].filter((name) => parts[name] != null);
  const path = `${at}.${kind}`;
  const below = parts[kind];
  if (!kind || others.length > 0) refuse(at, "{ field, op, value }, or one of { and }, { or } and { not }", node);
  if (level > 3) refuse(at, "left out: a tree has at most 3 levels, its comparisons included", node);
  if (kind === "field") {
    const field = String(below);
    const op = String(parts["op"]);
    const rule = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (!rule) refuse(path, `one of ${Object.keys(fields).join(", ")}`, below);
    const operators = operatorsOf(rule);
    if (!operators.includes(op)) refuse(`${at}.op`, `one of ${operators.join(", ")} for ${field}`, op);
    checkValue(op, parts["value"], `${at}.value`);
    return rule.layer === "prompt" ? 1 : 2;
  }
  const nodes: unknown = kind === "not" ? [below] : below;
  if (!Array.isArray(nodes) || nodes.length === 0) refuse(path, "a list of at least one filter", below);
  let layers = 0;
  for (const [index, child] of nodes.entries())
    layers |= checkFilter(child, kind === "not" ? path : `${path}[${index}]`, level + 1);
  if (kind !== "and" && layers > 2) {
    refuse(path, `about one layer: ${promptFields.join(", ")} do not stand beside other fields`, below);
  }
  return layers;
}

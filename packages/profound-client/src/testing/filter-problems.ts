import { apiFacts } from "./api-facts.ts";
import type { RequestProblem } from "./respond-invalid.ts";

const { mostLevels, operatorsByField, promptFields, shortestPattern } = apiFacts;

type Place = readonly (number | string)[];

interface Findings {
  readonly problems: readonly RequestProblem[];
  /** Fields of the tree. */
  readonly fields: readonly string[];
}

const KINDS = ["field", "and", "or", "not"] as const;

function problem(loc: Place, expected: string): RequestProblem {
  return { loc, msg: `Value error, must be ${expected}`, type: "value_error" };
}

/** The API's complaints about a filter of the citations report. Empty if it accepts the filter. */
export function filterProblems(filter: unknown): readonly RequestProblem[] {
  return look(filter, ["body", "filter"], 1).problems;
}

function look(node: unknown, loc: Place, level: number): Findings {
  const parts: Readonly<Record<string, unknown>> = Object(node);
  const [kind, ...others] = KINDS.filter((name) => parts[name] != null);
  if (kind === undefined || others.length > 0) return { problems: [problem(loc, "one comparison or one group")], fields: [] };
  if (level > mostLevels) return { problems: [problem(loc, `at most ${mostLevels} levels deep`)], fields: [] };
  if (kind === "field") return { problems: comparisonProblems(parts, loc), fields: [String(parts["field"])] };
  const place = [...loc, kind];
  const below = kind === "not" ? [parts[kind]] : parts[kind];
  if (!Array.isArray(below) || below.length === 0) return { problems: [problem(place, "a list that is not empty")], fields: [] };
  const found = below.map((child: unknown, index) => look(child, kind === "not" ? place : [...place, index], level + 1));
  const fields = found.flatMap((one) => one.fields);
  const isMixed = fields.some((field) => promptFields.includes(field)) && !fields.every((field) => promptFields.includes(field));
  const mixed = kind !== "and" && isMixed ? [problem(place, "about the prompt or about what was cited, not both")] : [];
  return { problems: [...found.flatMap((one) => one.problems), ...mixed], fields };
}

function comparisonProblems(parts: Readonly<Record<string, unknown>>, loc: Place): readonly RequestProblem[] {
  const { field, op, value } = parts;
  const operators = Object.hasOwn(operatorsByField, String(field)) ? operatorsByField[String(field)] : undefined;
  if (!operators) return [problem([...loc, "field"], `one of ${Object.keys(operatorsByField).join(", ")}`)];
  if (!operators.includes(String(op))) return [problem([...loc, "op"], `one of ${operators.join(", ")}`)];
  const place = [...loc, "value"];
  if (op === "exists") return value == null ? [] : [problem(place, "left out")];
  if (op === "in" || op === "not_in") {
    const isList = Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string");
    return isList ? [] : [problem(place, "a list of texts that is not empty")];
  }
  const isText = typeof value === "string" && (op !== "matches" || value.length >= shortestPattern);
  return isText ? [] : [problem(place, op === "matches" ? `a pattern of at least ${shortestPattern} characters` : "a text")];
}

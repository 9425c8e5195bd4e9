import { addIssue, type Check } from "./check.ts";
import { isRounded } from "./is-rounded.ts";
import { listWords } from "./list-words.ts";
import { jsonKey } from "./same-json.ts";

type TypeName = "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";

/** The keyword `type`. An integer may have any size, if the number is the one of the text: beyond 2^53 it may be another one. */
export function types(...names: readonly TypeName[]): Check {
  const known: ReadonlySet<string> = new Set(names);
  return (value, at, issues) => {
    if (typeof value !== "number") {
      const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
      if (!known.has(type)) addIssue(issues, at, `must be ${listWords(names)}`);
      return;
    }
    const isInteger = known.has("integer") && Number.isInteger(value);
    if (known.has("number") ? Number.isFinite(value) : isInteger && !isRounded(value)) return;
    const expected = isInteger ? `an integer that a number holds exactly, which one near ${value} is not` : listWords(names);
    addIssue(issues, at, `must be ${expected}`);
  };
}

/** The keywords `enum` and `const`. */
export function values(...allowed: readonly unknown[]): Check {
  const plain = new Set(allowed.filter((value) => !isStructure(value)));
  const structures = new Set(allowed.filter(isStructure).map(jsonKey));
  return (value, at, issues) => {
    if (isStructure(value) ? structures.size > 0 && structures.has(jsonKey(value)) : plain.has(value)) return;
    addIssue(issues, at, `must be ${listWords(allowed.map((known) => JSON.stringify(known)))}`);
  };
}

function isStructure(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

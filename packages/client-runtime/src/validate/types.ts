import { addIssue, type Check } from "./check.ts";
import { listWords } from "./list-words.ts";
import { jsonKey } from "./same-json.ts";

type TypeName = "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";

/** The keyword `type`. An integer that a number cannot hold exactly is refused: what was read is not what was sent. */
export function types(...names: readonly TypeName[]): Check {
  const known: ReadonlySet<string> = new Set(names);
  return (value, at, issues) => {
    const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
    if (type !== "number") {
      if (!known.has(type)) addIssue(issues, at, `must be ${listWords(names)}`);
      return;
    }
    if (known.has("number") && Number.isFinite(value)) return;
    if (known.has("integer") && Number.isInteger(value)) {
      if (Number.isSafeInteger(value)) return;
      addIssue(issues, at, `must be an integer that a number can hold exactly, at most ${Number.MAX_SAFE_INTEGER}`);
      return;
    }
    addIssue(issues, at, `must be ${listWords(names)}`);
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

import type { ParamRule } from "@specloom/client-runtime";
import { UsageError } from "./usage-error.ts";

/** Reads the typed text of a param, by the spec's rule. @throws {UsageError} it has another type. */
export function readValue(rule: ParamRule, text: string): unknown {
  const types = rule.types ?? [];
  const takes = (...names: readonly string[]): boolean => names.some((name) => types.includes(name));
  if (rule.values) return readChoice(rule.values, text);
  if (takes("integer", "number") && !takes("string")) return readNumber(rule, text, !types.includes("number"));
  if (takes("boolean") && !takes("string")) return readBoolean(text);
  if (takes("string")) {
    return takes("object", "array") && /^\s*[[{]/.test(text) ? readJsonText(text) : text;
  }
  if (takes("object", "array")) return readJsonText(text);
  // The rule says nothing about the value: text that is valid JSON is read as JSON.
  return readAny(text);
}

function readChoice(values: readonly string[], text: string): string {
  if (values.includes(text)) return text;
  const near = values.find((value) => value.toLowerCase() === text.toLowerCase());
  if (near !== undefined) return near;
  throw new UsageError(`one of ${values.join(", ")} is expected`);
}

function readNumber({ minimum, maximum }: ParamRule, text: string, isWhole: boolean): number {
  const value = Number(text);
  const kind = isWhole ? "a whole number" : "a number";
  if (text.trim() === "" || !Number.isFinite(value) || (isWhole && !Number.isInteger(value)))
    throw new UsageError(`${kind} is expected`);
  if (isWhole && !Number.isSafeInteger(value)) throw new UsageError("a number that JavaScript holds exactly is expected");
  if (minimum !== undefined && value < minimum) throw new UsageError(`${kind} of ${minimum} or more is expected`);
  if (maximum !== undefined && value > maximum) throw new UsageError(`${kind} of ${maximum} at most is expected`);
  return value;
}

function readBoolean(text: string): boolean {
  if (text === "true" || text === "false") return text === "true";
  throw new UsageError("true or false is expected");
}

/** @throws {UsageError} with the place of the first mistake. */
export function readJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`JSON is expected: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function readAny(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

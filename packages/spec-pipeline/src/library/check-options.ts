import { UsageError } from "../host/command.ts";
import { suggest } from "../problems/suggest.ts";

/** What an option takes. */
export type OptionKind = "flag" | "function" | "pair" | "signal" | "text" | "texts";

const isText = (value: unknown): boolean => typeof value === "string";

const KINDS: Readonly<Record<OptionKind, { readonly words: string; readonly holds: (value: unknown) => boolean }>> = {
  flag: { words: "true or false", holds: (value) => typeof value === "boolean" },
  function: { words: "a function", holds: (value) => typeof value === "function" },
  pair: {
    words: "a list of two paths, the older one first",
    holds: (value) => Array.isArray(value) && value.length === 2 && value.every(isText),
  },
  signal: { words: "an AbortSignal", holds: (value) => value instanceof AbortSignal },
  text: { words: "a text", holds: isText },
  texts: { words: "a list of texts", holds: (value) => Array.isArray(value) && value.every(isText) },
};

/**
 * Checks options by name and kind, for programs without a compiler. A misspelt name would otherwise mean all vendors.
 *
 * @throws {UsageError} the options are no object, or one is unknown or of another kind.
 */
export function checkOptions(options: unknown, kinds: Readonly<Record<string, OptionKind>>): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new UsageError(`the options must be an object, not ${shown(options)}`);
  for (const [name, value] of Object.entries(options)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (!kind) {
      const meant = suggest(name, Object.keys(kinds));
      const hint = meant === undefined ? `known: ${Object.keys(kinds).join(", ")}` : `did you mean ${meant}?`;
      throw new UsageError(`there is no option “${name}” (${hint})`);
    }
    if (value !== undefined && !KINDS[kind].holds(value))
      throw new UsageError(`the option ${name} must be ${KINDS[kind].words}, not ${shown(value)}`);
  }
}

function shown(value: unknown): string {
  const text = typeof value === "function" ? "a function" : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

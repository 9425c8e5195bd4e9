import { type CallRecord, invalidOption } from "./errors.ts";

/** A value as an object with names. Undefined if it is none, such as null or a list. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

/**
 * Refuses anything but an object of known names. A misspelt name would silently do nothing. A name without a value does no harm.
 *
 * @throws {ConfigurationError} an unknown name, with the nearest known one; no object.
 */
export function checkNames(what: string, given: unknown, known: readonly string[], call?: CallRecord): void {
  const names = asObject(given);
  if (!names) throw invalidOption(what, "an object", kindOf(given), call);
  for (const name in names) {
    if (names[name] !== undefined && !known.includes(name)) throw unknownName(name, known, what, call);
  }
}

/** The error for a name that does not exist. */
function unknownName(name: string, known: readonly string[], what: string, call?: CallRecord): Error {
  const near = nearestName(name, known);
  return invalidOption(name, `left out${near ? ` or spelt "${near}"` : ""}: there is no such name in ${what}`, undefined, call);
}

/** The kind of a value, for a message that must not show the value. */
export function kindOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "a list" : typeof value;
}

/** The known name that shares the most letters with another one, in their order, relative to the length of both. None if few are shared. */
function nearestName(name: string, known: readonly string[]): string | undefined {
  const start = name.slice(0, 80).toLowerCase();
  const likeness = known.map((other) => sharedLetters(start, other.toLowerCase()) / (start.length + other.length));
  const most = Math.max(...likeness);
  return most < 0.3 ? undefined : known[likeness.indexOf(most)];
}

/** Length of the longest common subsequence. */
function sharedLetters(one: string, other: string): number {
  let above: number[] = [];
  for (const letter of one) {
    const row: number[] = [];
    for (let at = 0; at < other.length; at++)
      row.push(letter === other[at] ? 1 + (above[at - 1] ?? 0) : Math.max(above[at] ?? 0, row[at - 1] ?? 0));
    above = row;
  }
  return above.at(-1) ?? 0;
}

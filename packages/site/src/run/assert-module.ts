import { inspect } from "./inspect.ts";

function equal(actual: unknown, expected: unknown, message?: string): void {
  if (!Object.is(actual, expected)) throw new Error(message ?? `${inspect(actual)} is not ${inspect(expected)}`);
}

/** The order of keys does not count. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, sorted(field)]));
}

function deepEqual(actual: unknown, expected: unknown, message?: string): void {
  equal(JSON.stringify(sorted(actual)), JSON.stringify(sorted(expected)), message);
}

function ok(value: unknown, message?: string): void {
  if (!value) throw new Error(message ?? "the value is not true");
}

const members = { ok, equal, strictEqual: equal, deepEqual, deepStrictEqual: deepEqual };

/** The part of Node's `node:assert/strict` that the samples use. */
export const assertModule: object = { ...members, default: Object.assign(ok, members) };

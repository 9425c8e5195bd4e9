import { isRecord } from "./is-record.ts";
import { refuse } from "./refuse.ts";

/** Refuses a value that the spec does not list for its place. `path` is the spec's name of the place, `at` a person's, with positions. */
export function checkNames(known: Readonly<Record<string, readonly string[]>>, value: unknown, path = "", at = ""): void {
  const names = known[path];
  if (typeof value === "string" && names?.includes(value) === false) refuse(at, `one of ${names.join(", ")}`, value);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkNames(known, item, `${path}[]`, `${at}[${index}]`);
  } else if (isRecord(value)) {
    const dot = path && ".";
    for (const [key, item] of Object.entries(value)) checkNames(known, item, path + dot + key, at + dot + key);
  }
}

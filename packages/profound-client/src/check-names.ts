import { isRecord } from "./is-record.ts";
import { refuse } from "./refuse.ts";

type Names = Readonly<Record<string, readonly string[]>>;

/** Refuses a value that the spec does not list for its place. `path` is the spec's name of the place, `at` a person's, with positions. */
export function checkNames(known: Names, value: unknown, path = "", at = ""): void {
  const names = Object.hasOwn(known, path) ? known[path] : undefined;
  if (typeof value === "string" && names?.includes(value) === false) refuse(at, `one of ${names.join(", ")}`, value);
  const places = Object.keys(known);
  const isListed = path !== "" && places.some((place) => place.startsWith(`${path}[]`));
  if (isListed && value != null && !Array.isArray(value)) refuse(at, "a list", value);
  // Not into what has no such place below: a filter tree may be deep, or lead back into itself.
  if (!places.some((place) => place.startsWith(path))) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkNames(known, item, `${path}[]`, `${at}[${index}]`);
  } else if (isRecord(value)) {
    const dot = path && ".";
    for (const [key, item] of Object.entries(value)) checkNames(known, item, path + dot + key, at + dot + key);
  }
}

import { isRecord } from "./is-record.ts";
import { refuse } from "./refuse.ts";

/** Refuses a value that the spec does not list for its place, such as `interval`, `metrics[]` or `filters[].field`. */
export function checkNames(known: Readonly<Record<string, readonly string[]>>, params: object): void {
  for (const place in known) checkPlace(params, place.match(/\w+|\[\]/g) ?? [], known[place] ?? [], "");
}

/** Walks the steps to a place. `at` is a person's name of where it is, with positions. */
function checkPlace(value: unknown, [step, ...steps]: readonly string[], names: readonly string[], at: string): void {
  if (value == null) return;
  if (step === undefined) {
    if (typeof value === "string" && !names.includes(value)) refuse(at, `one of ${names.join(", ")}`, value);
  } else if (step !== "[]") {
    if (isRecord(value)) checkPlace(value[step], steps, names, at ? `${at}.${step}` : step);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkPlace(item, steps, names, `${at}[${index}]`);
  } else {
    refuse(at, "a list", value);
  }
}

import { addIssue, passes, type Check } from "./check.ts";
import { countWords } from "./list-words.ts";
import { jsonKey } from "./same-json.ts";

function list(message: string, fits: (value: readonly unknown[]) => boolean): Check {
  return (value, at, issues) => {
    if (Array.isArray(value) && !fits(value)) addIssue(issues, at, `must ${message}`);
  };
}

export function items(each: Check): Check {
  return prefixItems([], each);
}

/** The keywords `prefixItems` and `items` together: the first entries one by one, and those after them. */
export function prefixItems(first: readonly Check[], rest?: Check): Check {
  return (value, at, issues, evaluated) => {
    if (!Array.isArray(value)) return;
    for (const [index, item] of value.entries()) {
      const check = first[index] ?? rest;
      if (!check) return;
      check(item, { within: at, key: index }, issues);
      evaluated?.indexes.add(index);
    }
  };
}

export function minItems(least: number): Check {
  return list(`have at least ${countWords(least, "entry", "entries")}`, (value) => value.length >= least);
}

export function maxItems(most: number): Check {
  return list(`have at most ${countWords(most, "entry", "entries")}`, (value) => value.length <= most);
}

/** The keyword `uniqueItems`, in time that grows with the list. */
export function uniqueItems(): Check {
  return list("have no entry twice", (value) => new Set(value.map(jsonKey)).size === value.length);
}

/** The keywords `contains`, `minContains` and `maxContains`. */
export function contains(check: Check, least: number, most?: number): Check {
  const limits = `at least ${least}${most === undefined ? "" : ` and at most ${most}`}`;
  return (value, at, issues, evaluated) => {
    if (!Array.isArray(value)) return;
    const found = value.flatMap((item, index) => (passes(check, item, undefined) ? [index] : []));
    for (const index of found) evaluated?.indexes.add(index);
    if (found.length < least || (most !== undefined && found.length > most))
      addIssue(issues, at, `must have ${limits} of the entries that are asked for`);
  };
}

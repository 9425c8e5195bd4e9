import { addIssue, type Check, type Place } from "./check.ts";
import { countWords, listWords } from "./list-words.ts";
import { readPattern } from "./read-pattern.ts";
import { isRecord } from "./same-json.ts";

export interface ObjectRules {
  readonly properties?: Readonly<Record<string, Check>>;
  readonly required?: readonly string[];
  /** Checks of the values whose keys match a pattern. */
  readonly patterns?: readonly (readonly [pattern: string, check: Check])[];
  /** For the values of all other keys. False if there may be none. */
  readonly rest?: Check | false;
  /** For the keys themselves. */
  readonly names?: Check;
}

/** The keywords `properties`, `required`, `patternProperties`, `additionalProperties` and `propertyNames`. */
export function object({ properties = {}, required = [], patterns = [], rest, names }: ObjectRules): Check {
  const checks = new Map(Object.entries(properties));
  const expressions = patterns.map(([pattern, check]) => [readPattern(pattern), check] as const);
  return (value, at, issues, evaluated) => {
    if (!isRecord(value)) return;
    for (const name of required) {
      if (!Object.hasOwn(value, name) || value[name] === undefined)
        addIssue(issues, { within: at, key: name }, "must be present");
    }
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      const place: Place = { within: at, key };
      names?.(key, place, issues);
      const own = checks.get(key);
      own?.(item, place, issues);
      let isKnown = own !== undefined;
      for (const [expression, check] of expressions) {
        if (!expression.test(key)) continue;
        isKnown = true;
        check(item, place, issues);
      }
      if (!isKnown && rest === undefined) continue;
      evaluated?.keys.add(key);
      if (isKnown) continue;
      if (rest) rest(item, place, issues);
      else
        addIssue(
          issues,
          place,
          `must not be there: known ${checks.size === 1 ? "is" : "are"} ${listWords([...checks.keys()]) || "none"}`,
        );
    }
  };
}

function keys(message: string, fits: (present: ReadonlySet<string>) => boolean): Check {
  return (value, at, issues) => {
    if (isRecord(value) && !fits(new Set(Object.keys(value).filter((key) => value[key] !== undefined))))
      addIssue(issues, at, `must ${message}`);
  };
}

export function minProperties(least: number): Check {
  return keys(`have at least ${countWords(least, "key", "keys")}`, (present) => present.size >= least);
}

export function maxProperties(most: number): Check {
  return keys(`have at most ${countWords(most, "key", "keys")}`, (present) => present.size <= most);
}

/** One entry of the keyword `dependentRequired`: with this key, the others are required. */
export function dependentRequired(name: string, others: readonly string[]): Check {
  return keys(
    `have ${others.join(", ")} beside ${name}`,
    (present) => !present.has(name) || others.every((other) => present.has(other)),
  );
}

/** One entry of the keyword `dependentSchemas`: with this key, the whole value must pass the check. */
export function dependentSchema(name: string, check: Check): Check {
  return (value, at, issues, evaluated) => {
    if (isRecord(value) && Object.hasOwn(value, name) && value[name] !== undefined) check(value, at, issues, evaluated);
  };
}

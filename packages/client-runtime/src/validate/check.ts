import type { ValidationIssue } from "../operation.ts";

/** The place of a value: a chain of keys. An issue makes its pointer from it. Most values have no issue and need no pointer. */
export type Place = { readonly within: Place; readonly key: string | number } | undefined;

/** The members of one value that some check has seen, for the rules on all others. */
export interface Evaluated {
  readonly keys: Set<string>;
  readonly indexes: Set<number>;
}

/**
 * Adds the faults of a value to the issues, and notes the members that it has seen, if they are needed. Values are compared as JSON: a
 * member that is `undefined` counts as absent.
 */
export type Check = (value: unknown, at: Place, issues: ValidationIssue[], evaluated?: Evaluated) => void;

const MOST_ISSUES = 50;

export function pointerOf(at: Place): string {
  let pointer = "";
  for (let place = at; place; place = place.within) {
    pointer = `/${String(place.key).replaceAll("~", "~0").replaceAll("/", "~1")}${pointer}`;
  }
  return pointer;
}

export function addIssue(issues: ValidationIssue[], at: Place, message: string): void {
  if (issues.length < MOST_ISSUES) issues.push({ pointer: pointerOf(at), message });
}

export function addIssues(issues: ValidationIssue[], found: readonly ValidationIssue[]): void {
  issues.push(...found.slice(0, MOST_ISSUES - issues.length));
}

export function issuesOf(check: Check, value: unknown, at: Place, evaluated?: Evaluated): readonly ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  check(value, at, issues, evaluated);
  return issues;
}

export function passes(check: Check, value: unknown, at: Place, evaluated?: Evaluated): boolean {
  return issuesOf(check, value, at, evaluated).length === 0;
}

export function nothingEvaluated(): Evaluated {
  return { keys: new Set(), indexes: new Set() };
}

export function addEvaluated(to: Evaluated | undefined, from: Evaluated | undefined): void {
  for (const key of from?.keys ?? []) to?.keys.add(key);
  for (const index of from?.indexes ?? []) to?.indexes.add(index);
}

/** The check of a schema that is `true`. */
export const anything: Check = () => {};

/** The check of a schema that is `false`. */
export const nothing: Check = (_value, at, issues) => addIssue(issues, at, "must not be there");

/** A check that is made for the first value. It may refer to checks that are declared further down, or to itself. */
export function lazily(make: () => Check): Check {
  let made: Check | undefined;
  return (value, at, issues, evaluated) => {
    made ??= make();
    made(value, at, issues, evaluated);
  };
}

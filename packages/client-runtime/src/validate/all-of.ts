import { addEvaluated, addIssue, nothingEvaluated, passes, type Check } from "./check.ts";

/** The keyword `allOf`, and all keywords of one schema. */
export function allOf(...checks: readonly Check[]): Check {
  return (value, at, issues, evaluated) => {
    for (const check of checks) check(value, at, issues, evaluated);
  };
}

export function not(check: Check): Check {
  return (value, at, issues) => {
    if (passes(check, value, at)) addIssue(issues, at, "must not have the form that is ruled out here");
  };
}

/** The keywords `if`, `then` and `else`. */
export function ifThenElse(condition: Check, holds: Check, fails: Check): Check {
  return (value, at, issues, evaluated) => {
    const seen = evaluated && nothingEvaluated();
    if (!passes(condition, value, at, seen)) return fails(value, at, issues, evaluated);
    addEvaluated(evaluated, seen);
    holds(value, at, issues, evaluated);
  };
}

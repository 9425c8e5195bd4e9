import { addIssue, type Check } from "./check.ts";

function limit(text: string, fits: (value: number) => boolean): Check {
  return (value, at, issues) => {
    if (typeof value === "number" && !fits(value)) addIssue(issues, at, `must be ${text}`);
  };
}

export function minimum(least: number): Check {
  return limit(`at least ${least}`, (value) => value >= least);
}

export function exclusiveMinimum(below: number): Check {
  return limit(`above ${below}`, (value) => value > below);
}

export function maximum(most: number): Check {
  return limit(`at most ${most}`, (value) => value <= most);
}

export function exclusiveMaximum(above: number): Check {
  return limit(`below ${above}`, (value) => value < above);
}

import type { Check } from "../../src/validate.ts";
import { issuesOf as listIssues } from "../../src/validate/check.ts";

/** The issues of a value, one a line: `/data/0: must be string`. */
export function issuesOf(check: Check, value: unknown): readonly string[] {
  return listIssues(check, value, undefined).map(({ pointer, message }) => `${pointer}: ${message}`);
}

import type { Check } from "../../src/validate.ts";
import { issuesOf as listIssues } from "../../src/validate/check.ts";

/** What a check says of a value, a line an issue: `/data/0: must be string`. */
export function issuesOf(check: Check, value: unknown): readonly string[] {
  return listIssues(check, value, undefined).map(({ pointer, message }) => `${pointer}: ${message}`);
}

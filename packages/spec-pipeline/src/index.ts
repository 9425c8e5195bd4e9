/** The command's own functions, for programs. The command alone prints and sets the exit code. */
export type { Change, DiffReport, JudgedChange, Place, Verdict } from "./diff/change.ts";
export type { Comparison } from "./diff/comparison.ts";
export type { Bump, ChangeKind } from "./diff/policy.ts";
export { CommandFailure, UsageError } from "./host/command.ts";
export { diff, type DiffOptions, type DiffResult } from "./library/diff.ts";
export { generate, type GenerateOptions, type GenerateResult } from "./library/generate.ts";
export type { Location, Problem } from "./problems/problem.ts";
export type { StageReport, VendorReport } from "./problems/report.ts";
export type { Severity } from "./problems/rules.ts";

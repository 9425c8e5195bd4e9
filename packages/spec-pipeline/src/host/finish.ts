import { isOpen } from "../problems/problem.ts";
import { formatAnnotations, formatJson, formatReports, type VendorReport } from "../problems/report.ts";
import type { CommandContext, ExitCode, ParsedArguments } from "./command.ts";

/** Prints the reports in the requested form. The exit code says whether a person must still solve a problem. */
export function finish(reports: readonly VendorReport[], parsed: ParsedArguments, context: CommandContext): ExitCode {
  const isJson = parsed.options["json"] === true;
  context.print(isJson ? formatJson(reports) : formatReports(reports, context.paint));
  if (context.env["GITHUB_ACTIONS"] === "true" && !isJson) formatAnnotations(reports).forEach(context.print);
  return reports.some(({ problems }) => problems.some(isOpen)) ? 1 : 0;
}

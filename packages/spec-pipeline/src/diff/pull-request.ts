import type { Problem } from "../problems/problem.ts";
import type { VendorReport } from "../problems/report.ts";
import { bumpText, type Comparison } from "./comparison.ts";
import { formatMarkdown } from "./format-markdown.ts";

export function pullRequestTitle(vendor: string, comparison: Comparison | undefined): string {
  return `spec(${vendor}): follow changed pages${comparison?.base === undefined ? "" : ` (${bumpText(comparison)})`}`;
}

/** What the reviewer of a vendor's change reads: the verdict, what is left to do by hand, and the text that users will get. */
export function pullRequestText(report: VendorReport, comparison: Comparison | undefined, changeset: string | undefined): string {
  const broken = report.problems.filter(({ rule }) => rule === "client-does-not-fit");
  const uncovered = report.problems.filter(({ rule }) => rule === "no-resource-method");
  const others = report.problems.filter((problem) => !broken.includes(problem) && !uncovered.includes(problem));
  return `${[
    comparison ? formatMarkdown([comparison]).trim() : `## ${report.vendor}: not compared with a release`,
    ...list("Hand-written code that no longer fits", broken),
    ...list("Operations without a resource method", uncovered),
    ...list("What the pipeline says of the pages", others),
    ...(changeset === undefined ? [] : ["### What users will read", fenced(changeset)]),
  ].join("\n\n")}\n`;
}

function list(title: string, problems: readonly Problem[]): readonly string[] {
  if (problems.length === 0) return [];
  return [`### ${title}`, problems.map((problem) => `- ${line(problem)}`).join("\n")];
}

function line({ severity, message, location }: Problem): string {
  const place = location ? `\`${location.file}:${location.line}\` ` : "";
  const [first = "", ...more] = message.replaceAll("<", "&lt;").split("\n");
  return [`${place}${severity === "info" ? "" : `**${severity}** `}${first}`, ...more.map((text) => `  ${text}`)].join("\n");
}

function fenced(text: string): string {
  return `\`\`\`\`markdown\n${text.trim()}\n\`\`\`\``;
}

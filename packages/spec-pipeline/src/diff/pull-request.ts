import type { Problem } from "../problems/problem.ts";
import type { VendorReport } from "../problems/report.ts";
import { bumpText, type Comparison } from "./comparison.ts";
import { formatMarkdown } from "./format-markdown.ts";
import { codeBlock, codeSpan, joinMarkdown, inMarkdown, markdownText, type Markdown } from "../print/markdown-text.ts";

export function pullRequestTitle(vendor: string, comparison: Comparison | undefined): string {
  return `spec(${vendor}): follow changed pages${comparison?.base === undefined ? "" : ` (${bumpText(comparison)})`}`;
}

/** What the reviewer of a vendor's change reads: the verdict, what is left to do by hand, and the text that users will get. */
export function pullRequestText(
  report: VendorReport,
  comparison: Comparison | undefined,
  changeset: string | undefined,
): Markdown {
  const broken = report.problems.filter(({ rule }) => rule === "client-does-not-fit");
  const uncovered = report.problems.filter(({ rule }) => rule === "no-resource-method");
  const others = report.problems.filter((problem) => !broken.includes(problem) && !uncovered.includes(problem));
  const sections = [
    comparison ? formatMarkdown([comparison]) : inMarkdown`## ${markdownText(report.vendor)}: not compared with a release`,
    ...list(inMarkdown`Hand-written code that no longer fits`, broken),
    ...list(inMarkdown`Operations without a resource method`, uncovered),
    ...list(inMarkdown`What the pipeline says of the pages`, others),
    ...(changeset === undefined ? [] : [inMarkdown`### What users will read`, codeBlock(changeset.trim(), inMarkdown`markdown`)]),
  ];
  return inMarkdown`${joinMarkdown(sections, inMarkdown`\n\n`)}\n`;
}

function list(title: Markdown, problems: readonly Problem[]): readonly Markdown[] {
  if (problems.length === 0) return [];
  return [inMarkdown`### ${title}`, joinMarkdown(problems.map(item), inMarkdown`\n`)];
}

function item({ severity, message, location }: Problem): Markdown {
  const place = location ? inMarkdown`${codeSpan(`${location.file}:${location.line}`, 200)} ` : inMarkdown``;
  const level = severity === "info" ? inMarkdown`` : inMarkdown`**${markdownText(severity)}** `;
  const [first = "", ...more] = message.split("\n");
  const lines = [
    inMarkdown`- ${place}${level}${markdownText(first)}`,
    ...more.map((text) => inMarkdown`  ${markdownText(text)}`),
  ];
  return joinMarkdown(lines, inMarkdown`\n`);
}

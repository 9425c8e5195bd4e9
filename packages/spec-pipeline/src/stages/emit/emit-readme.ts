import { codeSpan, inMarkdown, joinMarkdown, markdownText, type Markdown } from "../../print/markdown-text.ts";
import { bodyOf, subjectOf, type Problem } from "../../problems/problem.ts";

const NEW_LINE = inMarkdown`\n`;
/** The number of operations that are named if several have a finding in common. */
const MOST_NAMED = 20;

/** The README beside the generated code: the code's origin, and its differences from the document. */
export function emitReadme(vendor: string, findings: readonly Problem[]): Markdown {
  const command = codeSpan(`specloom generate ${vendor}`);
  const spec = codeSpan(`specs/${vendor}/openapi.gen.yaml`);
  const overlays = codeSpan(`specs/${vendor}/overlays`);
  return joinMarkdown(
    [
      inMarkdown`# Generated: do not edit`,
      inMarkdown``,
      inMarkdown`The command ${command} writes these files from ${spec}.`,
      inMarkdown`\`specloom check\` fails if one of them differs from the command's output. To change them, correct`,
      inMarkdown`the vendor's pages with an overlay in ${overlays}, and run the command again.`,
      ...listOf(findings),
      inMarkdown``,
    ],
    NEW_LINE,
  );
}

function listOf(findings: readonly Problem[]): readonly Markdown[] {
  if (findings.length === 0) return [];
  const groups = Map.groupBy(findings, ({ rule, message, fix }) => [rule, bodyOf(message), fix].join("\n"));
  return [
    inMarkdown``,
    inMarkdown`## Not sent as documented`,
    inMarkdown``,
    inMarkdown`A client cannot send these requests as the document describes them, or they would not arrive as meant. An overlay can fix each.`,
    inMarkdown``,
    ...[...groups.values()].map(itemOf),
  ];
}

function itemOf(group: readonly Problem[]): Markdown {
  const [first] = group;
  const operations = [...new Set(group.map(({ message }) => subjectOf(message)).filter((name) => name !== undefined))];
  const named = operations.slice(0, MOST_NAMED).map((name) => codeSpan(name));
  const more = operations.length > named.length ? inMarkdown` and ${operations.length - named.length} more` : inMarkdown``;
  const who = named.length === 0 ? inMarkdown`` : inMarkdown`${joinMarkdown(named, inMarkdown`, `)}${more}: `;
  const fix = first?.fix === undefined ? inMarkdown`` : inMarkdown`. Fix: ${markdownText(first.fix)}`;
  return inMarkdown`- ${who}${markdownText(bodyOf(first?.message ?? ""))}${fix}.`;
}

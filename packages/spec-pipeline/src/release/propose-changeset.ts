import { createHash } from "node:crypto";
import type { JudgedChange } from "../diff/change.ts";
import { placeText, type Comparison } from "../diff/comparison.ts";
import type { TypeChange } from "../diff/type-changes.ts";
import { bumpBelowOne, type Bump } from "../diff/policy.ts";
import { codeBlock, codeSpan, joinMarkdown, inMarkdown, markdownText, type Markdown } from "../print/markdown-text.ts";
import type { StageResult } from "../problems/problem.ts";

export interface ProposalInput {
  /** Name of the client's package. */
  readonly package: string;
  readonly comparison: Comparison;
  /** What users see of it in their editor. */
  readonly types: readonly TypeChange[];
  /** The changeset that is there; undefined where there is none. */
  readonly existing: string | undefined;
}

/** What is to become of the changeset: a text to write, `removed`, or `kept` as it is. */
export type Proposal = { readonly action: "write"; readonly text: string } | { readonly action: "remove" | "keep" };

const MARKER = /^# Proposed by specloom ([0-9a-f]{12}): .*\n/m;
const MAX_TYPES = 12;

/**
 * Writes the changeset that announces the changes to a client's users. One that a person has taken over, by deleting its marker
 * line or by editing anything else, is theirs and stays as it is.
 */
export function proposeChangeset(input: ProposalInput): StageResult<Proposal> {
  const { existing, comparison } = input;
  if (existing !== undefined && !isOurs(existing)) return keptByPerson(comparison.name);
  const bump = comparison.belowOne ? bumpBelowOne(comparison.report.bump) : comparison.report.bump;
  if (bump === "none") return { value: { action: existing === undefined ? "keep" : "remove" }, problems: [] };
  const text = withMarker(`---\n"${input.package}": ${bump}\n---\n\n${describe(input, bump)}\n`);
  return { value: text === existing ? { action: "keep" } : { action: "write", text }, problems: [] };
}

function keptByPerson(vendor: string): StageResult<Proposal> {
  const message = "a person has taken over the changeset, so it stays as it is";
  const location = { file: changesetFile(vendor), line: 1 };
  const fix = "see whether it still says all that specloom diff says; delete the file to have it proposed again";
  return { value: { action: "keep" }, problems: [{ rule: "changeset-taken-over", severity: "info", message, fix, location }] };
}

/** Where a vendor's proposal stands: one file for all that has changed since the last release. */
export function changesetFile(vendor: string): string {
  return `.changeset/spec-${vendor}.md`;
}

/** The marker is a comment of the front matter, so that it never reaches a changelog. Its hash shows an edit of anything else. */
function withMarker(text: string): string {
  const marker = `# Proposed by specloom ${hashOf(text)}: written anew until this line is deleted or the rest is edited.\n`;
  return text.replace("---\n", `---\n${marker}`);
}

function isOurs(text: string): boolean {
  const normal = text.replaceAll("\r\n", "\n");
  return MARKER.exec(normal)?.[1] === hashOf(normal.replace(MARKER, ""));
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

function describe({ comparison, types }: ProposalInput, bump: Bump): Markdown {
  const { changes } = comparison.report;
  const of = (wanted: Bump): readonly JudgedChange[] => changes.filter((change) => change.bump === wanted);
  const sections = [
    headline(comparison, bump),
    ...section(inMarkdown`What you must change`, of("major")),
    ...section(inMarkdown`What is new`, of("minor")),
    ...section(inMarkdown`Other changes`, of("patch")),
    ...typeSection(types),
  ];
  return joinMarkdown(sections, inMarkdown`\n\n`);
}

function headline({ report: { changes } }: Comparison, bump: Bump): Markdown {
  const causes = new Set(changes.map(({ cause }) => cause));
  const origin =
    causes.size === 1 && causes.has("correction")
      ? inMarkdown`Corrects what the types say; the API itself has not changed.`
      : causes.has("correction")
        ? inMarkdown`Follows changes of the vendor's documentation, and corrects what the types say.`
        : inMarkdown`Follows changes of the vendor's documentation.`;
  const breaking = changes.filter((change) => change.bump === "major").length;
  if (breaking === 0) {
    const isDone = bump === "patch" && changes.every(isText);
    return inMarkdown`${origin} Nothing to do${isDone ? inMarkdown`` : inMarkdown` for code that compiles`}.`;
  }
  const counted = breaking === 1 ? inMarkdown`One change breaks` : inMarkdown`${breaking} changes break`;
  return inMarkdown`${origin} ${counted} code that uses what is listed below.`;
}

function isText({ kind }: JudgedChange): boolean {
  return kind.endsWith("-text");
}

function section(title: Markdown, changes: readonly JudgedChange[]): readonly Markdown[] {
  if (changes.length === 0) return [];
  return [
    inMarkdown`**${title}**`,
    joinMarkdown(
      changes.map((change) => inMarkdown`- ${lineFor(change)}`),
      inMarkdown`\n`,
    ),
  ];
}

function lineFor({ message, places, morePlaces, cause }: JudgedChange): Markdown {
  const operations = [...new Map(places.map(({ operation }) => [operation.call, operation])).values()];
  const named = operations.slice(0, 2).map(({ id, call }) => inMarkdown`${codeSpan(id)} (${codeSpan(call)})`);
  const more = operations.length > 2 || morePlaces > 0 ? inMarkdown` and others` : inMarkdown``;
  const [place] = places;
  const field = place === undefined ? "" : placeText(place);
  const parts = [
    ...(named.length === 0 ? [] : [inMarkdown`${joinMarkdown(named, inMarkdown`, `)}${more}`]),
    ...(field === "" ? [] : [markdownText(field)]),
    markdownText(message),
  ];
  return inMarkdown`${joinMarkdown(parts, inMarkdown`: `)}${cause === "correction" ? inMarkdown` (a correction of ours)` : inMarkdown``}`;
}

function typeSection(types: readonly TypeChange[]): readonly Markdown[] {
  if (types.length === 0) return [];
  const lines = types
    .slice(0, MAX_TYPES)
    .flatMap(({ path, before, after }) => [
      `  // ${path}`,
      ...(before === undefined ? [] : [`- ${before}`]),
      ...(after === undefined ? [] : [`+ ${after}`]),
    ]);
  const more = types.length - MAX_TYPES;
  if (more > 0) lines.push(`  // and ${more} more`);
  return [inMarkdown`In TypeScript, before and after:`, codeBlock(lines.join("\n"), inMarkdown`diff`)];
}

import { createHash } from "node:crypto";
import { isEvidence, type JudgedChange, type OperationName, type Place } from "../diff/change.ts";
import type { Comparison } from "../diff/comparison.ts";
import { bumpBelowOne, type Bump, type ChangeKind } from "../diff/policy.ts";
import type { TypeChange } from "../diff/type-changes.ts";
import { isList, isObject, shorten } from "../document/json.ts";
import { codeBlock, codeSpan, joinMarkdown, inMarkdown, markdownText, type Markdown } from "../print/markdown-text.ts";
import type { StageResult } from "../problems/problem.ts";

export interface ProposalInput {
  /** Name of the client's package. */
  readonly package: string;
  readonly comparison: Comparison;
  /** The users' names for the operations with a method, by operation id: `users.list`. */
  readonly methods: ReadonlyMap<string, string>;
  /** The part of a change that users see in their editor. */
  readonly types: readonly TypeChange[];
  /** The existing changeset. Undefined if there is none. */
  readonly existing: string | undefined;
}

/** The fate of the changeset: a text to write, `removed`, or `kept` as it is. */
export type Proposal = { readonly action: "write"; readonly text: string } | { readonly action: "remove" | "keep" };

const MARKER = /^# Proposed by specloom ([0-9a-f]{12}): .*\n/m;
const MAX_TYPES = 12;

/**
 * Writes the changeset that announces the changes to a client's users. A person takes a changeset over by deleting its marker line or by
 * editing anything else. Such a changeset stays as it is.
 */
export function proposeChangeset(input: ProposalInput): StageResult<Proposal> {
  const { existing, comparison } = input;
  if (existing !== undefined && !isOurs(existing)) return keptByPerson(comparison.name);
  const bump = comparison.belowOne ? bumpBelowOne(comparison.report.bump) : comparison.report.bump;
  if (bump === "none") return { value: { action: existing === undefined ? "keep" : "remove" }, problems: [] };
  const text = withMarker(`---\n"${input.package}": ${bump}\n---\n\n${describe(input)}\n`);
  return { value: text === existing ? { action: "keep" } : { action: "write", text }, problems: [] };
}

function keptByPerson(vendor: string): StageResult<Proposal> {
  const message = "a person has taken over the changeset, so it stays as it is";
  const location = { file: changesetFile(vendor), line: 1 };
  const fix = "compare it with the output of specloom diff; delete the file to have it proposed again";
  return { value: { action: "keep" }, problems: [{ rule: "changeset-taken-over", severity: "info", message, fix, location }] };
}

/** The file of a vendor's proposal: one file for everything that has changed since the last release. */
export function changesetFile(vendor: string): string {
  return `.changeset/spec-${vendor}.md`;
}

/** The marker is a comment of the front matter, so it never reaches a changelog. Its hash reveals any other edit. */
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

function describe(input: ProposalInput): Markdown {
  const { comparison, types, methods } = input;
  const changes = comparison.report.changes.filter((change) => !isText(change) && !isEvidence(change));
  const causes = new Set(changes.map(({ cause }) => cause));
  const named = { methods, isMixed: causes.size > 1 };
  const of = (wanted: Bump): readonly JudgedChange[] => changes.filter((change) => change.bump === wanted);
  const sections = [
    headline(comparison.report.changes),
    ...section(inMarkdown`What you must change`, [
      ...of("major").map((change) => lineFor(change, named)),
      ...evidenceLines(comparison.report.changes),
    ]),
    ...section(
      inMarkdown`What is new`,
      of("minor").map((change) => lineFor(change, named)),
    ),
    ...section(
      inMarkdown`Other changes`,
      of("patch").map((change) => lineFor(change, named)),
    ),
    ...textSection(comparison.report.changes),
    ...typeSection(types),
  ];
  return joinMarkdown(sections, inMarkdown`\n\n`);
}

function headline(changes: readonly JudgedChange[]): Markdown {
  const causes = new Set(changes.map(({ cause }) => cause));
  const origin =
    causes.size === 1 && causes.has("correction")
      ? inMarkdown`Corrects what the types say; the API itself has not changed.`
      : causes.has("correction")
        ? inMarkdown`Follows changes of the vendor's documentation, and corrects what the types say.`
        : inMarkdown`Follows changes of the vendor's documentation.`;
  const major = changes.filter((change) => change.bump === "major");
  if (major.length === 0) {
    const isDone = changes.every(({ bump }) => bump === "patch" || bump === "none");
    return inMarkdown`${origin} Nothing to do${isDone ? inMarkdown`` : inMarkdown` for code that compiles`}.`;
  }
  const breaking = major.filter((change) => !isEvidence(change)).length;
  const counted = breaking <= 1 ? inMarkdown`One change breaks` : inMarkdown`${breaking} changes break`;
  return inMarkdown`${origin} ${counted} code that uses what is listed below.`;
}

function isText({ kind }: Pick<JudgedChange, "kind">): boolean {
  return kind.endsWith("-text");
}

function section(title: Markdown, lines: readonly Markdown[]): readonly Markdown[] {
  if (lines.length === 0) return [];
  const items = [...new Set(lines)].map((line) => inMarkdown`- ${line}`);
  return [inMarkdown`**${title}**`, joinMarkdown(items, inMarkdown`\n`)];
}

/** If no other change explains the evidence, users read the compiler's message. */
function evidenceLines(changes: readonly JudgedChange[]): readonly Markdown[] {
  if (changes.some((change) => change.bump === "major" && !isEvidence(change))) return [];
  const reasons = changes.filter(isEvidence).flatMap(({ verdicts }) => verdicts);
  return reasons
    .slice(0, MAX_REASONS)
    .map(({ reason }) => inMarkdown`Code that compiled with the last release may not any more: ${codeSpan(reason, 300)}`);
}

const MAX_REASONS = 3;

interface NamedBy {
  /** The users' names for the operations with a method, by operation id. */
  readonly methods: ReadonlyMap<string, string>;
  /** Whether our own corrections are among the vendor's changes. */
  readonly isMixed: boolean;
}

/** `reports.list`: sent `filters.role`: "guest" allowed now. */
function lineFor(change: JudgedChange, { methods, isMixed }: NamedBy): Markdown {
  const { kind, places, morePlaces, cause } = change;
  const operations = [...new Map(places.map(({ operation }) => [operation.call, operation])).values()];
  const names = operations.map((operation) => nameOf(operation, methods));
  const more = operations.length > MAX_NAMES || morePlaces > 0 ? inMarkdown` and others` : inMarkdown``;
  const subject = names.length === 0 ? [] : [inMarkdown`${joinMarkdown(names.slice(0, MAX_NAMES), inMarkdown`, `)}${more}`];
  const [place] = places;
  const where = place === undefined ? inMarkdown`` : placeFor(place);
  const [what, isPredicate] = messageFor(change);
  const said =
    isPredicate || where === ""
      ? inMarkdown`${where}${where === "" ? inMarkdown`` : inMarkdown` `}${what}`
      : inMarkdown`${where}: ${what}`;
  const glue = isPredicate && where === "" ? inMarkdown` ` : inMarkdown`: `;
  const advice = change.bump === "major" ? ADVICE[kind] : undefined;
  return joinMarkdown(
    [
      joinMarkdown([...subject, said], glue),
      valuesFor(change),
      advice === undefined ? inMarkdown`` : inMarkdown`. ${markdownText(advice)}`,
      kind === "operation-added" ? wayToCall(operations, methods) : inMarkdown``,
      isMixed && cause === "correction" ? inMarkdown` (corrects the types; the API has not changed here)` : inMarkdown``,
    ],
    inMarkdown``,
  );
}

const MAX_NAMES = 2;

/** A new operation can be called at once, by its id if it has no method yet. */
function wayToCall(operations: readonly OperationName[], methods: ReadonlyMap<string, string>): Markdown {
  const [operation] = operations;
  if (operation === undefined || methods.has(operation.id)) return inMarkdown``;
  return inMarkdown`. Call it with ${codeSpan(`call("${operation.id}", …)`)}.`;
}

function nameOf({ id, call }: OperationName, methods: ReadonlyMap<string, string>): Markdown {
  const method = methods.get(id);
  return method === undefined ? inMarkdown`${codeSpan(id)} (${codeSpan(call)})` : codeSpan(method);
}

function placeFor({ direction, part, field }: Place): Markdown {
  if (part === "" && field === "") return inMarkdown``;
  const verb = direction === "input" ? inMarkdown`sent` : inMarkdown`read`;
  const isUsual = part === "" || part === "body" || part === "response" || /^2(?:\d\d|XX)$/i.test(part);
  const whole = direction === "input" ? inMarkdown` body` : inMarkdown` response`;
  const name = field === "" ? (isUsual ? whole : inMarkdown``) : inMarkdown` ${codeSpan(field)}`;
  return isUsual ? inMarkdown`${verb}${name}` : inMarkdown`${verb}${name} (${markdownText(part)})`;
}

/** The change without the name before it, and whether it continues that name as a sentence. */
function messageFor({ message, places: [place] }: JudgedChange): readonly [Markdown, boolean] {
  const known = place === undefined ? [] : [place.operation.call, place.operation.id, lastName(place.field)];
  const said = known.find((name) => name !== "" && message.startsWith(`${name} `));
  return said === undefined
    ? [markdownText(message), /^(?:is|may|has) /.test(message)]
    : [markdownText(message.slice(said.length + 1)), true];
}

function lastName(field: string): string {
  return field.split(".").at(-1)?.replaceAll("[]", "") ?? "";
}

/** Values before and after, if they are short and the message does not name them. */
function valuesFor({ before, after, message, bump }: JudgedChange): Markdown {
  if (bump !== "major" || before === undefined || after === undefined) return inMarkdown``;
  if (isObject(before) || isList(before) || isObject(after) || isList(after)) return inMarkdown``;
  if (message.includes(String(before)) && message.includes(String(after))) return inMarkdown``;
  return inMarkdown` (${codeSpan(shorten(before, 60))} → ${codeSpan(shorten(after, 60))})`;
}

/** The next step of users after a breaking change, by its kind. */
const ADVICE: Partial<Record<ChangeKind, string>> = {
  "operation-removed": "Do not call it any more.",
  "input-parameter-removed": "Do not send it any more.",
  "input-field-removed": "Do not send it any more.",
  "input-body-removed": "Do not send it any more.",
  "input-value-removed": "Send another value.",
  "input-variant-removed": "Do not send it any more.",
  "input-parameter-required": "Always send it.",
  "input-parameter-added-required": "Always send it.",
  "input-field-required": "Always send it.",
  "input-field-added-required": "Always send it.",
  "input-body-required": "Always send it.",
  "input-body-added-required": "Always send it.",
  "input-null-refused": "Leave it out instead.",
  "output-removed": "Do not expect it any more.",
  "output-field-removed": "Do not read it any more.",
  "output-field-optional": "Handle its absence.",
  "output-null-possible": "Handle null.",
  "output-type-widened": "Handle the new type.",
  "output-closed-value-added": "Handle the new value.",
  "output-variant-added": "Handle the new variant.",
  "output-event-added": "Handle the new event.",
  "output-variant-removed": "Do not expect it any more.",
  "output-type-removed": "Do not expect the type that is gone any more.",
  "output-closed-value-removed": "Do not expect it any more.",
  "input-parameter-renamed": "Give it by its new name.",
  "security-demanded": "Give the credentials that it names.",
  "security-lost": "Give the credentials that it names.",
};

/** Changed texts and examples are not listed one by one: one line counts them. */
function textSection(changes: readonly JudgedChange[]): readonly Markdown[] {
  const count = changes.filter(isText).reduce((sum, { places, morePlaces }) => sum + Math.max(1, places.length) + morePlaces, 0);
  if (count === 0) return [];
  return [
    inMarkdown`Descriptions or examples read differently in ${count} ${count === 1 ? inMarkdown`place` : inMarkdown`places`}.`,
  ];
}

function typeSection(all: readonly TypeChange[]): readonly Markdown[] {
  // A new or removed type has no line to show, and its operation is listed above.
  const types = all.filter(({ path, before, after }) => path.includes(".") || (before !== undefined && after !== undefined));
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

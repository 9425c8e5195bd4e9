import { isList, isObject, type Json } from "../document/json.ts";
import { cutText } from "../print/cut-text.ts";
import { visibleText } from "../print/visible-text.ts";

declare const SOURCE: unique symbol;

/**
 * TypeScript that may stand in a generated file. Only this file makes it: what a document says gets in as a string literal, as a key, as
 * the tail of an identifier or as a comment, and as nothing else.
 */
export type SourceText = string & { readonly [SOURCE]: true };

// The one place where text becomes source. A test of the workspace refuses the assertion everywhere else.
function asSource(text: string): SourceText {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return text as SourceText;
}

/** Source as it is written down in the emitter; between its words only what is source already, numbers and truth values. */
export function source(words: TemplateStringsArray, ...parts: readonly (SourceText | number | boolean)[]): SourceText {
  return asSource(words.reduce((text, word, index) => `${text}${String(parts[index - 1])}${word}`));
}

export function joinSource(parts: readonly SourceText[], separator: SourceText): SourceText {
  return asSource(parts.join(separator));
}

/** Moves every line but the first to the right. */
export function indentRest(text: SourceText, indent: SourceText): SourceText {
  return asSource(text.replaceAll("\n", `\n${indent}`));
}

/**
 * A string in double quotes. Characters that nobody sees are written as escapes, so that a reviewer sees them; so is the `<` of what would
 * end or hide a script where the source stands in a page.
 */
export function stringLiteral(text: string): SourceText {
  return asSource(visibleText(JSON.stringify(text)).replaceAll(/<(?=!--|\/script)/gi, String.raw`\u003c`));
}

/** Any value of JSON as a literal. Numbers that JSON cannot write, as `1e999` of a YAML file, are written as JavaScript does. */
export function jsonLiteral(value: Json): SourceText {
  if (typeof value === "string") return stringLiteral(value);
  if (isList(value)) return source`[${joinSource(value.map(jsonLiteral), source`, `)}]`;
  if (!isObject(value)) return asSource(Object.is(value, -0) ? "-0" : String(value));
  const members = Object.entries(value).map(([name, member]) => source`${objectKey(name)}: ${jsonLiteral(member)}`);
  return members.length === 0 ? source`{}` : source`{ ${joinSource(members, source`, `)} }`;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** The name of a property in a type: bare where that is allowed, else quoted. */
export function propertyKey(name: string): SourceText {
  return IDENTIFIER.test(name) ? asSource(name) : stringLiteral(name);
}

/** A key of an object literal. `__proto__` would set the prototype, unless it is computed. */
export function objectKey(name: string): SourceText {
  return name === "__proto__" ? source`["__proto__"]` : propertyKey(name);
}

/** An identifier that begins with a word of ours, and goes on with the letters and digits of a text: `input` and `a-b` make `inputAB`. */
export function identifier(prefix: SourceText, text: string): SourceText {
  const words = text.split(/[^A-Za-z\d]+/).filter((word) => word !== "");
  return asSource(`${prefix}${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`);
}

/** The beginning of an identifier, as near to a text as can be: what cannot stand in one is a line below. A word of ours follows. */
export function variableName(text: string): SourceText {
  return asSource(text.replaceAll(/\W+/g, "_").replace(/^(?=\d|$)/, "_"));
}

/** The names that an expression uses: what is neither in a string nor the key of an object. */
export function namesIn(expression: SourceText): readonly SourceText[] {
  return [...expression.matchAll(STRING_OR_NAME)].flatMap(([, name]) => (name === undefined ? [] : [asSource(name)]));
}

const STRING_OR_NAME = /"(?:[^"\\]|\\.)*"|\/\*[^]*?\*\/|([A-Za-z_$][\w$]*)\b(?!\s*:)/g;

/** A block tag of a documentation comment. */
export interface DocTag {
  readonly tag: "default" | "deprecated" | "example" | "see" | "throws";
  readonly text: string;
}

export function docTag(tag: DocTag["tag"], text = ""): DocTag {
  return { tag, text };
}

/**
 * A documentation comment over the paragraphs and tags given, or nothing where there are none. Ends in a line break. No text gets out of
 * the comment, and none makes a tag: `@internal` of a description would take the declaration out of a package.
 */
export function docComment(parts: readonly (string | DocTag)[], indent: SourceText): SourceText {
  const lines = parts.flatMap((part) => (typeof part === "string" ? commentLines(carriedWords(part)) : tagLines(part)));
  if (lines.every((line) => line === "")) return source``;
  if (lines.length === 1) return asSource(`${indent}/** ${lines[0]} */\n`);
  return asSource(`${indent}/**\n${lines.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}\n`).join("")}${indent} */\n`);
}

function tagLines({ tag, text }: DocTag): readonly string[] {
  const [first = "", ...rest] = commentLines(WORDED.has(tag) ? carriedWords(text) : text);
  // Behind `@see a` the compiler takes any `@` for the next tag, but for that of an address: `https://x/@a`.
  const line = tag === "see" ? first.replaceAll(/(?<![/\\])@/g, String.raw`\@`) : first;
  return [`@${tag} ${line}`.trimEnd(), ...rest];
}

/** The tags whose text is words; the others have a value or an address. */
const WORDED: ReadonlySet<DocTag["tag"]> = new Set(["deprecated", "throws"]);

/** What an editor shows at a name is read at a glance; a page may have a chapter there. */
const MAX_CHARACTERS = 1000;

/** Code, which stays; an end of a line in HTML; any other tag; and a link or an image of Markdown, with its words. */
const MARKUP = /(`[^`]*`)|(<br[^<>]*>|<\/(?:p|li|tr)>)|<[a-z/!][^<>]*>|!?\[([^[\]]*)\]\([^()\s]*\)/gi;

/** A text of a page as a comment carries it: cut to a length, and without what an editor would show as an image, a link or HTML. */
function carriedWords(text: string): string {
  const words = text.replaceAll(MARKUP, (_, code?: string, end?: string, link?: string) => code ?? (end ? "\n" : (link ?? "")));
  return cutText(words, MAX_CHARACTERS);
}

const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

function commentLines(text: string): readonly string[] {
  return text.trim().split(LINE_BREAK).map(commentLine);
}

function commentLine(line: string): string {
  return visibleText(line.trimEnd().replaceAll("\t", "    "))
    .replaceAll("*/", String.raw`*\/`)
    .replaceAll(CODE_OR_TAG, (text, before: string | undefined) => (before === undefined ? text : String.raw`${before}\@`));
}

/** The compiler takes an `@` for a tag at the start of a line, after a blank and after `{`, but neither between backticks nor in a word. */
const CODE_OR_TAG = /`[^`]*`|(^|[\s{])@/g;

/** A text on one line of a comment, for the templates that have the rest of the line. */
export function commentText(text: string): string {
  return commentLines(text).join(" ");
}

/** A line that is a comment, with its break. */
export function lineComment(text: string): SourceText {
  return asSource(`// ${commentText(text)}\n`);
}

/** Opening comment of every generated file. */
export function fileHeader(vendor: string): SourceText {
  return lineComment(`Generated by \`specloom generate ${vendor}\` from specs/${vendor}/openapi.gen.yaml. Do not edit.`);
}

/** What stands for a mark: a name as a key or, in quotes, as a string; a type; or a comment over the next line. */
export type Filling =
  | { readonly name: string }
  | { readonly type: SourceText }
  | { readonly comment: readonly (string | DocTag)[] };

/**
 * Puts source into a layout that another printer made of marks: `$0` stands for the first filling. Throws a TypeError where the layout
 * holds anything besides marks, signs, statuses and the words that OpenAPI and TypeScript have for such a layout.
 */
export function fillMarks(layout: string, fillings: readonly Filling[]): SourceText {
  const lines = layout.split("\n").map((line) => {
    const rest = line.replaceAll(MARK, "");
    if (!LAYOUT_SIGNS.test(rest.replaceAll(/[A-Za-z]+/g, (word) => (LAYOUT_WORDS.has(word) ? "" : "?!"))))
      throw new TypeError(`no line of a layout: ${line}`);
    const indent = asSource(/^ */.exec(line)?.[0] ?? "");
    return line.replaceAll(MARK, (mark) => fill(mark, fillings[Number(/\d+/.exec(mark)?.[0])], indent));
  });
  return asSource(lines.join("\n"));
}

const MARK = /\/\*\* \$\d+ \*\/|"\/?\$\d+"|\$\d+/g;
const LAYOUT_SIGNS = /^[\s\d{}()[\]<>:;?,=|"]*$/;
const LAYOUT_WORDS: ReadonlySet<string> = new Set(
  `export interface type Record string never unknown name paths components operations schemas responses parameters requestBodies headers
  pathItems query header path cookie requestBody content get put post delete options head patch trace
  webhooks`.split(/\s+/),
);

function fill(mark: string, filling: Filling | undefined, indent: SourceText): SourceText {
  if (filling && "comment" in filling && mark.startsWith("/")) return asSource(docComment(filling.comment, indent).trim());
  if (filling && "name" in filling && mark.startsWith('"')) return stringLiteral(filling.name);
  if (filling && "name" in filling && mark.startsWith("$")) return propertyKey(filling.name);
  if (filling && "type" in filling && mark.startsWith("$")) return indentRest(filling.type, indent);
  throw new TypeError(`no mark for what it is to be: ${mark}`);
}

import { isList, isObject, type Json } from "../document/json.ts";
import { cutText } from "../print/cut-text.ts";
import { visibleText } from "../print/visible-text.ts";

declare const SOURCE: unique symbol;

/**
 * TypeScript for a generated file. Only this file makes it. A document's words enter as a string literal, as a key, as the tail of an
 * identifier or as a comment, and in no other form.
 */
export type SourceText = string & { readonly [SOURCE]: true };

// The one place where text becomes source. A test of the workspace refuses the assertion everywhere else.
function asSource(text: string): SourceText {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return text as SourceText;
}

/** Source as written in the emitter. Between its words, only source, numbers and booleans are accepted. */
export function source(words: TemplateStringsArray, ...parts: readonly (SourceText | number | boolean)[]): SourceText {
  return asSource(words.reduce((text, word, index) => `${text}${String(parts[index - 1])}${word}`));
}

export function joinSource(parts: readonly SourceText[], separator: SourceText): SourceText {
  return asSource(parts.join(separator));
}

/** Indents every line but the first. */
export function indentRest(text: SourceText, indent: SourceText): SourceText {
  return asSource(text.replaceAll("\n", `\n${indent}`));
}

/**
 * A string in double quotes. Invisible characters are written as escapes, so that a reviewer sees them. So is the `<` of a text that would
 * end or hide a script if the source stands in a page.
 */
export function stringLiteral(text: string): SourceText {
  return asSource(visibleText(JSON.stringify(text)).replaceAll(/<(?=!--|\/script)/gi, String.raw`\u003c`));
}

/** Any JSON value as a literal. A number that JSON cannot write, such as `1e999` of a YAML file, is written as in JavaScript. */
export function jsonLiteral(value: Json): SourceText {
  if (typeof value === "string") return stringLiteral(value);
  if (isList(value)) return source`[${joinSource(value.map(jsonLiteral), source`, `)}]`;
  if (!isObject(value)) return asSource(Object.is(value, -0) ? "-0" : String(value));
  const members = Object.entries(value).map(
    ([name, member]) => source`${objectKey(name)}: ${memberOf(name, jsonLiteral(member))}`,
  );
  return members.length === 0 ? source`{}` : source`{ ${joinSource(members, source`, `)} }`;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** The name of a property in a type: without quotes if possible. */
export function propertyKey(name: string): SourceText {
  return IDENTIFIER.test(name) ? asSource(name) : stringLiteral(name);
}

/** A key of an object literal. `__proto__` would set the prototype, unless it is computed. */
export function objectKey(name: string): SourceText {
  return name === "__proto__" ? source`["__proto__"]` : propertyKey(name);
}

/**
 * The object under a name of a table. The compiler takes `constructor` and the like for what every object inherits, so it would widen the
 * literals in it.
 */
export function memberOf(name: string, value: SourceText): SourceText {
  return Object.hasOwn(Object.prototype, name) && value.startsWith("{") ? source`${value} as const` : value;
}

/**
 * An identifier that begins with a word of ours, and continues with the letters and digits of a text: `input` and `a-b` become `inputAB`.
 */
export function identifier(prefix: SourceText, text: string): SourceText {
  const words = text.split(/[^A-Za-z\d]+/).filter((word) => word !== "");
  return asSource(`${prefix}${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`);
}

/** The beginning of an identifier, as close to a text as possible. Forbidden characters become underscores. A word of ours follows. */
export function variableName(text: string): SourceText {
  return asSource(text.replaceAll(/\W+/g, "_").replace(/^(?=\d|$)/, "_"));
}

/** The names that an expression uses: everything outside strings and keys of objects. */
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
 * A documentation comment with these paragraphs and tags, or nothing without them. It ends with a line break. No text can leave the comment
 * or make a tag: `@internal` in a description would remove the declaration from a package.
 */
export function docComment(parts: readonly (string | DocTag)[], indent: SourceText): SourceText {
  const lines = parts.flatMap((part) => (typeof part === "string" ? commentLines(carriedWords(part)) : tagLines(part)));
  if (lines.every((line) => line === "")) return source``;
  if (lines.length === 1) return asSource(`${indent}/** ${lines[0]} */\n`);
  return asSource(`${indent}/**\n${lines.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}\n`).join("")}${indent} */\n`);
}

function tagLines({ tag, text }: DocTag): readonly string[] {
  const [first = "", ...rest] = commentLines(WORDED.has(tag) ? carriedWords(text) : text);
  // After `@see a`, the compiler reads any `@` as the next tag, except in an address: `https://x/@a`.
  const line = tag === "see" ? first.replaceAll(/(?<![/\\])@/g, String.raw`\@`) : first;
  return [`@${tag} ${line}`.trimEnd(), ...rest];
}

/** The tags that contain words. The others contain a value or an address. */
const WORDED: ReadonlySet<DocTag["tag"]> = new Set(["deprecated", "throws"]);

/** An editor shows this at a name, so it must be short. A page may have a whole chapter there. */
const MAX_CHARACTERS = 1000;

/** Code, which stays; an HTML line break; an item of a list; any other tag; and a link or an image of Markdown, with its words. */
const MARKUP =
  /(`[^`]*`)|(<br[^<>]*>|<[ou]l(?:\s[^<>]*)?>|<\/(?:p|li|tr)>)|(<li(?:\s[^<>]*)?>)|<[a-z/!][^<>]*>|!?\[([^[\]]*)\]\([^()\s]*\)/gi;

/** A page's text for a comment: cut to a length, and without images, links or HTML that an editor would show. */
function carriedWords(text: string): string {
  const words = text.replaceAll(
    MARKUP,
    (_, code?: string, end?: string, item?: string, link?: string) => code ?? (end ? "\n" : item ? "- " : (link ?? "")),
  );
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

/** The compiler reads an `@` as a tag at the start of a line, after a space and after `{`, but not between backticks or in a word. */
const CODE_OR_TAG = /`[^`]*`|(^|[\s{])@/g;

/** A text on one line of a comment, for templates that contain the rest of the line. */
export function commentText(text: string): string {
  return commentLines(text).join(" ");
}

/** A line that is a comment, with its line break. */
export function lineComment(text: string): SourceText {
  return asSource(`// ${commentText(text)}\n`);
}

/** Opening comment of every generated file. */
export function fileHeader(vendor: string): SourceText {
  return lineComment(`Generated by \`specloom generate ${vendor}\` from specs/${vendor}/openapi.gen.yaml. Do not edit.`);
}

/** The replacement of a mark: a name as a key or, in quotes, as a string; a type; or a comment over the next line. */
export type Filling =
  | { readonly name: string }
  | { readonly type: SourceText }
  | { readonly comment: readonly (string | DocTag)[] };

/**
 * Puts source into a layout that another printer made of marks: `$0` is the first filling. Throws a TypeError if the layout contains
 * anything but marks, punctuation, statuses and the words of OpenAPI and TypeScript for such a layout.
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

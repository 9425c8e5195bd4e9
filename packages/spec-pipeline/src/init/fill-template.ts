import { codeSpan } from "../print/markdown-text.ts";
import { plainWords } from "../print/plain-words.ts";
import { commentText, type SourceText } from "../source/source-text.ts";

/**
 * What may stand for a placeholder. Where it stands decides what it takes, and how that is written; anything else is an error.
 *
 * - `name`: letters, digits, `_` and `-`. Stands anywhere.
 * - Source: stands in code, outside of strings and comments.
 * - `text`: what a document says. Stands in comments, in strings of JSON, and without markup in Markdown.
 * - `code`: the same as a code span of Markdown, where every character counts.
 */
export type Filling = SourceText | { readonly name: string } | { readonly text: string } | { readonly code: string };

/**
 * What fills a template. A filling stands for `$name$`. Lines from `// #if name` to `// #end` stay where the name has a filling or is true.
 * Lines from `// #each name` to `// #end` stand once for each entry of the list, which adds fillings of its own.
 */
export interface Fillings {
  readonly [name: string]: Filling | boolean | undefined | readonly Fillings[];
}

/**
 * The text of a file that is made of a template: source, JSON or Markdown by the ending of its path.
 *
 * @throws {Error} the template has a name that is not given, a name is given that it does not have, or a filling stands where it may not.
 */
export function fillTemplate(path: string, template: string, fillings: Fillings): string {
  return fillBlock(toBlock(template, path), fillings, path);
}

interface Line {
  readonly text: string;
  /** Whether it is inside a Markdown fence. */
  readonly isFenced: boolean;
}

interface Block {
  readonly kind: "if" | "each";
  readonly name: string;
  readonly parts: (Line | Block)[];
}

const PLACEHOLDER = /\$([a-z][A-Za-z]*)\$/g;
const DIRECTIVE = /^\s*(?:\/\/|<!--) #(?:(if|each) ([a-z][A-Za-z]*)|end)(?: -->)?\s*$/;

function toBlock(template: string, path: string): Block {
  const whole: Block = { kind: "if", name: "", parts: [] };
  const open = [whole];
  let isFenced = false;
  for (const text of template.split(/(?<=\n)/)) {
    const directive = DIRECTIVE.exec(text);
    const parent = open.at(-1) ?? whole;
    if (text.startsWith("```")) isFenced = !isFenced;
    if (!directive && /^\s*(?:\/\/|<!--) #/.test(text)) throw new Error(`${path}: ${text.trim()} is not a known directive`);
    if (!directive) parent.parts.push({ text, isFenced });
    else if (directive[2] === undefined) open.pop();
    else {
      const block: Block = { kind: directive[1] === "each" ? "each" : "if", name: directive[2], parts: [] };
      parent.parts.push(block);
      open.push(block);
    }
  }
  if (open.length !== 1) throw new Error(`${path}: a block has no #end, or an #end has no block`);
  return whole;
}

function fillBlock(block: Block, fillings: Fillings, path: string): string {
  const names = namesIn(block);
  const unused = Object.keys(fillings).filter((name) => !names.has(name));
  if (unused.length > 0) throw new Error(`${path} has no place for ${unused.join(", ")}`);
  return block.parts.map((part) => ("parts" in part ? fillPart(part, fillings, path) : fillLine(part, fillings, path))).join("");
}

function namesIn(block: Block): ReadonlySet<string> {
  return new Set(
    block.parts.flatMap((part) =>
      "parts" in part ? [part.name, ...namesIn(part)] : [...part.text.matchAll(PLACEHOLDER)].map(([, name = ""]) => name),
    ),
  );
}

function fillPart(block: Block, fillings: Fillings, path: string): string {
  if (!(block.name in fillings)) throw new Error(`${path}: nothing is given for ${block.name}`);
  const value = fillings[block.name];
  if (isList(value) !== (block.kind === "each")) throw new Error(`${path}: ${block.name} does not go with #${block.kind}`);
  const names = namesIn(block);
  const around = Object.fromEntries(Object.entries(fillings).filter(([name]) => names.has(name)));
  if (isList(value)) return value.map((entry) => fillBlock(block, { ...around, ...entry }, path)).join("");
  return value === undefined || value === false ? "" : fillBlock(block, around, path);
}

function isList(value: Fillings[string]): value is readonly Fillings[] {
  return Array.isArray(value);
}

function fillLine({ text, isFenced }: Line, fillings: Fillings, path: string): string {
  return text.replaceAll(PLACEHOLDER, (_, name: string, offset: number) => {
    const value = fillings[name];
    if (value === undefined || typeof value === "boolean" || isList(value))
      throw new Error(`${path}: nothing is given for ${name}`);
    const place = placeOf(path, text.slice(0, offset), isFenced);
    const written = write(value, place);
    if (written === undefined) throw new Error(`${path}: the filling of ${name} may not stand in ${place}`);
    return written;
  });
}

type Place = "code" | "a comment" | "a string of code" | "JSON" | "prose";

/** The place of a placeholder, told by the file and the beginning of its line. */
function placeOf(path: string, before: string, isFenced: boolean): Place {
  if (path.endsWith(".json")) return "JSON";
  if (!path.endsWith(".ts") && !isFenced) return "prose";
  if (/^\s*(?:\/\/|\/?\*)/.test(before)) return "a comment";
  const open = before.replaceAll(/"[^"]*"|`[^`]*`/g, "");
  return /"|`(?!.*\$\{)/.test(open) ? "a string of code" : "code";
}

/** Undefined if the filling may not stand there. */
function write(filling: Filling, place: Place): string | undefined {
  if (typeof filling === "string") return place === "code" ? filling : undefined;
  if ("name" in filling) return /^[\w-]+$/.test(filling.name) ? filling.name : undefined;
  if ("code" in filling) return place === "prose" ? codeSpan(filling.code) : undefined;
  if (place === "a comment") return commentText(filling.text);
  if (place === "prose") return plainWords(filling.text);
  return place === "JSON" ? JSON.stringify(filling.text).slice(1, -1) : undefined;
}

import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit, type Document } from "yaml";
import { parseJson, pointerSegments, type Json } from "./json.ts";
import type { Location, Problem } from "./problem.ts";

/** Text that holds YAML or JSON, and where in the workspace it stands. */
export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** Line of the file at which the text starts; 1 for a whole file. */
  readonly firstLine: number;
  /** How many columns the text was moved to the left, as a fence in a list item is. */
  readonly indent?: number | undefined;
}

/** Real documents nest some thirty levels; beyond this limit a reader of ours would run out of stack. */
const MAX_DEPTH = 400;
const TOO_DEEP = `nests deeper than ${MAX_DEPTH} levels`;

const parsed = new WeakMap<YamlSource, { document: Document.Parsed; lines: LineCounter }>();

function parse(source: YamlSource): { document: Document.Parsed; lines: LineCounter } {
  const known = parsed.get(source);
  if (known) return known;
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  parsed.set(source, { document, lines });
  return { document, lines };
}

/** The value of the text, or problems that name the lines at which it is not YAML. JSON is read as JSON, which is much faster. */
export function readYaml(source: YamlSource, rule: string): { value: Json | undefined; problems: readonly Problem[] } {
  const at = (location: Location, message: string): Problem => ({ rule, severity: "error", message, location });
  const start = { file: source.file, line: source.firstLine };
  if (depthOfBrackets(source.text) > MAX_DEPTH) return { value: undefined, problems: [at(start, `the document ${TOO_DEEP}`)] };
  if (/^\s*[[{]/.test(source.text)) {
    try {
      return { value: parseJson(source.text), problems: [] };
    } catch {
      // YAML may be written with braces too; its parser also knows the line.
    }
  }
  try {
    const { document, lines } = parse(source);
    const errors = [...document.errors, ...document.warnings];
    if (errors.length > 0) {
      // One mistake makes several errors at one place; the first says most.
      const first = errors.filter((error, index) => errors.findIndex(({ pos }) => pos[0] === error.pos[0]) === index);
      return {
        value: undefined,
        problems: first.slice(0, 5).map((error) => at(place(source, lines, error.pos[0]), oneLine(error.message))),
      };
    }
    let tooDeep: number | undefined;
    visit(document, (_key, node, path) => {
      // A pair and its value each count in the path.
      if (path.length <= MAX_DEPTH * 2) return undefined;
      tooDeep = offsetOf(node) ?? 0;
      return visit.BREAK;
    });
    if (tooDeep !== undefined)
      return { value: undefined, problems: [at(place(source, lines, tooDeep), `the document ${TOO_DEEP}`)] };
    // A document with a map as key, a date or a big integer is still JSON after this.
    return { value: parseJson(JSON.stringify(document.toJS() ?? null)), problems: [] };
  } catch (error) {
    return { value: undefined, problems: [at(start, oneLine(error instanceof Error ? error.message : String(error)))] };
  }
}

/** Where in its file the node that the pointer names stands: its key where it has one. The start of the text where it is not found. */
export function locate(source: YamlSource, pointer: string): Location {
  const start: Location = { file: source.file, line: source.firstLine };
  try {
    const { document, lines } = parse(source);
    let node: unknown = document.contents;
    let offset: number | undefined;
    for (const segment of pointerSegments(pointer)) {
      if (isMap(node)) {
        const pair = node.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === segment);
        if (!pair) break;
        offset = offsetOf(pair.key) ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(segment)];
        offset = offsetOf(node) ?? offset;
      } else break;
    }
    return offset === undefined ? start : place(source, lines, offset);
  } catch {
    return start;
  }
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function place(source: YamlSource, lines: LineCounter, offset: number): Location {
  const { line, col } = lines.linePos(offset);
  return { file: source.file, line: source.firstLine + Math.max(line, 1) - 1, column: Math.max(col, 1) + (source.indent ?? 0) };
}

function oneLine(message: string): string {
  return message.replaceAll(/\s+/g, " ").trim();
}

function depthOfBrackets(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === "{" || character === "[") deepest = Math.max(deepest, (depth += 1));
    else if (character === "}" || character === "]") depth -= 1;
  }
  return deepest;
}

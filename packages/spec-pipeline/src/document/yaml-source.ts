import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { Location, Problem } from "../problems/problem.ts";
import type { RuleId } from "../problems/rules.ts";
import { indexJson, type JsonIndex } from "./json-index.ts";
import { escapePointer, parseJson, pointerSegments, type Json } from "./json.ts";
import { keysAsText } from "./keys-as-text.ts";
import { withoutComments } from "./without-comments.ts";

/** Text of YAML or JSON, and its place in the workspace. */
export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** Line of the file at which the text starts; 1 for a whole file. */
  readonly firstLine: number;
  /** The number of columns that the text was moved to the left, if its fence is in a list item. */
  readonly indent?: number | undefined;
}

/** Cached facts about a text. JSON is read as JSON, which takes a tenth of the time and memory. */
type Parsed =
  | { readonly kind: "json"; readonly value: Json; readonly index: JsonIndex; readonly lines: LineCounter }
  | { readonly kind: "yaml"; readonly document: Document.Parsed; readonly lines: LineCounter };

/** Real documents have some thirty levels. Beyond this limit our readers would run out of stack. */
const MAX_DEPTH = 400;
const TOO_DEEP = `the document nests deeper than ${MAX_DEPTH} levels`;

/** The value of the text, or problems with the lines that cannot be read. */
export function readYaml(source: YamlSource, rule: RuleId): { value: Json | undefined; problems: readonly Problem[] } {
  const refuse = (location: Location, message: string): Problem => ({ rule, severity: "error", message, location });
  const start = { file: source.file, line: source.firstLine };
  if (depthOfBrackets(source.text) > MAX_DEPTH) return { value: undefined, problems: [refuse(start, TOO_DEEP)] };
  try {
    const parsed = parse(source);
    const faults = parsed.kind === "json" ? faultsOfJson(parsed.index) : faultsOfYaml(parsed.document);
    const problems = faults.map(({ offset, message }) => refuse(place(source, parsed.lines, offset), message));
    if (problems.length > 0) return { value: undefined, problems };
    // This makes a document with a map as key, a date or a big integer into JSON.
    const value = parsed.kind === "json" ? parsed.value : parseJson(JSON.stringify(parsed.document.toJS() ?? null));
    return { value, problems: [] };
  } catch (error) {
    return { value: undefined, problems: [refuse(start, oneLine(error instanceof Error ? error.message : String(error)))] };
  }
}

/** The place of a node in its file: its key, if it has one. If the pointer leads nowhere, the place of the nearest node above. */
export function locate(source: YamlSource, pointer: string): Location {
  try {
    const parsed = parse(source);
    const segments = pointerSegments(pointer);
    const offset = parsed.kind === "json" ? offsetInJson(parsed.index, segments) : offsetInYaml(parsed.document, segments);
    if (offset !== undefined) return place(source, parsed.lines, offset);
  } catch {
    // A text that cannot be parsed has no nodes.
  }
  return { file: source.file, line: source.firstLine };
}

const known = new WeakMap<YamlSource, Parsed>();

function parse(source: YamlSource): Parsed {
  const parsed = known.get(source) ?? parseText(source.text);
  known.set(source, parsed);
  return parsed;
}

function parseText(given: string): Parsed {
  const lines = new LineCounter();
  // YAML may start with a brace too, and its parser finds the place of a mistake.
  const plain = readJson(given);
  const text = plain === undefined ? withoutComments(given) : given;
  const value = plain ?? readJson(text);
  if (value === undefined) {
    return {
      kind: "yaml",
      document: parseDocument(given, {
        lineCounter: lines,
        merge: true,
        customTags: keysAsText,
        prettyErrors: false,
        logLevel: "error",
      }),
      lines,
    };
  }
  for (let end = -1; ;) {
    lines.addNewLine(end + 1);
    end = text.indexOf("\n", end + 1);
    if (end === -1) break;
  }
  return { kind: "json", value, index: indexJson(text), lines };
}

/** Undefined if the text is not JSON. */
function readJson(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const REPEATED_KEY = "this key stands twice in its object";

/** Our words where the library's are for programs that call it. */
const WORDS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: REPEATED_KEY,
  MULTIPLE_DOCS: "a second YAML document starts here, and a file may have only one",
};

interface Fault {
  readonly offset: number;
  readonly message: string;
}

function faultsOfJson({ repeatedKeys }: JsonIndex): readonly Fault[] {
  return repeatedKeys.slice(0, 5).map((offset) => ({ offset, message: REPEATED_KEY }));
}

function faultsOfYaml(document: Document.Parsed): readonly Fault[] {
  const faults = [...document.errors, ...document.warnings].map(({ code, pos, message }) => ({
    offset: pos[0],
    message: WORDS[code] ?? oneLine(message),
  }));
  // One mistake causes several errors at one place. The first one says most.
  if (faults.length > 0)
    return faults.filter((fault, index) => faults.findIndex(({ offset }) => offset === fault.offset) === index).slice(0, 5);
  let endless: Fault | undefined;
  visit(document, (_key, node, path) => {
    // A pair and its value each count in the path.
    if (path.length > MAX_DEPTH * 2) endless = { offset: offsetOf(node) ?? 0, message: TOO_DEEP };
    else if (isAlias(node) && path.some((above) => isNode(above) && "anchor" in above && above.anchor === node.source))
      endless = { offset: offsetOf(node) ?? 0, message: `*${node.source} stands within &${node.source}, which then has no end` };
    return endless === undefined ? undefined : visit.BREAK;
  });
  return endless === undefined ? [] : [endless];
}

function offsetInJson({ offsets }: JsonIndex, segments: readonly string[]): number | undefined {
  let above = "";
  for (const segment of segments) {
    const next = `${above}/${escapePointer(segment)}`;
    if (!offsets.has(next)) break;
    above = next;
  }
  return offsets.get(above);
}

function offsetInYaml(document: Document.Parsed, segments: readonly string[]): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const segment of segments) {
    if (isMap(node)) {
      const pair = pairsOf(node).get(segment);
      if (!pair) break;
      offset = offsetOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(segment)];
      offset = offsetOf(node) ?? offset;
    } else break;
  }
  return offset;
}

const pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  const byKey =
    pairs.get(map) ?? new Map(map.items.map((pair) => [String(isScalar(pair.key) ? pair.key.value : pair.key), pair]));
  pairs.set(map, byKey);
  return byKey;
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
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    if (bracket === "{" || bracket === "[") deepest = Math.max(deepest, (depth += 1));
    else depth -= 1;
  }
  return deepest;
}

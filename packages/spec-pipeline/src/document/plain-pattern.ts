import { CharacterSet } from "./character-set.ts";
import { parsePattern, type PatternNode } from "./parse-pattern.ts";

/** The parser does not tell these apart: assertions, back references, modifiers, Unicode classes and characters beyond ASCII. */
const BEYOND = /\(\?[^:]|\\[bBcksSpP1-9]|\\u(?!00[0-7])|\\x[89a-f]|[^\0-\x7F]/i;

/**
 * A text that is the same for patterns that differ only in spelling: escapes, classes, groups, counts, the order of alternatives, and `.*`
 * at an end, which restricts nothing. Empty if every text matches. The pattern itself if this cannot be decided.
 */
export function plainPattern(pattern: string): string {
  const node = BEYOND.test(pattern) ? undefined : parsePattern(pattern);
  if (node === undefined) return pattern;
  const ways = alternativesOf(node).map((way) => withoutFreeEnds(elementsOf(way)));
  return ways.some((way) => way.length === 0) ? "" : choiceText(ways.map(sequenceText));
}

/** The texts of several patterns, in one order. */
export function plainPatterns(patterns: readonly unknown[]): readonly string[] {
  return patterns.map((pattern) => plainPattern(String(pattern))).toSorted();
}

/** The items of a sequence, with their counts. */
interface Element {
  readonly text: string;
  readonly least: number;
  readonly most: number;
}

const ANY: ReadonlySet<string> = new Set([CharacterSet.of("\n\r").others(), CharacterSet.all()].map(setText));
const EDGES: ReadonlySet<string> = new Set(["^", "$"]);

function alternativesOf(node: PatternNode): readonly PatternNode[] {
  if (node.kind === "choice") return node.items.flatMap(alternativesOf);
  const [only, ...others] = node.kind === "sequence" ? node.items : [];
  return only === undefined || others.length > 0 ? [node] : alternativesOf(only);
}

function elementsOf(node: PatternNode): readonly Element[] {
  if (node.kind === "sequence") return node.items.flatMap(elementsOf).reduce(joinElement, []);
  if (node.kind !== "repeat") return [{ text: textOf(node), least: 1, most: 1 }];
  const { least, most } = node;
  const [inner, ...others] = elementsOf(node.item);
  if (inner === undefined) return [];
  const isOnce = others.length === 0 && inner.least === 1 && inner.most === 1;
  return [{ text: isOnce ? inner.text : `(${sequenceText([inner, ...others])})`, least, most }];
}

/** `aa*` is `a+`. */
function joinElement(elements: readonly Element[], next: Element): Element[] {
  const last = elements.at(-1);
  if (last === undefined || last.text !== next.text || EDGES.has(last.text)) return [...elements, next];
  return [...elements.slice(0, -1), { text: last.text, least: last.least + next.least, most: last.most + next.most }];
}

/** A pattern may match anywhere. An item at an end that may be empty therefore adds nothing. */
function withoutFreeEnds(elements: readonly Element[]): readonly Element[] {
  const isFree = (element: Element | undefined): boolean =>
    element !== undefined && ANY.has(element.text) && element.least === 0 && element.most === Infinity;
  const start = elements[0]?.text === "^" ? 1 : 0;
  const end = elements.at(-1)?.text === "$" && elements.length > start ? elements.length - 1 : elements.length;
  if (end > start && isFree(elements[start])) return withoutFreeEnds(elements.slice(start + 1));
  if (end > start && isFree(elements[end - 1])) return withoutFreeEnds(elements.slice(0, end - 1));
  // Every text has an edge, so an edge alone restricts nothing.
  return elements.every(({ text }) => EDGES.has(text)) && elements.length < 2 ? [] : elements;
}

function sequenceText(elements: readonly Element[]): string {
  return elements.map(({ text, least, most }) => (least === 1 && most === 1 ? text : `${text}{${least},${most}}`)).join("");
}

function choiceText(ways: readonly string[]): string {
  return [...new Set(ways)].toSorted().join("|");
}

function textOf(node: PatternNode): string {
  if (node.kind === "set") return setText(node.set);
  if (node.kind === "edge") return node.isStart ? "^" : "$";
  const ways = alternativesOf(node);
  const sets = ways.flatMap((way) => (way.kind === "set" ? [way.set] : []));
  if (sets.length === ways.length) return setText(sets.reduce((all, set) => all.with(set), CharacterSet.none()));
  return `(${choiceText(ways.map((way) => sequenceText(elementsOf(way))))})`;
}

function setText(set: CharacterSet): string {
  return `[${set.key}]`;
}

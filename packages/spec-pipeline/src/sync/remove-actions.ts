import { isMap, isSeq, parseDocument } from "yaml";

/** The text of an overlay without some of its actions. The rest of a person's text stays. Undefined if no action is left. */
export function removeActions(text: string, indices: readonly number[]): string | undefined {
  const document = parseDocument(text);
  const actions = isMap(document.contents) ? document.contents.get("actions", true) : undefined;
  if (!isSeq(actions)) return text;
  const kept = actions.items.filter((_item, index) => !indices.includes(index));
  if (kept.length === 0) return undefined;
  // From the line of an item to the line of the next one: a comment above an item belongs to it.
  const starts = actions.items.map((item) => lineStart(text, rangeOf(item)?.[0] ?? 0));
  const ends = actions.items.map((_item, index) => starts[index + 1] ?? actions.range?.[2] ?? text.length);
  return indices
    .toSorted((a, b) => b - a)
    .reduce((left, index) => left.slice(0, starts[index] ?? 0) + left.slice(ends[index] ?? left.length), text);
}

function rangeOf(item: unknown): readonly number[] | undefined {
  return typeof item === "object" && item !== null && "range" in item && Array.isArray(item.range) ? item.range : undefined;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

import { stringify } from "yaml";
import { isList, isObject, type Json } from "../document/json.ts";
import { cutText } from "../print/cut-text.ts";
import type { JudgedChange } from "./change.ts";
import { MOST_CHARACTERS, type Comparison } from "./comparison.ts";

/** A change before and after, in one language. */
export interface Sides {
  readonly language: "TypeScript" | "YAML";
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Longer sides are cut: a report shows the change, and the document has the rest. */
const MOST_LINES = 24;

/** A change in the types of a client, and in the document. Empty if one short line is enough: see `valuesText`. */
export function sidesOf(change: JudgedChange, { typeAt }: Comparison): readonly Sides[] {
  const [place] = change.places;
  // A whole operation has no type of its own.
  const direction = place && place.part === "" && place.field === "" ? undefined : place?.direction;
  const type = (side: "before" | "after", pointer: string | undefined): string | undefined =>
    pointer === undefined || direction === undefined ? undefined : typeAt?.(side, pointer, direction);
  const types = { before: type("before", change.oldPointer), after: type("after", change.newPointer) };
  const texts = { before: yamlOf(change.before), after: yamlOf(change.after) };
  const isLong = [change.before, change.after].some((value) => isObject(value) || isList(value));
  return [
    ...(types.before === types.after
      ? []
      : [{ language: "TypeScript" as const, before: cut(types.before), after: cut(types.after) }]),
    ...(isLong ? [{ language: "YAML" as const, before: cut(texts.before), after: cut(texts.after) }] : []),
  ];
}

function yamlOf(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : stringify(value, { lineWidth: 0 }).trimEnd();
}

function cut(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const lines = text.split("\n");
  const more = lines.length > MOST_LINES ? [`… ${lines.length - MOST_LINES} more lines`] : [];
  return [...lines.slice(0, MOST_LINES).map((line) => cutText(line, MOST_CHARACTERS)), ...more].join("\n");
}

import { isObject, resolvePointer, stringMember, withMembers, type JsonObject } from "./json.ts";
import { mapNodes } from "./nodes.ts";

/** A chain of this many references is left unchanged. A name for another name is common, a dozen in a row is not. */
const LONGEST = 8;

/** The end of a reference, and the number of references on the way. */
interface End {
  readonly reference: string;
  readonly steps: number;
}

export interface ShortenedChain {
  readonly pointer: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The document with each long chain of references replaced by a reference to its end. Bundler and linter follow each reference to its end,
 * so their time would grow with the square of the chain.
 */
export function shortenChains(document: JsonObject): {
  readonly document: JsonObject;
  readonly changes: readonly ShortenedChain[];
} {
  const ends = new Map<string, End>();
  const changes: ShortenedChain[] = [];
  const shortened = mapNodes(document, (node, _kind, pointer) => {
    const before = stringMember(node, "$ref");
    if (before === undefined) return node;
    const { reference: after, steps } = endOf(document, before, ends);
    if (steps <= LONGEST) return node;
    changes.push({ pointer, before, after });
    return withMembers(node, { $ref: after });
  });
  return changes.length === 0 ? { document, changes } : { document: shortened, changes };
}

/** Follows references that lead to nothing but another reference. A reference in a circle is its own end. */
function endOf(document: JsonObject, first: string, ends: Map<string, End>): End {
  const way: string[] = [];
  const passed = new Set<string>();
  let next = first;
  for (;;) {
    const known = ends.get(next);
    const target = known === undefined ? onlyReference(document, next) : undefined;
    if (passed.has(next)) {
      for (const reference of way) ends.set(reference, { reference, steps: 0 });
      break;
    }
    if (known !== undefined || target === undefined) {
      let end: End = known ?? { reference: next, steps: 0 };
      ends.set(next, end);
      for (const reference of way.toReversed()) {
        end = { reference: end.reference, steps: end.steps + 1 };
        ends.set(reference, end);
      }
      break;
    }
    way.push(next);
    passed.add(next);
    next = target;
  }
  return ends.get(first) ?? { reference: first, steps: 0 };
}

function onlyReference(document: JsonObject, reference: string): string | undefined {
  const node = reference.startsWith("#/") ? resolvePointer(document, reference) : undefined;
  return isObject(node) && Object.keys(node).length === 1 ? stringMember(node, "$ref") : undefined;
}

import { locateInFragment, type Fragment } from "../document/fragment.ts";
import { isList, member, pointerSegments, escapePointer, type Json } from "../document/json.ts";
import type { Action } from "../document/read-overlay.ts";
import type { Problem } from "./problem.ts";
import { locate } from "../document/yaml-source.ts";

/**
 * Adds file and line to a problem of a document that was made of the fragments and the overlays: whichever of them says more
 * of the faulty node, and the overlay where both do, since it has the last word.
 */
export function traceToSource(problem: Problem, fragments: readonly Fragment[], actions: readonly Action[]): Problem {
  if (problem.location !== undefined || problem.pointer === undefined) return problem;
  const segments = pointerSegments(problem.pointer);
  const pages = fragments.map((fragment) => ({ fragment, depth: depthWithin(fragment.document, segments) }));
  const page = deepest(pages);
  const overlays = actions.map((action) => ({ action, ...depthWithinAction(action, segments) }));
  const overlay = deepest(overlays);
  if (overlay && overlay.depth >= (page?.depth ?? 0)) {
    return { ...problem, location: locate(overlay.action.overlay, `${overlay.action.pointer}/update${overlay.within}`) };
  }
  if (!page || isTooVague(segments.slice(0, page.depth))) return problem;
  const location = locateInFragment(page.fragment, toPointer(segments.slice(0, page.depth)));
  return { ...problem, page: page.fragment.page.name, location };
}

function deepest<Match extends { readonly depth: number }>(matches: readonly Match[]): Match | undefined {
  return matches.reduce<Match | undefined>((best, match) => (match.depth > (best?.depth ?? 0) ? match : best), undefined);
}

/** The first pages hold these too, but a fault below them need not be theirs. */
function isTooVague(segments: readonly string[]): boolean {
  const [root] = segments;
  return (root === "paths" && segments.length === 1) || (root === "components" && segments.length <= 2);
}

/** How many of the segments lead to something in the value. */
function depthWithin(value: Json | undefined, segments: readonly string[]): number {
  let depth = 0;
  for (let at = value; depth < segments.length; depth += 1) {
    const segment = segments[depth] ?? "";
    at = isList(at) ? at[/^\d+$/.test(segment) ? Number(segment) : -1] : member(at, segment);
    if (at === undefined) break;
  }
  return depth;
}

/** The same for what an action adds, which starts at its target. An action that says nothing beyond its target has no part in it. */
function depthWithinAction({ target, value }: Action, segments: readonly string[]): { depth: number; within: string } {
  const base = definiteSegments(target);
  if (!base || !base.every((segment, index) => segment === segments[index])) return { depth: 0, within: "" };
  const rest = segments.slice(base.length);
  const depth = depthWithin(member(value, "update"), rest);
  return { depth: depth === 0 ? 0 : base.length + depth, within: toPointer(rest.slice(0, depth)) };
}

/** The segments of a JSONPath that names one node by its keys; undefined for any other. */
function definiteSegments(path: string): readonly string[] | undefined {
  if (!/^\$(?:\.[A-Za-z_]\w*|\['[^'\\]*'\]|\["[^"\\]*"\])*$/.test(path)) return undefined;
  return [...path.matchAll(/\.(\w+)|\['([^']*)'\]|\["([^"]*)"\]/g)].map(
    ([, name, single, double]) => name ?? single ?? double ?? "",
  );
}

function toPointer(segments: readonly string[]): string {
  return segments.map((segment) => `/${escapePointer(segment)}`).join("");
}

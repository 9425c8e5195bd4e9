import type { Effect } from "../document/effect.ts";
import { locateInFragment, type Fragment } from "../document/fragment.ts";
import { isList, member, pointerSegments, escapePointer, type Json } from "../document/json.ts";
import { locate } from "../document/yaml-source.ts";
import type { Problem } from "./problem.ts";

/**
 * Adds file and line to a problem of a document made of the fragments and the overlays. It uses the source that has more of the faulty
 * node, and the overlay if both have the same, since the overlay applies last.
 */
export function traceToSource(problem: Problem, fragments: readonly Fragment[], effects: readonly Effect[]): Problem {
  if (problem.location !== undefined || problem.pointer === undefined) return problem;
  const segments = pointerSegments(problem.pointer);
  const pages = fragments.map((fragment) => ({ fragment, depth: depthWithin(fragment.document, segments) }));
  const page = deepest(pages);
  const overlaid = effects.map((effect) => ({ effect, depth: depthOfEffect(effect, segments) }));
  const overlay = deepest(overlaid.toReversed());
  if (overlay && overlay.depth >= (page?.depth ?? 0)) {
    const within = toPointer(segments.slice(overlay.effect.location.length, overlay.depth));
    return { ...problem, location: locate(overlay.effect.overlay, `${overlay.effect.origin}${within}`) };
  }
  if (!page || isTooVague(segments.slice(0, page.depth))) return problem;
  const location = locateInFragment(page.fragment, toPointer(segments.slice(0, page.depth)));
  return { ...problem, page: page.fragment.page.name, location };
}

function deepest<Match extends { readonly depth: number }>(matches: readonly Match[]): Match | undefined {
  return matches.reduce<Match | undefined>((best, match) => (match.depth > (best?.depth ?? 0) ? match : best), undefined);
}

/** The first pages have these parts too, but need not be the origin of a fault below them. */
function isTooVague(segments: readonly string[]): boolean {
  const [root] = segments;
  return (root === "paths" && segments.length === 1) || (root === "components" && segments.length <= 2);
}

/** The number of segments that lead to something in the value. */
function depthWithin(value: Json | undefined, segments: readonly string[]): number {
  let depth = 0;
  for (let at = value; depth < segments.length; depth += 1) {
    const segment = segments[depth] ?? "";
    at = isList(at) ? at[/^\d+$/.test(segment) ? Number(segment) : -1] : member(at, segment);
    if (at === undefined) break;
  }
  return depth;
}

/** The same for the values that an action put into the document. Removed values do not count. */
function depthOfEffect({ location, after }: Effect, segments: readonly string[]): number {
  if (after === undefined || !location.every((step, index) => String(step) === segments[index])) return 0;
  return location.length + depthWithin(after, segments.slice(location.length));
}

function toPointer(segments: readonly string[]): string {
  return segments.map((segment) => `/${escapePointer(segment)}`).join("");
}

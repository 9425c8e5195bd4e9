import type { Effect } from "../document/effect.ts";
import { pointerSegments } from "../document/json.ts";
import { locate } from "../document/yaml-source.ts";
import type { Problem } from "./problem.ts";

/**
 * Finds the overlay behind each finding that the document without overlays did not have: the nearest of all changes that overlays made.
 * `earlier`: the findings of the same rules before the overlays.
 */
export function blameOverlays(
  findings: readonly Problem[],
  earlier: readonly Problem[],
  effects: readonly Effect[],
): readonly Problem[] {
  const known = new Set(earlier.map(keyOf));
  return findings.map((problem) => {
    if (problem.location !== undefined || problem.pointer === undefined || known.has(keyOf(problem))) return problem;
    const segments = pointerSegments(problem.pointer);
    const nearest = effects
      .map((effect) => ({ effect, shared: sharedSteps(segments, effect.location) }))
      .reduce<{ effect: Effect | undefined; shared: number }>((best, next) => (next.shared > best.shared ? next : best), {
        effect: undefined,
        shared: 0,
      });
    if (!nearest.effect) return problem;
    const { overlay, origin } = nearest.effect;
    return { ...problem, message: `${problem.message} (since the overlay)`, location: locate(overlay, origin) };
  });
}

function keyOf({ rule, pointer }: Problem): string {
  return `${rule} ${pointer}`;
}

function sharedSteps(segments: readonly string[], location: Effect["location"]): number {
  const end = location.findIndex((step, index) => String(step) !== segments[index]);
  return end === -1 ? location.length : end;
}

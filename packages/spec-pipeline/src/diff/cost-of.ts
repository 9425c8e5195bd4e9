import { policyOf, type ChangeKind } from "./policy.ts";

/** What is read still fits, although code that handles the rest no longer compiles. */
export const stillFitting: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  "output-variant-removed",
  "output-closed-value-removed",
  "output-type-removed",
]);

interface Differences {
  readonly changes: readonly { readonly kind: ChangeKind }[];
  readonly links: readonly { readonly old: string; readonly new: string }[];
}

/** The cost of a breaking change. */
export const BREAKING = 1000;
const COSTS = { major: BREAKING, minor: 10, patch: 1, none: 0 };

/** The distance of two alternatives: breaking changes count most, then other differences. */
export function costOf({ changes, links }: Differences): number {
  const costs = changes.map(({ kind }) => COSTS[stillFitting.has(kind) ? "minor" : policyOf(kind)]);
  return costs.reduce((sum, cost) => sum + cost, 0) + links.filter((link) => link.old !== link.new).length;
}

import { policyOf, type ChangeKind } from "./policy.ts";

interface Differences {
  readonly changes: readonly { readonly kind: ChangeKind }[];
  readonly links: readonly { readonly old: string; readonly new: string }[];
}

/** The cost of a breaking change. */
export const BREAKING = 1000;

/** The distance of two alternatives: breaking changes count most, then other differences. */
export function costOf({ changes, links }: Differences): number {
  const costs = changes.map(({ kind }) => ({ major: BREAKING, minor: 10, patch: 1, none: 0 })[policyOf(kind)]);
  return costs.reduce((sum, cost) => sum + cost, 0) + links.filter((link) => link.old !== link.new).length;
}

import * as fc from "fast-check";

/** Filters of `and`, `or` and `not` over the given leaves, and over further shapes. */
export function filterTrees(leaf: fc.Arbitrary<unknown>, ...others: readonly fc.Arbitrary<unknown>[]): fc.Arbitrary<unknown> {
  return fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.record({ and: fc.array(tie("tree"), { maxLength: 3 }) }),
      fc.record({ or: fc.array(tie("tree"), { maxLength: 3 }) }),
      fc.record({ not: tie("tree") }),
      ...others,
    ),
  })).tree;
}

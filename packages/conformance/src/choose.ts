/** Some of a list, the same for a seed, in the list's order. */
export function choose<Item>(items: readonly Item[], count: number, seed: number): readonly Item[] {
  let state = seed;
  const ranked = items.map((item, index) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return { item, index, rank: state };
  });
  const kept = ranked.toSorted((a, b) => a.rank - b.rank).slice(0, count);
  return kept.toSorted((a, b) => a.index - b.index).map(({ item }) => item);
}

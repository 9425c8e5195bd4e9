/** What several samples of one thing come to: the middle one, and how far they lie apart. */
export interface Summary {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly samples: number;
}

/** The middle value; the mean of the two middle ones where the count is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError("a median needs at least one value");
  return (lower + upper) / 2;
}

export function summarize(values: readonly number[]): Summary {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values), samples: values.length };
}

/**
 * One ratio for each round, each over the floor of the same round.
 * A machine that slows down for a while slows both halves of such a pair, so the ratios lie closer than the samples do.
 */
export function ratiosByRound(samples: readonly number[], floors: readonly number[]): number[] {
  if (samples.length !== floors.length) throw new RangeError(`${samples.length} rounds cannot be paired with ${floors.length}`);
  return samples.map((sample, round) => {
    const floor = floors[round];
    if (floor === undefined || floor <= 0) throw new RangeError(`the floor of round ${round + 1} is not above zero`);
    return sample / floor;
  });
}

/** The same list begun one place later in each round, so that nobody is always first, on the coldest machine. */
export function rotate<T>(items: readonly T[], round: number): T[] {
  const start = items.length === 0 ? 0 : round % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

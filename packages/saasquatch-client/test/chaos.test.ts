import { expect, test } from "vitest";
import { MODES, moderateThroughChaos } from "./support/moderate-through-chaos.ts";
import { walkThroughChaos, type WalkOutcome } from "./support/walk-through-chaos.ts";

/** Of each mode, and of the walk; `pnpm conformance chaos` makes more. */
const RUNS = 12;

const counts = { accepted: 0, rejected: 0, unknown: 0, notSent: 0 };

test.each(MODES.flatMap((mode) => Array.from({ length: RUNS }, (_, seed) => [mode, seed] as const)))(
  "the account of a moderation is the server's state, whatever the network does: %s, seed %i",
  async (mode, seed) => {
    const outcome = await moderateThroughChaos(mode, seed);
    for (const kind of ["accepted", "rejected", "unknown", "notSent"] as const) counts[kind] += outcome.counts[kind];
    expect(outcome.fault).toBeUndefined();
  },
);

test("every outcome occurred", () => {
  expect(Object.values(counts).filter((count) => count < 10)).toEqual([]);
});

test("a walk through a bad network ends with every row once, or with an error", async () => {
  const outcomes: WalkOutcome[] = [];
  for (let seed = 0; seed < RUNS; seed += 1) outcomes.push(await walkThroughChaos(seed));
  expect(outcomes.flatMap(({ fault }, seed) => (fault === undefined ? [] : [[seed, fault]]))).toEqual([]);
  // Both outcomes occurred.
  const whole = outcomes.filter(({ isWhole }) => isWhole).length;
  expect([whole > 1, whole < RUNS - 1]).toEqual([true, true]);
});

import { describe, expect, test } from "vitest";
import { WALKS, walkThroughChaos, type WalkOutcome } from "./support/walk-through-chaos.ts";

/** Of each walk; `pnpm conformance chaos` makes more. */
const RUNS = 20;

describe.each(WALKS)("through a bad network, %s", (walk) => {
  test("every walk ends with each row once, or with an error behind the rows before it", async () => {
    const outcomes: WalkOutcome[] = [];
    for (let seed = 0; seed < RUNS; seed += 1) outcomes.push(await walkThroughChaos(walk, seed));
    expect(outcomes.flatMap(({ fault }, seed) => (fault === undefined ? [] : [[seed, fault]]))).toEqual([]);
    // Both outcomes occurred.
    const whole = outcomes.filter(({ isWhole }) => isWhole).length;
    expect([whole > 2, whole < RUNS - 2]).toEqual([true, true]);
  });
});

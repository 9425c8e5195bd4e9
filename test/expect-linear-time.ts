import { expect } from "vitest";

/** How much longer the larger input is. */
const FACTOR = 8;

/** Work in proportion takes FACTOR times as long, and a search for each piece of the input FACTOR² = 64 times. */
const MOST_GROWTH = 40;

/** Shorter work is all overhead and chance. */
const LEAST_MS = 12;

/**
 * Expects that work takes time in proportion to the size of its input, and not to its square. The time is that of this thread's processor,
 * which a busy machine does not change. `work` gets the input that `inputOf` makes of a size, before the time counts.
 */
export async function expectLinearTime<Input>(
  inputOf: (size: number) => Input,
  work: (input: Input) => unknown,
  size: number,
): Promise<void> {
  const [short, long] = [inputOf(size), inputOf(size * FACTOR)];
  const least = await processorMs(work, short);
  const most = await processorMs(work, long);
  expect(most / Math.max(least, LEAST_MS), `${least} ms, then ${most} ms`).toBeLessThan(MOST_GROWTH);
}

/** The shorter of two runs: the first one compiles, and either may collect garbage. */
async function processorMs<Input>(work: (input: Input) => unknown, input: Input): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < 2; run++) {
    const before = process.threadCpuUsage();
    await work(input);
    const { user, system } = process.threadCpuUsage(before);
    runs.push((user + system) / 1000);
  }
  return Math.min(...runs);
}

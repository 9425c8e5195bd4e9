/** How much longer the larger input is. */
const FACTOR = 8;

/** Shorter work is all overhead and chance. */
const LEAST_MS = 12;

/** Between work in proportion, which takes FACTOR times as long, and a search for each piece of the input: FACTOR² = 64 times. */
export const LINEAR = 40;

/**
 * How many times as long work takes on an input of eight times the size. The time is that of this thread's processor, which a busy machine
 * does not change. `inputOf` makes the inputs before the time counts.
 */
export async function growthOf<Input>(
  inputOf: (size: number) => Input,
  work: (input: Input) => unknown,
  size: number,
): Promise<number> {
  const [short, long] = [inputOf(size), inputOf(size * FACTOR)];
  const least = await processorMs(work, short);
  return (await processorMs(work, long)) / Math.max(least, LEAST_MS);
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

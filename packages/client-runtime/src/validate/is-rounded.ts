/** An integer of JSON with more digits than every number holds. In a string it stands for nothing. */
const LONG_INTEGER = /(?:^|[^\d.])(-?\d{16,})(?![\d.eE])/g;

let rounded: ReadonlySet<number> = new Set();

/** Runs a check of the value of a JSON text, in which `isRounded` knows the integers of the text. */
export function withText<Result>(text: string | undefined, run: () => Result): Result {
  rounded = roundedIn(text ?? "");
  try {
    return run();
  } finally {
    rounded = new Set();
  }
}

/** Whether a number stands for an integer of the text that it does not hold: beyond 2^53, `JSON.parse` gives the nearest number. */
export function isRounded(value: number): boolean {
  return rounded.has(value);
}

function roundedIn(text: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const [, digits = ""] of text.matchAll(LONG_INTEGER)) {
    const number = Number(digits);
    if (!Number.isFinite(number) || BigInt(number) !== BigInt(digits)) numbers.add(number);
  }
  return numbers;
}

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const LEVELS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** A bar for each number, to an eighth of a character; that of the largest is `width` characters long. */
export function bars(numbers: readonly number[], width: number): string[] {
  const largest = Math.max(...numbers, Number.MIN_VALUE);
  return numbers.map((number) => {
    const eighths = Math.round((number / largest) * width * EIGHTHS.length);
    return "█".repeat(Math.floor(eighths / EIGHTHS.length)) + EIGHTHS[eighths % EIGHTHS.length];
  });
}

/** Numbers as one line, a character each, from zero to the largest; a blank where there is none. */
export function sparkLine(numbers: readonly (number | undefined)[]): string {
  const largest = Math.max(...numbers.map((number) => number ?? 0), Number.MIN_VALUE);
  return numbers
    .map((number) => (number === undefined ? " " : LEVELS[Math.round((number / largest) * (LEVELS.length - 1))]))
    .join("");
}

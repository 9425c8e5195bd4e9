/** What is wrong with a param. Where a call was made, it becomes the ConfigurationError of that call. */
export class Refusal extends Error {
  readonly option: string;
  readonly expected: string;
  readonly given: unknown;
  constructor(option: string, expected: string, given: unknown) {
    super(`${option} must be ${expected}`);
    this.option = option;
    this.expected = expected;
    this.given = given;
  }
}

function show(value: unknown): unknown {
  try {
    return typeof value === "object" && !(value instanceof Date) ? JSON.stringify(value) : value;
  } catch {
    // It leads back into itself, or holds what JSON has no form for.
    return typeof value;
  }
}

/** Ends a check: `option` has to be `expected`. */
export function refuse(option: string, expected: string, given: unknown): never {
  throw new Refusal(option, expected, show(given));
}

import { invalidOption } from "@specloom/client-runtime";

function show(value: unknown): unknown {
  try {
    return typeof value === "object" && !(value instanceof Date) ? JSON.stringify(value) : value;
  } catch {
    // It contains itself, or a value that JSON has no form for.
    return typeof value;
  }
}

/** Ends a check: `option` has to be `expected`. @throws {ConfigurationError} always. */
export function refuse(option: string, expected: string, given: unknown): never {
  throw invalidOption(option, expected, show(given));
}

/**
 * A pattern, read with `u` as JSON Schema wants it. A pattern that is valid only without `u` is read without it, as its author meant it.
 */
export function readPattern(source: string): RegExp {
  try {
    return new RegExp(source, "u");
  } catch {
    return new RegExp(source);
  }
}

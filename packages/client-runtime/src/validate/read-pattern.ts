/** A pattern as JSON Schema wants it read, with `u`; what is none that way, and is one without, is read as it was meant. */
export function readPattern(source: string): RegExp {
  try {
    return new RegExp(source, "u");
  } catch {
    return new RegExp(source);
  }
}

/** The command was called wrongly. The message says how it is called rightly. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

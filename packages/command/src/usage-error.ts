/** The command was called wrongly. The message gives the right call. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A command came to its end, and not all of it was done. What there is was printed. */
export class FailedRun extends Error {
  override readonly name = "FailedRun";
}

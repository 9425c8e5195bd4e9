/** A command ended before everything was done. Its results so far were printed. */
export class FailedRun extends Error {
  override readonly name = "FailedRun";
}

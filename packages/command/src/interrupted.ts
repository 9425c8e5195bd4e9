/** A person stopped the command at a question. The message says what was left undone. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

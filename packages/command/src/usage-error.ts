/** The command was called wrongly. The message gives the right call. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The way on after a mistake. `words`: the command as it is typed, without options. */
export function helpHint(words: string): string {
  return `${words} --help shows how it is called`;
}

export interface ShortDiff {
  /** The first line that differs, counted from 1. */
  readonly line: number;
  /** A few lines of each side, with `-` and `+`. */
  readonly text: string;
}

const MAX_LINES = 3;
const MAX_CHARACTERS = 120;

/** The first stretch at which two texts differ. It is enough to see the change, not to apply it. */
export function shortDiff(before: string, after: string): ShortDiff {
  const left = before.split("\n");
  const right = after.split("\n");
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let shared = 0;
  const rest = Math.min(left.length, right.length) - start;
  while (shared < rest && left[left.length - 1 - shared] === right[right.length - 1 - shared]) shared += 1;
  const side = (lines: readonly string[], mark: string): readonly string[] => {
    const changed = lines.slice(start, lines.length - shared);
    const more = changed.length - MAX_LINES;
    return [
      ...changed.slice(0, MAX_LINES).map((line) => `${mark} ${visible(line)}`),
      ...(more > 0 ? [`${mark} … ${more} more line${more === 1 ? "" : "s"}`] : []),
    ];
  };
  return { line: start + 1, text: [...side(left, "-"), ...side(right, "+")].join("\n") };
}

/** A carriage return or a byte order mark is invisible, and may be the only difference. */
function visible(line: string): string {
  // oxlint-disable-next-line eslint/no-control-regex -- these are what is looked for.
  const text = line.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F\u200B-\u200F\uFEFF]/g, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}

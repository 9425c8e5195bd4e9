/**
 * Characters that control a terminal or are invisible: controls, marks of direction, spaces without width, halves of pairs. The joiner within an
 * emoji is none of these.
 */
const UNSEEN =
  /(?!(?<=\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)\u200D(?=\p{Extended_Pictographic}))[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** Text with lines and columns for a terminal. In JSON text, an escape means the same as its character. */
export function visibleLines(text: string): string {
  return text.replaceAll(UNSEEN, (character, at: number) => {
    const isLayout = character === "\n" || character === "\t" || (character === "\r" && text[at + 1] === "\n");
    return isLayout
      ? character
      : character.replaceAll(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  });
}

/** A server's text on one line, for a terminal. An escape sequence in it is shown and has no effect. */
export function visibleText(text: string): string {
  return text.replaceAll(UNSEEN, (character) =>
    character === "\n" || character === "\t" ? " " : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}

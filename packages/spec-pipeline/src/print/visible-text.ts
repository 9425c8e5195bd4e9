/**
 * Characters that are invisible or misleading: controls, marks of direction, spaces without width, halves of pairs, and characters for
 * private use.
 */
const UNSEEN = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** The mark that asks for a coloured emoji belongs to the emoji, and is harmless there. */
const PICTURE = /(?<=\p{Extended_Pictographic})\uFE0F/gu;

/** The text with every invisible character written as an escape: `\u202e`. Line breaks are such characters too. */
export function visibleText(text: string): string {
  return text
    .split(PICTURE)
    .map((part) => part.replaceAll(UNSEEN, unicodeEscape))
    .join("\uFE0F");
}

/** The same on one line: a run of spaces and line breaks becomes one space. */
export function flatText(text: string): string {
  return visibleText(text.replaceAll(/[\s\u0085]+/g, (blanks) => blanks.replaceAll(/[^\uFEFF]+/g, " ")));
}

/** A character as JavaScript and JSON write it, with one escape for each half of a pair. */
export function unicodeEscape(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");
}

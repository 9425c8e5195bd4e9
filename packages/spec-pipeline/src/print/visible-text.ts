/** What shows nothing, or something else than it is: controls, marks of direction, blanks of no width, halves of pairs, characters that only one program knows. */
const UNSEEN = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** The mark that asks for a coloured picture is part of the picture, and shows nothing else there. */
const PICTURE = /(?<=\p{Extended_Pictographic})\uFE0F/gu;

/** The text with every character that nobody sees written as an escape: `\u202e`. Line breaks are such characters too. */
export function visibleText(text: string): string {
  return text
    .split(PICTURE)
    .map((part) => part.replaceAll(UNSEEN, unicodeEscape))
    .join("\uFE0F");
}

/** The same on one line: a run of blanks and line breaks is one blank. */
export function flatText(text: string): string {
  return visibleText(text.replaceAll(/[\s\u0085]+/g, (blanks) => blanks.replaceAll(/[^\uFEFF]+/g, " ")));
}

/** A character as JavaScript and JSON write it, one escape for each half of a pair. */
export function unicodeEscape(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");
}

const segmenter = new Intl.Segmenter("en");

/** More code units than this for one character are no writing of a person. */
const MOST_UNITS = 10;

/** The text, cut to this number of characters. A mark at the end shows the cut. */
export function cutText(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const start = text.slice(0, MOST_UNITS * maxCharacters);
  const kept: string[] = [];
  for (const { segment } of segmenter.segment(start)) {
    if (kept.length === maxCharacters) return cut(kept);
    kept.push(segment);
  }
  return start.length === text.length ? text : cut(kept);
}

function cut(characters: readonly string[]): string {
  return `${characters.slice(0, -1).join("").trimEnd()}…`;
}

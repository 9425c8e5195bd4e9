const segmenter = new Intl.Segmenter("en");

/** The text, cut to this number of characters. A mark at the end shows the cut. */
export function cutText(text: string, maxCharacters: number): string {
  const characters = [...segmenter.segment(text)];
  if (characters.length <= maxCharacters) return text;
  const kept = characters.slice(0, maxCharacters - 1).map(({ segment }) => segment);
  return `${kept.join("").trimEnd()}…`;
}

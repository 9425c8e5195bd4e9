const segmenter = new Intl.Segmenter("en");

/** The text, or as much of it as has that many characters with a mark at its end. */
export function cutText(text: string, maxCharacters: number): string {
  const characters = [...segmenter.segment(text)];
  if (characters.length <= maxCharacters) return text;
  const kept = characters.slice(0, maxCharacters - 1).map(({ segment }) => segment);
  return `${kept.join("").trimEnd()}…`;
}

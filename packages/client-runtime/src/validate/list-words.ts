const MOST_WORDS = 12;

/** `a, b or c`, cut if it becomes long. */
export function listWords(words: readonly string[]): string {
  const shown = words.length > MOST_WORDS ? [...words.slice(0, MOST_WORDS), `${words.length - MOST_WORDS} more`] : words;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

/** `1 entry`, `2 entries`. */
export function countWords(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

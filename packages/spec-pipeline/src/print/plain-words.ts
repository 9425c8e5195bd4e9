import { cutText } from "./cut-text.ts";

/**
 * A text of a document as words for a sentence of ours: on one line, cut to a length, and without anything that is markup, an
 * address, a mention or the number of an issue in Markdown, in HTML or on a page of the host. What is left means nothing there.
 */
export function plainWords(text: string, maxCharacters = 80): string {
  const words = text
    // What comes after that is cut anyhow.
    .slice(0, 10 * maxCharacters)
    .replaceAll(/<[^<>]*>/g, " ")
    .replaceAll(/\b(?:[a-z][a-z\d+.-]*:\/\/|www\.)\S*/gi, " ")
    .replaceAll(/\bGH-(?=\d)/gi, "GH ")
    .replaceAll(/[^\p{L}\p{M}\p{N}.,:'"’“”&()+/–—-]+/gu, " ")
    .replaceAll(/ (?=[.,:)])|(?<=\() /g, "")
    .trim();
  return cutText(words, maxCharacters);
}

import { cutText } from "./cut-text.ts";

/**
 * A document's text as words for our own sentence: on one line and cut to a length. Markup, addresses, mentions and issue numbers are
 * removed, for Markdown, for HTML and for a page of the host. The rest has no meaning there.
 */
export function plainWords(text: string, maxCharacters = 80): string {
  const words = text
    // The text after this length is cut anyway.
    .slice(0, 10 * maxCharacters)
    .replaceAll(/<[^<>]*>/g, " ")
    .replaceAll(/\b(?:[a-z][a-z\d+.-]*:\/\/|www\.)\S*/gi, " ")
    .replaceAll(/\bGH-(?=\d)/gi, "GH ")
    .replaceAll(/[^\p{L}\p{M}\p{N}.,:'"’“”&()+/–—-]+/gu, " ")
    .replaceAll(/ (?=[.,:)])|(?<=\() /g, "")
    .trim();
  return cutText(words, maxCharacters);
}

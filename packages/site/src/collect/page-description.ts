import type { TextPage } from "../data/site-data.ts";

/** What search engines show. */
const MAX_LENGTH = 160;

const plainText = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ")
    .trim();

/** The first sentences of a page, as many as fit: what the page says of itself. Undefined where it begins with no text. */
export function pageDescription(blocks: TextPage["blocks"]): string | undefined {
  const paragraphs = blocks
    .flatMap((block) => (block.kind === "html" ? [...block.html.matchAll(/<p>([\s\S]*?)<\/p>/g)] : []))
    .map(([, html = ""]) => plainText(html))
    // TypeDoc begins with the place in the source.
    .filter((text) => text !== "" && !text.startsWith("Defined in: "));
  const [first] = paragraphs;
  if (first === undefined || first.length <= MAX_LENGTH) return first;
  const sentences = first.slice(0, MAX_LENGTH).replace(/(?<=[.:!?]) [^.:!?]*$/, "");
  return sentences.length > MAX_LENGTH / 3 && sentences.length < MAX_LENGTH
    ? sentences
    : `${first.slice(0, MAX_LENGTH - 1).replace(/\s+\S*$/, "")}…`;
}

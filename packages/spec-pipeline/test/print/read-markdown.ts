import { marked } from "marked";

export interface ReadMarkdown {
  /** Kinds of all tokens; those of HTML are the tags themselves. */
  readonly kinds: readonly string[];
  /** The text outside of code. */
  readonly prose: string;
}

/** The tokens of a Markdown text. */
export function readMarkdown(text: string): ReadMarkdown {
  const kinds = new Set<string>();
  let prose = "";
  void marked.walkTokens(marked.lexer(text), (token) => {
    kinds.add(token.type === "html" ? token.raw.trim() : token.type);
    if (token.type === "text" && !("tokens" in token && token.tokens !== undefined)) prose += token.raw;
  });
  return { kinds: [...kinds].toSorted(), prose };
}

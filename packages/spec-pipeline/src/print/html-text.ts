import { visibleText } from "./visible-text.ts";

declare const HTML: unique symbol;

/** HTML of a report. Only this file makes it. A page's words enter as text: they open no tag and end no attribute. */
export type Html = string & { readonly [HTML]: true };

// The one place where text becomes HTML. A test refuses the assertion everywhere else.
function asHtml(text: string): Html {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return text as Html;
}

/** HTML as written in the code. Between its words, only HTML and numbers are accepted. */
export function inHtml(words: TemplateStringsArray, ...parts: readonly (Html | number)[]): Html {
  return asHtml(words.reduce((text, word, index) => `${text}${String(parts[index - 1])}${word}`));
}

export function joinHtml(parts: readonly Html[], separator: Html): Html {
  return asHtml(parts.join(separator));
}

/** A text, between tags or in an attribute in quotes. No line of it is a command for a build server that shows the report. */
export function htmlText(text: string): Html {
  return asHtml(
    visibleText(text)
      .replaceAll("&", "&amp;")
      .replaceAll("::", "&#58;:")
      .replaceAll(/##(?=\w*\[)/g, "#&#35;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;"),
  );
}

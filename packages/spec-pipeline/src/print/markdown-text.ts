import { cutText } from "./cut-text.ts";
import { flatText, visibleText } from "./visible-text.ts";

declare const MARKDOWN: unique symbol;

/**
 * Markdown of pull requests, changesets, changelogs and reports. Only this file makes it. A page's words enter as text, as code or as a
 * block of code, and have no meaning there. They cause no tag, link, image, mention, closing keyword, fence or table cell.
 */
export type Markdown = string & { readonly [MARKDOWN]: true };

// The one place where text becomes Markdown. A test refuses the assertion everywhere else.
function asMarkdown(text: string): Markdown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return text as Markdown;
}

/**
 * Markdown as written in the code. Between its words, only Markdown and numbers are accepted. It is not called `markdown`, since a formatter
 * would change templates of that name.
 */
export function inMarkdown(words: TemplateStringsArray, ...parts: readonly (Markdown | number)[]): Markdown {
  return asMarkdown(words.reduce((text, word, index) => `${text}${String(parts[index - 1])}${word}`));
}

export function joinMarkdown(parts: readonly Markdown[], separator: Markdown): Markdown {
  return asMarkdown(parts.join(separator));
}

const MAX_CHARACTERS = 500;

/**
 * A page's text in a sentence: on one line and cut to a length. Words that could mean something in Markdown, in HTML or to the host are put
 * in code spans, where they have no meaning. An escape would not be enough, since hosts search for mentions and issues after Markdown is
 * read.
 */
export function markdownText(text: string): Markdown {
  // The text after this length is cut anyway.
  const words = cutText(flatText(text.slice(0, 10 * MAX_CHARACTERS)).trim(), MAX_CHARACTERS).split(" ");
  const parts: Markdown[] = [];
  let plain: string[] = [];
  let code: string[] = [];
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    // A closing keyword belongs to the reference after it, in any form.
    const closes = next !== undefined && CLOSING.test(word) && !isPlain(next, false);
    if (isPlain(word, index === 0) && !closes) {
      plain.push(word);
      continue;
    }
    // Plain words in a value in quotes do not split it.
    if (code.length > 0 && (plain.length === 0 || hasOpenQuote(code))) code.push(...plain, word);
    else {
      if (code.length > 0) parts.push(codeWords(code.join(" ")));
      if (plain.length > 0) parts.push(asMarkdown(plain.join(" ")));
      code = [word];
    }
    plain = [];
  }
  if (code.length > 0) parts.push(codeWords(code.join(" ")));
  if (plain.length > 0) parts.push(asMarkdown(plain.join(" ")));
  return joinMarkdown(parts, inMarkdown` `);
}

function hasOpenQuote(words: readonly string[]): boolean {
  return words.join(" ").split('"').length % 2 === 0;
}

function isPlain(word: string, isFirst: boolean): boolean {
  return PLAIN.test(word) && !MEANT.test(word) && !(isFirst && LIST_ITEM.test(word));
}

/** Letters and digits, with punctuation around them. */
const PLAIN = /^["“‘(]*[\p{L}\p{M}\p{N}'’-]*[.,;:!?)"”%…]*$|^\p{N}+(?:[.,:]\p{N}+)+[.,;:)]?$|^(?:\p{L}\.)+[,:]?$|^[/→–—]$/u;

/** Plain words that a host recognises: issues of a tracker, and commits. */
const MEANT = /[A-Za-z]-\d|^\W*[0-9a-f]{7,}\W*$/i;

/** A word with which a host closes the issue that is named after it. */
const CLOSING = /^\W*(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?$/i;

/** Characters that would begin a list or a rule as the first word of a line. */
const LIST_ITEM = /^(?:-+|\d+[.)])$/;

/** A code span. The punctuation of the sentence around it stays outside. */
function codeWords(text: string): Markdown {
  const [, inner, after = ""] = /^(.*?)([.,;:]*)$/.exec(text) ?? [];
  if (inner === undefined || inner === "") return codeSpan(text, Number.POSITIVE_INFINITY);
  // A name in backticks is code already.
  const [, quoted] = /^`([^`]+)`$/.exec(inner) ?? [];
  return asMarkdown(`${codeSpan(quoted ?? inner, Number.POSITIVE_INFINITY)}${after}`);
}

/** A page's text as a code span: on one line, cut to a length, and closed whatever it contains. */
export function codeSpan(text: string, maxCharacters: number = 80): Markdown {
  const isBounded = Number.isFinite(maxCharacters);
  const flat = flatText(isBounded ? text.slice(0, 10 * maxCharacters) : text);
  const code = isBounded ? cutText(flat, maxCharacters) : flat;
  const fence = "`".repeat(longestRun(code) + 1);
  // A space at both ends is not part of the code. It separates backticks from the fence.
  return asMarkdown(/^[`\s]|[`\s]$|^$/.test(code) ? `${fence} ${code} ${fence}` : `${fence}${code}${fence}`);
}

/** Lines of a page, or of code, as a block. Its fence is longer than any run of backticks inside. */
export function codeBlock(text: string, language: Markdown): Markdown {
  const lines = text.replaceAll("\r\n", "\n").split("\n").map(visibleText);
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return asMarkdown(`${fence}${language}\n${lines.join("\n")}\n${fence}`);
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/** A row of a table. A line break in a cell would end the row, and a vertical bar the cell, also in code. */
export function tableRow(cells: readonly Markdown[]): Markdown {
  const shut = cells.map((cell) => cell.replaceAll("\n", " ").replaceAll(/(\\*)\|/g, String.raw`$1$1\|`));
  return asMarkdown(`| ${shut.join(" | ")} |`);
}

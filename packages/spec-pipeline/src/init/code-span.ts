import { cutText } from "./cut-text.ts";

const MAX_CHARACTERS = 80;

/** A text of a document as a code span of Markdown: on one line, cut to a length, and shut in whatever it holds. */
export function codeSpan(text: string): string {
  const code = cutText(text.slice(0, 10 * MAX_CHARACTERS).replaceAll(/[\p{C}\p{Z}]+/gu, " "), MAX_CHARACTERS);
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  // A blank at both ends is not part of the code. It keeps backticks apart from the fence.
  return /^[`\s]|[`\s]$|^$/.test(code) ? `${fence} ${code} ${fence}` : `${fence}${code}${fence}`;
}

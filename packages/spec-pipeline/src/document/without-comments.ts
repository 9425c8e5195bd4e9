const STRING_OR_COMMENT = /"(?:[^"\\]|\\[^])*"?|\/\/[^\n\r]*|\/\*[^]*?(?:\*\/|$)/g;
const STRING_OR_COMMA = /"(?:[^"\\]|\\[^])*"?|,(?=\s*[}\]])/g;

/** JSON as people write it by hand, as JSON: comments and last commas become blanks, so that everything stays in its place. YAML stays. */
export function withoutComments(text: string): string {
  if (!/^\s*[[{/]/.test(text)) return text;
  return text
    .replaceAll(STRING_OR_COMMENT, (found) => (found.startsWith("/") ? found.replaceAll(/[^\n\r]/g, " ") : found))
    .replaceAll(STRING_OR_COMMA, (found) => (found === "," ? " " : found));
}

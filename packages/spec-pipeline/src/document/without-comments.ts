const STRING_OR_COMMENT = /"(?:[^"\\]|\\[^])*"?|\/\/[^\n\r]*|\/\*[^]*?(?:\*\/|$)/g;
const STRING_OR_COMMA = /"(?:[^"\\]|\\[^])*"?|,(?=\s*[}\]])/g;

/** Hand-written JSON as valid JSON: comments and trailing commas become spaces, so that every position stays. YAML stays unchanged. */
export function withoutComments(text: string): string {
  if (!/^\s*[[{/]/.test(text)) return text;
  return text
    .replaceAll(STRING_OR_COMMENT, (found) => (found.startsWith("/") ? found.replaceAll(/[^\n\r]/g, " ") : found))
    .replaceAll(STRING_OR_COMMA, (found) => (found === "," ? " " : found));
}

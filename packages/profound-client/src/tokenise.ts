/** A part of a typed filter: a word, a text in quotes, or a sign. Columns count from 0. */
export interface Token {
  readonly kind: "quoted" | "sign" | "text";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN =
  /\s*(?:(?<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<sign>[()[\],]|[=!<>]=|[=<>])|(?<text>[^\s()[\],"'=<>!][^\s()[\],"']*))/y;

/** Splits a typed text into its parts. @throws a SyntaxError at a quote that is not closed, or at a sign without a meaning here. */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  while (text.slice(pattern.lastIndex).trim() !== "") {
    const from = pattern.lastIndex;
    const found = pattern.exec(text);
    if (!found?.groups) {
      const start = from + (/\S/.exec(text.slice(from))?.index ?? 0);
      const isQuote = text[start] === '"' || text[start] === "'";
      throw new SyntaxError(
        `at column ${start + 1}, “${text[start]}”: ${isQuote ? "this quote is not closed" : "a field, an operator or a value is expected"}`,
      );
    }
    const { quoted, sign, text: word } = found.groups;
    const raw = quoted ?? sign ?? word ?? "";
    tokens.push({
      kind: quoted === undefined ? (sign === undefined ? "text" : "sign") : "quoted",
      text: quoted === undefined ? raw : quoted.slice(1, -1).replaceAll(/\\(.)/g, "$1"),
      start: pattern.lastIndex - raw.length,
      end: pattern.lastIndex,
    });
  }
  return tokens;
}

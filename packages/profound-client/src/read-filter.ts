import { filterFields, filterOperators, listOperators, operatorsOf } from "./filter-fields.ts";
import type { CitationsFilter } from "./filter.ts";
import { tokenise, type Token } from "./tokenise.ts";

type Node = Readonly<Record<string, unknown>>;

/**
 * Reads a filter of the citations report as people type it: `domain contains example and (model is ChatGPT or model is "Google Gemini")`.
 *
 * `not` stands before a comparison or a group, or before its operator. A list has brackets or commas: `model in (ChatGPT, Claude)`.
 *
 * @throws a SyntaxError that names the place and the expected word.
 */
export function readFilter(text: string): CitationsFilter {
  const reader = new Reader(text, tokenise(text));
  const node = reader.either();
  reader.end();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client checks the tree by the same table, and says which rule it breaks
  return node as unknown as CitationsFilter;
}

const OPERATORS: readonly string[] = Object.values(filterOperators).flat();

/** The typed words for an operator, beside its own name. */
const SIGNS: Readonly<Record<string, string>> = { "=": "is", "==": "is", "!=": "not_is", "is not": "not_is", "not in": "not_in" };

class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  either(): Node {
    return this.#joined("or", () => this.#joined("and", () => this.#negated()));
  }

  end(): void {
    if (this.#peek()) throw this.#expected("and, or, or the end");
  }

  #joined(word: "and" | "or", part: () => Node): Node {
    const parts = [part()];
    while (this.#takeWord(word)) parts.push(part());
    const [only] = parts;
    return parts.length === 1 && only ? only : { [word]: parts };
  }

  #negated(): Node {
    if (this.#takeWord("not")) return { not: this.#negated() };
    if (!this.#takeSign("(")) return this.#comparison();
    const inner = this.either();
    if (!this.#takeSign(")")) throw this.#expected("and, or, or )");
    return inner;
  }

  #comparison(): Node {
    const field = this.#peek();
    const fields = Object.keys(filterFields);
    if (field?.kind !== "text" || !fields.includes(field.text)) throw this.#expected(`a field (${fields.join(", ")}), not or (`);
    this.#at += 1;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one of the table's keys
    const operators = operatorsOf(filterFields[field.text as keyof typeof filterFields]);
    const op = this.#operator(field.text, operators);
    if (op === "exists") return { field: field.text, op };
    return {
      field: field.text,
      op,
      value: listOperators.some((list) => list === op) ? this.#list() : this.#value(field.text, op),
    };
  }

  #operator(field: string, operators: readonly string[]): string {
    const [first, second] = [this.#peek()?.text.toLowerCase() ?? "", this.#tokens[this.#at + 1]?.text.toLowerCase() ?? ""];
    const two = SIGNS[`${first} ${second}`] ?? `${first}_${second}`;
    const [op, length] = OPERATORS.includes(two) ? [two, 2] : [SIGNS[first] ?? first, 1];
    if (!operators.includes(op)) throw this.#expected(`an operator of ${field} (${operators.join(", ")})`);
    this.#at += length;
    return op;
  }

  #value(field: string, op: string): string {
    const token = this.#peek();
    if (!token || token.kind === "sign") throw this.#expected(`a value for ${field} ${op}`);
    this.#at += 1;
    const next = this.#peek();
    if (next?.kind === "text" && !/^(and|or)$/i.test(next.text))
      throw this.#expected(`and, or, or the end; a value of several words has quotes: "${token.text} ${next.text}"`);
    return token.text;
  }

  #list(): readonly string[] {
    const close = this.#takeSign("(") ? ")" : this.#takeSign("[") ? "]" : undefined;
    const values: string[] = [];
    do {
      const token = this.#peek();
      if (!token || token.kind === "sign") throw this.#expected("a value of the list");
      this.#at += 1;
      values.push(token.text);
    } while (this.#takeSign(","));
    if (close !== undefined && !this.#takeSign(close)) throw this.#expected(`, or ${close}`);
    return values;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #takeWord(word: string): boolean {
    const token = this.#peek();
    const isIt = token?.kind === "text" && token.text.toLowerCase() === word;
    if (isIt) this.#at += 1;
    return isIt;
  }

  #takeSign(sign: string): boolean {
    const token = this.#peek();
    const isIt = token?.kind === "sign" && token.text === sign;
    if (isIt) this.#at += 1;
    return isIt;
  }

  #expected(what: string): SyntaxError {
    const token = this.#peek();
    const place = token ? `at column ${token.start + 1}, “${this.#text.slice(token.start, token.end)}”` : "at the end";
    return new SyntaxError(`${place}: ${what} is expected`);
  }
}

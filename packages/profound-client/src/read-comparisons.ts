import type { ParamRule } from "@specloom/client-runtime";
import { tokenise, type Token } from "./tokenise.ts";

/** One comparison in the form of the referrals report. */
export interface Comparison {
  readonly field: string;
  readonly operator: string;
  readonly value: number | string | readonly string[];
}

/**
 * Reads comparisons as people type them, with `and` between them: `path contains /pricing and referral_source not_in none, internal`.
 *
 * @param rule the spec's rule for one comparison; `fields` are those that it leaves open.
 * @throws a SyntaxError that names the place and the expected word.
 */
export function readComparisons(rule: ParamRule, fields: readonly string[], text: string): readonly Comparison[] {
  const { field: fieldRule, operator: operatorRule, value: valueRule } = rule.properties ?? {};
  const known = fieldRule?.values ?? fields;
  const operators = operatorRule?.values ?? [];
  const isNumber = valueRule?.types?.includes("string") === false;
  const tokens = tokenise(text);
  let at = 0;
  const refuse = (what: string): never => {
    const token = tokens[at];
    const place = token ? `at column ${token.start + 1}, “${text.slice(token.start, token.end)}”` : "at the end";
    throw new SyntaxError(`${place}: ${what} is expected`);
  };
  const take = (what: string, isIt: (token: Token) => boolean): string => {
    const token = tokens[at];
    if (!token || !isIt(token)) return refuse(what);
    at += 1;
    return token.text;
  };
  const isSign = (sign: string): boolean => tokens[at]?.kind === "sign" && tokens[at]?.text === sign;

  const found: Comparison[] = [];
  do {
    const field = take(`a field (${known.join(", ")})`, (token) => token.kind === "text" && known.includes(token.text));
    const operator = take(`an operator (${operators.join(" ")})`, (token) => operators.includes(token.text));
    if (operator === "in" || operator === "not_in") {
      const hasBracket = isSign("(");
      if (hasBracket) at += 1;
      const values = [take("a value of the list", isValue)];
      while (isSign(",")) {
        at += 1;
        values.push(take("a value of the list", isValue));
      }
      if (hasBracket) take(", or )", (token) => token.text === ")");
      found.push({ field, operator, value: values });
    } else {
      const value = take(
        isNumber ? "a number" : "a value",
        (token) => isValue(token) && (!isNumber || Number.isFinite(Number(token.text))),
      );
      found.push({ field, operator, value: isNumber ? Number(value) : value });
    }
    if (at === tokens.length) return found;
    take("and, or the end", (token) => token.kind === "text" && token.text.toLowerCase() === "and");
  } while (at <= tokens.length);
  return found;
}

/** Reads an order as people type it: `visits desc, date`. @throws a SyntaxError if it is none. */
export function readOrder(text: string): Readonly<Record<string, "asc" | "desc">> {
  const entries = text.split(",").map((part): [string, "asc" | "desc"] => {
    const [name = "", direction = "asc", ...others] = part.trim().split(/\s+/);
    if (name === "" || others.length > 0 || (direction !== "asc" && direction !== "desc"))
      throw new SyntaxError(`“${part.trim()}”: a column, and asc or desc behind it, is expected`);
    return [name, direction];
  });
  return Object.fromEntries(entries);
}

function isValue({ kind }: Token): boolean {
  return kind !== "sign";
}

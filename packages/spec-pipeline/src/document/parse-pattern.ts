import { CharacterSet } from "./character-set.ts";

/** A part of a JavaScript regular expression, as far as it says which characters may come. */
export type PatternNode =
  | { readonly kind: "set"; readonly set: CharacterSet }
  /** `^`, `$`, `\b`. */
  | { readonly kind: "edge"; readonly isStart: boolean }
  | { readonly kind: "sequence" | "choice"; readonly items: readonly PatternNode[] }
  | { readonly kind: "repeat"; readonly item: PatternNode; readonly least: number; readonly most: number }
  /** A lookahead or lookbehind. */
  | { readonly kind: "look"; readonly item: PatternNode }
  /** A back reference: the text that a group has matched. */
  | { readonly kind: "back" };

/** Deeper groups are not read. */
const DEEPEST = 200;
/** Longer patterns are not read. */
const LONGEST = 10_000;

/** Reads a pattern. Undefined if it is invalid, or if this parser cannot read it. */
export function parsePattern(pattern: string): PatternNode | undefined {
  if (pattern.length > LONGEST) return undefined;
  try {
    const parser = new Parser(pattern);
    const node = parser.choice(0);
    return parser.isAtEnd() ? node : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Unreadable extends Error {}

const DIGITS = CharacterSet.range(0x30, 0x39);
const WORD = DIGITS.with(CharacterSet.range(0x41, 0x5a)).with(CharacterSet.range(0x61, 0x7a)).with(CharacterSet.of("_"));
const BLANKS = CharacterSet.of(" \t\n\v\f\r\u00a0");
const CLASSES: ReadonlyMap<string, CharacterSet> = new Map([
  ["d", DIGITS],
  ["D", DIGITS.others()],
  ["w", WORD],
  ["W", WORD.others()],
  ["s", BLANKS],
  ["S", BLANKS.others()],
]);
const CONTROLS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", v: "\v", f: "\f", 0: "\0", b: "\b" };

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  choice(depth: number): PatternNode {
    if (depth > DEEPEST) throw new Unreadable();
    const items = [this.#sequence(depth)];
    while (this.#take("|")) items.push(this.#sequence(depth));
    const [only] = items;
    return items.length === 1 && only ? only : { kind: "choice", items };
  }

  #sequence(depth: number): PatternNode {
    const items: PatternNode[] = [];
    while (!this.isAtEnd() && !"|)".includes(this.#peek())) items.push(this.#repeated(this.#atom(depth)));
    return { kind: "sequence", items };
  }

  #repeated(item: PatternNode): PatternNode {
    const found = this.#match(/(?:([*+?])|\{(\d+)(,(\d*))?\})\??/y);
    if (!found) return item;
    const [, sign, from, comma, to] = found;
    if (sign !== undefined) return { kind: "repeat", item, least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : Infinity };
    const least = Number(from);
    return {
      kind: "repeat",
      item,
      least,
      most: comma === undefined ? least : to === "" || to === undefined ? Infinity : Number(to),
    };
  }

  #atom(depth: number): PatternNode {
    if (this.#take("^")) return { kind: "edge", isStart: true };
    if (this.#take("$")) return { kind: "edge", isStart: false };
    if (this.#take(".")) return { kind: "set", set: CharacterSet.of("\n\r").others() };
    if (this.#take("[")) return { kind: "set", set: this.#class() };
    const look = this.#match(/\(\?<?[=!]/y);
    if (look) return { kind: "look", item: this.#inGroup(depth) };
    if (this.#match(/\((?:\?(?:[a-z]*(?:-[a-z]+)?:|<[\p{L}_$][^>]*>))?/uy)) return this.#inGroup(depth);
    if (this.#take("\\")) return this.#escape();
    return { kind: "set", set: this.#character() };
  }

  #inGroup(depth: number): PatternNode {
    const item = this.choice(depth + 1);
    if (!this.#take(")")) throw new Unreadable();
    return item;
  }

  #escape(): PatternNode {
    if (this.#match(/[bB]/y)) return { kind: "edge", isStart: false };
    if (this.#match(/[1-9]\d*|k<[^>]*>/y)) return { kind: "back" };
    return { kind: "set", set: this.#escaped() };
  }

  /** The part after a backslash, inside or outside a class. */
  #escaped(): CharacterSet {
    if (this.#match(/[pP]\{[^}]*\}/y)) return CharacterSet.all();
    const code = this.#match(/u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2})/iy);
    if (code) {
      const point = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? "", 16);
      return CharacterSet.range(point, point);
    }
    if (this.#match(/c[a-z]/iy)) return CharacterSet.range(0, 0x1f);
    const letter = this.#peek();
    const known = CLASSES.get(letter);
    if (known) {
      this.#at += 1;
      return known;
    }
    const control = CONTROLS[letter];
    if (control === undefined) return this.#character();
    this.#at += 1;
    return CharacterSet.of(control);
  }

  #class(): CharacterSet {
    const isNegated = this.#take("^");
    let set = CharacterSet.none();
    while (!this.#take("]")) {
      const from = this.#classMember();
      if (this.#peek() !== "-" || this.#text[this.#at + 1] === "]" || from.code === undefined) {
        set = set.with(from.set);
        continue;
      }
      this.#at += 1;
      const to = this.#classMember();
      set = set.with(to.code === undefined ? from.set.with(to.set) : CharacterSet.range(from.code, to.code));
    }
    return isNegated ? set.others() : set;
  }

  /** `code`: set if it is one character, which may begin a range. */
  #classMember(): { readonly set: CharacterSet; readonly code: number | undefined } {
    const start = this.#at;
    const set = this.#take("\\") ? this.#escaped() : this.#character();
    const text = this.#text.slice(start, this.#at);
    const code = text.startsWith("\\") ? codeOf(text) : text.codePointAt(0);
    return { set, code };
  }

  #character(): CharacterSet {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) throw new Unreadable();
    this.#at += code > 0xffff ? 2 : 1;
    return CharacterSet.range(code, code);
  }

  #peek(): string {
    return this.#text[this.#at] ?? "";
  }

  #take(sign: string): boolean {
    if (this.#peek() !== sign) return false;
    this.#at += 1;
    return true;
  }

  #match(sticky: RegExp): RegExpExecArray | undefined {
    const pattern = new RegExp(sticky.source, sticky.flags);
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found ?? undefined;
  }
}

/** The code point of an escape that is one character. */
function codeOf(escape: string): number | undefined {
  const hex = /^\\(?:u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2}))$/i.exec(escape);
  if (hex) return Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? "", 16);
  const letter = escape.slice(1);
  if (letter.length !== 1 || CLASSES.has(letter)) return undefined;
  return (CONTROLS[letter] ?? letter).codePointAt(0);
}

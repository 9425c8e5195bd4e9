/** The number of code units that are told apart. All others are treated as one. */
const APART = 128;
const OTHER = 1n << BigInt(APART);
const ALL = (OTHER << 1n) - 1n;

/** A set of ASCII characters, and whether it has others. This is enough to see whether two sets share a character. */
export class CharacterSet {
  readonly #bits: bigint;

  private constructor(bits: bigint) {
    this.#bits = bits;
  }

  static none(): CharacterSet {
    return new CharacterSet(0n);
  }

  static all(): CharacterSet {
    return new CharacterSet(ALL);
  }

  /** `from` and `to`: code points, both included. */
  static range(from: number, to: number): CharacterSet {
    let bits = to >= APART ? OTHER : 0n;
    for (let code = from; code <= Math.min(to, APART - 1); code += 1) bits |= 1n << BigInt(code);
    return new CharacterSet(bits);
  }

  static of(characters: string): CharacterSet {
    return Array.from(characters).reduce((set, character) => {
      const code = character.codePointAt(0) ?? 0;
      return set.with(CharacterSet.range(code, code));
    }, CharacterSet.none());
  }

  with(other: CharacterSet): CharacterSet {
    return new CharacterSet(this.#bits | other.#bits);
  }

  /** The complement. Some of the characters beyond ASCII may be in both sets. */
  others(): CharacterSet {
    return new CharacterSet((ALL & ~this.#bits) | OTHER);
  }

  /** A text that is the same for equal sets. */
  get key(): string {
    return this.#bits.toString(36);
  }

  meets(other: CharacterSet): boolean {
    return (this.#bits & other.#bits) !== 0n;
  }
}

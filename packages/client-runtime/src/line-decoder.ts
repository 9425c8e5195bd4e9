import type { DecoderSettings, RawEvent, StreamDecoder } from "./event-decoder.ts";
import { parseJson } from "./read-body.ts";

interface LineSettings extends Omit<DecoderSettings, "row"> {
  /** @default UTF-8 */
  readonly charset?: string | undefined;
}

/** The character that begins each text of a JSON sequence. */
const RECORD_SEPARATOR = "\u001E";

/**
 * Splits JSON Lines or a JSON sequence (RFC 7464) into values. The time is in proportion to the bytes, however they are cut. A sequence is
 * recognised by its first character. A last text without an end counts if it is complete.
 */
export class LineDecoder implements StreamDecoder {
  readonly #text: TextDecoder;
  readonly #maxEventLength: number;
  readonly #tooLarge: () => Error;
  #separator: string | undefined;
  /** The beginning of a text, in the pieces that it came in. */
  #pieces: string[] = [];
  #length = 0;
  #queue: string[] = [];
  #position = 0;
  #isTooLarge = false;
  #isCut = false;

  constructor({ maxEventLength, tooLarge, charset }: LineSettings) {
    this.#text = new TextDecoder(charset);
    this.#maxEventLength = maxEventLength;
    this.#tooLarge = tooLarge;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  next(): RawEvent | undefined {
    const text = this.#queue[this.#position];
    if (text !== undefined) {
      this.#position++;
      return text;
    }
    if (this.#isTooLarge) throw this.#tooLarge();
    return undefined;
  }

  takeRow(): string | undefined {
    const text = this.#queue[this.#position];
    if (text !== undefined) this.#position++;
    return text;
  }

  feed(chunk: Uint8Array): void {
    this.#queue = [];
    this.#position = 0;
    // A source of anything but bytes fails here.
    this.#split(this.#text.decode(chunk.subarray(), { stream: true }));
  }

  end(): void {
    this.#split(this.#text.decode());
    const rest = this.#takePieces();
    const value = parseJson(rest);
    // A number, or a word such as true, may be the beginning of a longer one.
    const mayBeCut = this.#separator === RECORD_SEPARATOR && !/\s$/.test(rest) && /^\s*[-\dtfn]/.test(rest);
    if (rest.trim() === "") return;
    if (value === undefined || mayBeCut) this.#isCut = true;
    else this.#queue.push(rest);
  }

  clear(): void {
    this.#queue = [];
    this.#pieces = [];
    this.#position = 0;
  }

  #split(text: string): void {
    if (text === "" || this.#isTooLarge) return;
    this.#separator ??= text.trimStart().startsWith(RECORD_SEPARATOR) ? RECORD_SEPARATOR : "\n";
    let at = 0;
    for (let end = text.indexOf(this.#separator); end >= 0; end = text.indexOf(this.#separator, at)) {
      this.#keep(text.slice(at, end));
      const line = this.#takePieces();
      at = end + 1;
      if (this.#isTooLarge) return;
      if (line.trim() !== "") this.#queue.push(line);
    }
    this.#keep(text.slice(at));
  }

  #keep(piece: string): void {
    this.#length += piece.length;
    this.#isTooLarge ||= this.#length > this.#maxEventLength;
    if (piece !== "" && !this.#isTooLarge) this.#pieces.push(piece);
  }

  #takePieces(): string {
    const text = this.#pieces.join("");
    this.#pieces = [];
    this.#length = 0;
    return text;
  }
}

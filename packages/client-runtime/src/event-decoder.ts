import { createParser, type EventSourceMessage, type EventSourceParser } from "eventsource-parser";

/** An event as it came. Nearly every event is a row, and of a row only the data is kept. */
export type RawEvent = string | EventSourceMessage;

export interface DecoderSettings {
  /** The name of the events that are rows. */
  readonly row: string | undefined;
  /** The most characters of an event's data. */
  readonly maxEventLength: number;
  /** The error for a longer event, thrown when all events before it have been returned. */
  readonly tooLarge: () => Error;
}

/** Splits the bytes of a stream into events. */
export interface StreamDecoder {
  /** Whether the stream ended in the middle of an event. */
  readonly isCut: boolean;
  /** The next event of the bytes so far. Undefined if there is none. */
  next(): RawEvent | undefined;
  /** The data of the next event, if it is decoded and a row. Undefined if `next` has to decide. */
  takeRow(): string | undefined;
  /** Adds a chunk, when all events of the one before have been taken. */
  feed(chunk: Uint8Array): void;
  /** Reports the end of the chunks. */
  end(): void;
  /** Drops everything that has not been taken. */
  clear(): void;
}

const nothingLeft = new Uint8Array();
/** The part of a chunk that is decoded at once. Decoded text that waits survives garbage collections, and memory grows with it. */
const PORTION_BYTES = 16_384;
const LINE_FEED = 10;

/**
 * Splits the bytes of an event stream into events. The time is in proportion to the bytes, however they are cut.
 *
 * It is a class without closures: the engine compiles the methods of a class once, but closures again for each stream.
 */
export class EventDecoder implements StreamDecoder {
  // Node 24 and 26 remove two byte order marks if the first one is split. So the one that may be there is removed here.
  readonly #text = new TextDecoder("utf-8", { ignoreBOM: true });
  readonly #parser: EventSourceParser;
  readonly #rowStart: string | undefined;
  readonly #maxEventLength: number;
  readonly #tooLarge: () => Error;
  #chunk: Uint8Array = nothingLeft;
  #queue: RawEvent[] = [];
  #position = 0;
  #isBegun = false;
  /** Whether the parser may be in the middle of an event. */
  #isInside = false;
  #endsWithCr = false;
  #isTooLarge = false;
  #isAtEnd = false;
  #isCut = false;

  constructor({ row, maxEventLength, tooLarge }: DecoderSettings) {
    this.#rowStart = row === undefined ? undefined : `event: ${row}\ndata: `;
    this.#maxEventLength = maxEventLength;
    this.#tooLarge = tooLarge;
    this.#parser = createParser({
      // The parser also counts the name of the field and the part that waits for the next chunk. Whole events are measured when they come.
      maxBufferSize: maxEventLength + "data: ".length,
      onEvent: (event) => {
        this.#isTooLarge ||= event.data.length > maxEventLength;
        if (this.#isTooLarge) return;
        if (this.#isAtEnd) this.#isCut = true;
        else this.#queue.push((event.event ?? "message") === row ? event.data : event);
      },
      onError: ({ type }) => {
        this.#isTooLarge ||= type === "max-buffer-size-exceeded";
      },
    });
    // The parser would read the letters ï»¿ as a byte order mark.
    this.#parser.feed("");
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  next(): RawEvent | undefined {
    while (this.#position === this.#queue.length) if (!this.#decodePortion()) return undefined;
    return this.#queue[this.#position++];
  }

  takeRow(): string | undefined {
    const raw = this.#queue[this.#position];
    if (typeof raw !== "string") return undefined;
    this.#position++;
    return raw;
  }

  feed(chunk: Uint8Array): void {
    // A source of anything but bytes fails here.
    this.#chunk = chunk.subarray();
  }

  end(): void {
    this.#split(this.#unify(this.#text.decode()));
    this.#isAtEnd = true;
    // A blank line ends an event that is still open. It shows that the stream was cut, and is not returned.
    if (!this.#isTooLarge) this.#parser.feed("\n\n");
  }

  clear(): void {
    this.#chunk = nothingLeft;
    this.#queue = [];
    this.#position = 0;
  }

  #decodePortion(): boolean {
    this.#queue = [];
    this.#position = 0;
    if (this.#isTooLarge) throw this.#tooLarge();
    if (!this.#chunk.length) return false;
    const portion = this.#chunk.subarray(0, PORTION_BYTES);
    this.#chunk = this.#chunk.subarray(PORTION_BYTES);
    this.#split(this.#unify(this.#text.decode(portion, { stream: true })));
    return true;
  }

  /** Text without the byte order mark, with every line end as LF. The parser would search for the other kinds again from each line on. */
  #unify(text: string): string {
    if (!text) return text;
    const isSkipped = this.#isBegun ? this.#endsWithCr && text.startsWith("\n") : text.startsWith("\uFEFF");
    const lines = isSkipped ? text.slice(1) : text;
    this.#isBegun = true;
    this.#endsWithCr = text.endsWith("\r");
    return lines.includes("\r") ? lines.replace(/\r\n?/g, "\n") : lines;
  }

  #split(text: string): void {
    if (this.#rowStart === undefined) {
      this.#parser.feed(text);
      return;
    }
    let at = 0;
    while (at < text.length && !this.#isTooLarge) at = this.#takeRow(text, at, this.#rowStart) ?? this.#parseEvent(text, at);
  }

  /** Cuts out a row of the usual form, which is cheaper than parsing. Returns its end. Undefined if there is none. */
  #takeRow(text: string, at: number, rowStart: string): number | undefined {
    if (this.#isInside || !text.startsWith(rowStart, at)) return undefined;
    const dataStart = at + rowStart.length;
    const dataEnd = text.indexOf("\n", dataStart);
    if (dataEnd < 0 || text.charCodeAt(dataEnd + 1) !== LINE_FEED || dataEnd - dataStart > this.#maxEventLength) return undefined;
    this.#queue.push(text.slice(dataStart, dataEnd));
    return dataEnd + 2;
  }

  /** Gives the parser the event that begins here or is open. Returns the end of the event, or of its part in this text. */
  #parseEvent(text: string, at: number): number {
    const blankLine = text.indexOf("\n\n", at);
    this.#isInside = blankLine < 0;
    const end = this.#isInside ? text.length : blankLine + 2;
    this.#parser.feed(text.slice(at, end));
    return end;
  }
}

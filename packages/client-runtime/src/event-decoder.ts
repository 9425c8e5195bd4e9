import { createParser, type EventSourceMessage, type EventSourceParser } from "eventsource-parser";

/** An event as it came. Of a row, and nearly every event is one, only the data is kept. */
export type RawEvent = string | EventSourceMessage;

export interface DecoderSettings {
  /** The name of the events that are rows. */
  readonly row: string | undefined;
  /** Of an event's data, in characters. */
  readonly maxEventLength: number;
  /** What is thrown for an event above it, once all events before have been handed out. */
  readonly tooLarge: () => Error;
}

/** Takes the bytes of a stream apart. */
export interface StreamDecoder {
  /** Whether the stream ended in the middle of an event. */
  readonly isCut: boolean;
  /** The next event of what was fed; undefined where there is none. */
  next(): RawEvent | undefined;
  /** The data of the next event where it has been decoded and is a row; undefined where `next` has to see. */
  takeRow(): string | undefined;
  /** Hands over a chunk, when all events of the one before have been taken. */
  feed(chunk: Uint8Array): void;
  /** Says that no chunk comes any more. */
  end(): void;
  /** Forgets everything that has not been taken. */
  clear(): void;
}

const nothingLeft = new Uint8Array();
/** As much of a chunk as is decoded at once: what lies decoded in wait outlives collections, and memory grows with it. */
const PORTION_BYTES = 16_384;
const LINE_FEED = 10;

/**
 * Takes the bytes of an event stream apart, in time in proportion to them, however they are cut.
 *
 * A class, and not closures: the engine compiles the methods of a class once, but closures again for each stream.
 */
export class EventDecoder implements StreamDecoder {
  // Node 24 and 26 take two byte order marks away where the first is split, so that the one that may be there is taken away here.
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
      // It sees what waits for the next chunk, and counts the name of the field; whole events are measured when they come.
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
    // The parser would take the letters ï»¿ for a byte order mark.
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
    // An event that is open still is dispatched by a blank line: it shows that the stream was cut, and is not handed out.
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

  /** Text without the byte order mark, with every line end as LF: the parser searches for the other kinds again from each line on. */
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

  /** Cuts out a row of the usual form, at less than what parsing it costs. Returns where it ends; undefined where there is none. */
  #takeRow(text: string, at: number, rowStart: string): number | undefined {
    if (this.#isInside || !text.startsWith(rowStart, at)) return undefined;
    const dataStart = at + rowStart.length;
    const dataEnd = text.indexOf("\n", dataStart);
    if (dataEnd < 0 || text.charCodeAt(dataEnd + 1) !== LINE_FEED || dataEnd - dataStart > this.#maxEventLength) return undefined;
    this.#queue.push(text.slice(dataStart, dataEnd));
    return dataEnd + 2;
  }

  /** Hands the parser the event that begins here or is open. Returns where it ends, or its part of this text does. */
  #parseEvent(text: string, at: number): number {
    const blankLine = text.indexOf("\n\n", at);
    this.#isInside = blankLine < 0;
    const end = this.#isInside ? text.length : blankLine + 2;
    this.#parser.feed(text.slice(at, end));
    return end;
  }
}

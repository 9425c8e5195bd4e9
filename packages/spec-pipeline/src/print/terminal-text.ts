import { styleText } from "node:util";
import { visibleText, flatText } from "./visible-text.ts";

declare const TERMINAL: unique symbol;

/**
 * What a person reads at a terminal, and in the log of a build server. Only this file makes it: what a page says gets in without escape
 * sequences, with its unseen characters marked, and gives no order to the server that reads the log.
 */
export type TerminalText = string & { readonly [TERMINAL]: true };

// The one place where text becomes text for a terminal. A test refuses the assertion everywhere else.
function asTerminal(text: string): TerminalText {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return text as TerminalText;
}

/** Text as it is written down in the code; between its words only what is fit for a terminal already, and numbers. */
export function inTerminal(words: TemplateStringsArray, ...parts: readonly (TerminalText | number)[]): TerminalText {
  // Parts that are harmless one by one may make an order together.
  return asTerminal(withoutOrders(words.reduce((text, word, index) => `${text}${String(parts[index - 1])}${word}`)));
}

export function joinTerminal(parts: readonly TerminalText[], separator: TerminalText): TerminalText {
  return asTerminal(withoutOrders(parts.join(separator)));
}

/** A text on one line. */
export function terminalLine(text: string): TerminalText {
  return asTerminal(withoutOrders(flatText(text)));
}

/** The lines of a text of ours, which may quote a page. */
export function terminalLines(text: string): readonly TerminalText[] {
  return text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => asTerminal(withoutOrders(visibleText(line))));
}

/** The same as one text. */
export function terminalText(text: string): TerminalText {
  return joinTerminal(terminalLines(text), inTerminal`\n`);
}

/** A build server takes a line that begins with `::`, blanks before it or not, and `##[` anywhere, for an order to it. */
function withoutOrders(text: string): string {
  // Blanks of this line alone: with those of the next ones, each line of many empty ones would be looked at as often as it has lines before it.
  return text.replaceAll(/^([^\S\n\r\u2028\u2029]*)::/gm, String.raw`$1\::`).replaceAll(/##(?=\w*\[)/g, String.raw`#\#`);
}

/** Takes the place of the line that the terminal is at; none clears it. */
export function overLine(line: TerminalText | undefined): TerminalText {
  return asTerminal(`\r\u001B[2K${line ?? ""}`);
}

/** Fills a text up to a width, with blanks behind it. */
export function padEnd(text: TerminalText, width: number): TerminalText {
  return asTerminal(text.padEnd(width));
}

/** The same with blanks before it. */
export function padStart(text: TerminalText, width: number): TerminalText {
  return asTerminal(text.padStart(width));
}

/** An order to the build server on a line of its own: to show the message beside the line of a file that it is about. */
export function workflowCommand(name: string, properties: Readonly<Record<string, string>>, message: string): TerminalText {
  const list = Object.entries(properties).map(
    ([key, value]) => `${key}=${escapeData(value).replaceAll(":", "%3A").replaceAll(",", "%2C")}`,
  );
  return asTerminal(`::${name} ${list.join(",")}::${escapeData(message)}\n`);
}

function escapeData(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").split("\n").map(visibleText);
  return lines.join("\n").replaceAll("%", "%25").replaceAll("\n", "%0A");
}

/** Wraps text in a style, or leaves it as it is where colours are off. */
export type Paint = (style: "bold" | "dim" | "red" | "yellow" | "blue" | "green", text: TerminalText) => TerminalText;

export const paintNothing: Paint = (_style, text) => text;

export const paintColours: Paint = (style, text) => asTerminal(styleText(style, text, { validateStream: false }));

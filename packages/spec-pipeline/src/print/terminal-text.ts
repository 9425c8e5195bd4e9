import { styleText } from "node:util";
import { visibleText, flatText } from "./visible-text.ts";

declare const TERMINAL: unique symbol;

/**
 * Text for a person at a terminal, and for the log of a build server. Only this file makes it. A page's words enter without escape
 * sequences and with their invisible characters marked. They give no command to the server that reads the log.
 */
export type TerminalText = string & { readonly [TERMINAL]: true };

// The one place where text becomes text for a terminal. A test refuses the assertion everywhere else.
function asTerminal(text: string): TerminalText {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return text as TerminalText;
}

/** Text as written in the code. Between its words, only terminal text and numbers are accepted. */
export function inTerminal(words: TemplateStringsArray, ...parts: readonly (TerminalText | number)[]): TerminalText {
  // Parts that are harmless alone may form a command together.
  return asTerminal(withoutOrders(words.reduce((text, word, index) => `${text}${String(parts[index - 1])}${word}`)));
}

export function joinTerminal(parts: readonly TerminalText[], separator: TerminalText): TerminalText {
  return asTerminal(withoutOrders(parts.join(separator)));
}

/** A text on one line. */
export function terminalLine(text: string): TerminalText {
  return asTerminal(withoutOrders(flatText(text)));
}

/** The lines of our own text, which may quote a page. */
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

/** A build server reads these as commands: a line that begins with `::`, perhaps after spaces, and `##[` anywhere. */
function withoutOrders(text: string): string {
  // Only spaces of this line. A pattern over several lines would read many empty lines again and again.
  return text.replaceAll(/^([^\S\n\r\u2028\u2029]*)::/gm, String.raw`$1\::`).replaceAll(/##(?=\w*\[)/g, String.raw`#\#`);
}

/** Replaces the present line of the terminal. An empty text clears it. */
export function overLine(line: TerminalText | undefined): TerminalText {
  return asTerminal(`\r\u001B[2K${line ?? ""}`);
}

/** Pads a text with spaces after it. */
export function padEnd(text: TerminalText, width: number): TerminalText {
  return asTerminal(text.padEnd(width));
}

/** Pads a text with spaces before it. */
export function padStart(text: TerminalText, width: number): TerminalText {
  return asTerminal(text.padStart(width));
}

/** A command to the build server on a line of its own: it shows the message beside the line of a file. */
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

/** Wraps text in a style. Without colours, the text stays as it is. */
export type Paint = (style: "bold" | "dim" | "red" | "yellow" | "blue" | "green", text: TerminalText) => TerminalText;

export const paintNothing: Paint = (_style, text) => text;

export const paintColours: Paint = (style, text) => asTerminal(styleText(style, text, { validateStream: false }));

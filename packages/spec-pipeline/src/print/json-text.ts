import { visibleText } from "./visible-text.ts";

declare const JSON_TEXT: unique symbol;

/** A document of JSON for programs. Only this file makes it. */
export type JsonText = string & { readonly [JSON_TEXT]: true };

/** The value as JSON, with a final line break. A program reads the same value, and a person sees every character of it. */
export function jsonText(value: object): JsonText {
  const text = JSON.stringify(value, undefined, 2).split("\n").map(visibleText).join("\n");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where a text becomes JSON
  return `${text}\n` as JsonText;
}

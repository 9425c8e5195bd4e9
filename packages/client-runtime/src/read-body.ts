import { dropBody } from "./wire.ts";

/** The chunks of a body, at most `maxBytes` of them: what is above is not read, and `isWhole` is false. */
export interface BodyText {
  readonly text: string;
  readonly isWhole: boolean;
}

/** Reads a body as UTF-8 up to `maxBytes`, and drops the rest. `onChunk` gets the bytes instead, where they are not text. */
export async function readBody(response: Response, maxBytes: number, onChunk?: (chunk: Uint8Array) => void): Promise<BodyText> {
  const reader = response.body?.getReader();
  if (!reader) return { text: "", isWhole: true };
  const decoder = new TextDecoder();
  let text = "";
  let left = maxBytes;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), isWhole: true };
    left -= value.byteLength;
    const isWhole = left >= 0;
    const chunk = isWhole ? value : value.subarray(0, left);
    if (onChunk) onChunk(chunk);
    else text += decoder.decode(chunk, { stream: true });
    if (!isWhole) {
      reader.releaseLock();
      dropBody(response.body);
      return { text, isWhole };
    }
  }
}

/** True where text that is no JSON is the beginning of some: a bracket or a string is still open at its end. */
export function isCutJson(text: string): boolean {
  let depth = 0;
  let isString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isString && character === "\\") index++;
    else if (character === '"') isString = !isString;
    else if (!isString && (character === "{" || character === "[")) depth++;
    else if (!isString && (character === "}" || character === "]")) depth--;
  }
  return /^\s*[[{"]/.test(text) && (isString || depth > 0);
}

/** A piece of what was received, for a message: on one line, and cut. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}

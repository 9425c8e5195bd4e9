/** A body as text, at most `maxBytes` of it: where there was more, it is dropped and `isWhole` is false. */
export interface BodyText {
  readonly text: string;
  readonly isWhole: boolean;
}

/** Reads a body as UTF-8, or its bytes into `chunks`, up to `maxBytes`. */
export async function readBody(response: Response, maxBytes: number, chunks?: Uint8Array[]): Promise<BodyText> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = "";
  let left = maxBytes;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) return { text: text + decoder.decode(), isWhole: true };
    left -= value.length;
    if (chunks) chunks.push(value);
    else text += decoder.decode(left < 0 ? value.subarray(0, left) : value, { stream: true });
    if (left < 0) {
      reader?.cancel().catch(() => {});
      return { text, isWhole: false };
    }
  }
}

/** The value of a JSON text; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** True where text that is no JSON is the beginning of some: a bracket or a string is still open at its end. */
export function isCutJson(text: string): boolean {
  let depth = 0;
  let isString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    if (character === '"') isString = !isString;
    else if (isString) index += Number(character === "\\");
    else depth += Number("{[".includes(character)) - Number("}]".includes(character));
  }
  return /^\s*[[{"]/.test(text) && (isString || depth > 0);
}

/** A piece of what was received, for a message: on one line, and cut. */
export function excerpt(text: string): string {
  return text.replace(/\s+/g, " ").slice(0, 160);
}

import { dropBody } from "./wire.ts";

/** Reads a body as UTF-8, up to `maxBytes`. The rest is dropped: silently, or with the error that `tooLarge` makes. */
export async function readBody(response: Response, maxBytes: number, tooLarge?: () => Error): Promise<string> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = "";
  let left = maxBytes;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) return text + decoder.decode();
    left -= value.length;
    text += decoder.decode(left < 0 ? value.subarray(0, left) : value, { stream: true });
    if (left < 0) {
      dropBody(reader);
      if (tooLarge) throw tooLarge();
      return text;
    }
  }
}

/** The value of a JSON text. Undefined if it is invalid. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

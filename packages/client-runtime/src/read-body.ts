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

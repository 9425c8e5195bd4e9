import { dropBody } from "./wire.ts";

/** The decoder of a content type: of UTF-8, if it names no charset. Undefined if the platform does not know the charset. */
export function decoderFor(contentType: string | null): TextDecoder | undefined {
  const [, charset] = /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? "") ?? [];
  try {
    return new TextDecoder(charset);
  } catch {
    return undefined;
  }
}

/** Reads a body in its charset, or else as UTF-8, up to `maxBytes`. The rest is dropped: silently, or with the error that `tooLarge` makes. */
export async function readBody(
  response: Response,
  maxBytes: number,
  tooLarge?: () => Error,
  decoder: TextDecoder = decoderFor(response.headers.get("content-type")) ?? new TextDecoder(),
): Promise<string> {
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

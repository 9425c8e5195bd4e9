import type { Sink } from "../../src/output/sink.ts";

/** A place for data that keeps it as one text. */
export function collect(): Sink & { readonly text: () => string } {
  const parts: string[] = [];
  return {
    write: async (data) => void parts.push(typeof data === "string" ? data : new TextDecoder().decode(data)),
    close: async () => {},
    drop: async () => {},
    text: () => parts.join(""),
  };
}

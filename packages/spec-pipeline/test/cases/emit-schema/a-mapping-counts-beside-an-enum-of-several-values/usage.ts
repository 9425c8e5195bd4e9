import type { components } from "./schema.gen.ts";

export function textOf(block: components["schemas"]["Block"]): string {
  return block.kind === "image" ? block.url : block.text;
}

export const note: components["schemas"]["BlockInput"] = { kind: "note", text: "x" };
// @ts-expect-error -- an image has no text
export const image: components["schemas"]["BlockInput"] = { kind: "image", text: "x" };

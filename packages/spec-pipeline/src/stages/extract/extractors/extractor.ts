import type { Fence } from "./fences.ts";

/** An extractor's result for a page: the blocks that should contain OpenAPI documents. */
export interface Block extends Fence {
  /** `METHOD /path` that the page announces for the block, if its dialect has this. */
  readonly announced?: { readonly method: string; readonly path: string } | undefined;
}

/** Reads one dialect of documentation pages. It is pure, and does not read the content of the blocks. */
export type Extractor = (page: string) => readonly Block[];

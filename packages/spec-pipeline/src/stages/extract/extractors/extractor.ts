import type { Fence } from "./fences.ts";

/** What an extractor finds in a page: the blocks that should hold OpenAPI documents. */
export interface Block extends Fence {
  /** `METHOD /path` that the page announces for the block, where its dialect does. */
  readonly announced?: { readonly method: string; readonly path: string } | undefined;
}

/** Reads one dialect of documentation pages. Pure; says nothing about what is inside of the blocks. */
export type Extractor = (page: string) => readonly Block[];

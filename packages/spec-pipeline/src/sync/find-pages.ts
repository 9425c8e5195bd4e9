import type { FetchSettings } from "../host/fetch-page.ts";
import type { PipelineInput } from "../pipeline.ts";
import { lookAtPages, operationsOf, type PublishedPage } from "./look-at-pages.ts";
import type { Published } from "./published-file.ts";
import { markdownAddress, readIndex } from "./read-index.ts";

/**
 * The state of a page with operations: `vendored`, `new` since the last look, `published` then already and not taken, or `gone` from the
 * index.
 */
export type PageState = "vendored" | "new" | "published" | "gone";

export interface FoundPage {
  readonly url: string;
  readonly operations: readonly string[];
  readonly state: PageState;
}

export interface FoundPages {
  /** Undefined if the site has no index. */
  readonly index: string | undefined;
  /** Whether a page of the vendor has an address, so that its site is known. */
  readonly hasSite: boolean;
  /** The number of pages in the index, also of prose. */
  readonly listed: number;
  /** The pages with operations. */
  readonly pages: readonly FoundPage[];
  readonly failures: readonly string[];
  /** Pages that were not read, since there are more than the limit. */
  readonly skipped: number;
  /** The facts to keep for the next look. */
  readonly published: Published | undefined;
}

export interface LookSettings {
  readonly fetch: FetchSettings;
  /** The facts of the last look. */
  readonly earlier: Published | undefined;
  /** `all`: every page again. Otherwise only this number of pages that no look has seen yet. */
  readonly look: "all" | number;
}

/** Reads the index of a vendor's documentation, and finds its pages with operations. */
export async function findPages(input: PipelineInput, { fetch, earlier, look }: LookSettings): Promise<FoundPages> {
  const { vendor } = input;
  const { index, failures } = await readIndex(vendor, input.pages, fetch);
  const hasSite = vendor.pages.some(({ url }) => url !== undefined);
  if (index === undefined) return { index: undefined, hasSite, listed: 0, pages: [], failures, skipped: 0, published: earlier };
  const vendored = new Map(
    vendor.pages.flatMap(({ url, file }) => {
      const page = input.pages.find(({ name }) => name === file);
      return url === undefined || page === undefined ? [] : [[markdownAddress(url), operationsOf([page], vendor.dialect)]];
    }),
  );
  const known = new Map((earlier?.pages ?? []).map((page) => [page.url, page]));
  const others = index.pages.filter((url) => !vendored.has(url));
  const wanted = look === "all" ? others : others.filter((url) => !known.has(url)).slice(0, look);
  const looked = await lookAtPages(wanted, known, vendor.dialect, fetch);
  const now = new Map([...known, ...looked.pages.map((page): [string, PublishedPage] => [page.url, page])]);
  const listed = new Set(index.pages);
  const stateOf = ({ url, operations }: PublishedPage): PageState => {
    if (!listed.has(url)) return "gone";
    // Another vendored page may describe the same operations.
    const isTaken = operations.every((call) => [...vendored.values()].some((calls) => calls.includes(call)));
    return isTaken ? "vendored" : known.has(url) || earlier === undefined ? "published" : "new";
  };
  const pages = [...now.values()]
    .filter(({ operations }) => operations.length > 0)
    .map((page): FoundPage => ({ url: page.url, operations: page.operations, state: stateOf(page) }));
  const ours = [...vendored].map(([url, operations]): FoundPage => ({
    url,
    operations,
    state: listed.has(url) ? "vendored" : "gone",
  }));
  return {
    index: index.url,
    hasSite,
    listed: index.pages.length,
    pages: [...ours, ...pages.filter(({ url }) => !vendored.has(url))],
    failures: [...failures, ...looked.failures],
    skipped: others.filter((url) => !now.has(url)).length,
    published: { index: index.url, pages: others.flatMap((url) => now.get(url) ?? []) },
  };
}

/** Operations that the vendor publishes and no vendored page describes. */
export function untaken({ pages }: FoundPages): readonly string[] {
  const callsOf = (wanted: readonly PageState[]): readonly string[] =>
    pages.filter(({ state }) => wanted.includes(state)).flatMap(({ operations }) => operations);
  const taken = new Set(callsOf(["vendored"]));
  return [...new Set(callsOf(["new", "published"]))].filter((call) => !taken.has(call));
}

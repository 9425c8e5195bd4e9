import { createHash } from "node:crypto";
import type { Page } from "../document/fragment.ts";
import { listOperations } from "../document/nodes.ts";
import { fetchPage, type FetchSettings } from "../host/fetch-page.ts";
import { extract } from "../stages/extract/extract.ts";

/** A page of the vendor's site, and the operations that it described at the last look. */
export interface PublishedPage {
  readonly url: string;
  /** `GET /users`. Empty for a page of prose. */
  readonly operations: readonly string[];
  /** The site's name for this version. It is sent to ask for a newer one. */
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

export interface LookedPages {
  /** In the order of the addresses. A page that could not be read has its earlier entry. */
  readonly pages: readonly PublishedPage[];
  readonly failures: readonly string[];
}

/** Requests to one site at a time. */
const AT_ONCE = 4;

/**
 * Reads which operations the pages of a site describe, a few pages at a time. For a known page it asks only whether the page has changed.
 */
export async function lookAtPages(
  urls: readonly string[],
  known: ReadonlyMap<string, PublishedPage>,
  dialect: string,
  settings: FetchSettings,
): Promise<LookedPages> {
  const pages: (PublishedPage | undefined)[] = urls.map((url) => known.get(url));
  const failures: string[] = [];
  const waiting = [...urls.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !settings.signal.aborted; next = waiting.shift()) {
      const [index, url] = next;
      const { etag, lastModified } = known.get(url) ?? {};
      const outcome = await fetchPage(url, { etag, lastModified }, settings);
      if (outcome.kind === "fetched") pages[index] = describePage(url, outcome, dialect);
      else if (outcome.kind === "failed") failures.push(outcome.message);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { pages: pages.filter((page) => page !== undefined), failures };
}

function describePage(
  url: string,
  { bytes, etag, lastModified }: { bytes: Uint8Array; etag?: string | undefined; lastModified?: string | undefined },
  dialect: string,
): PublishedPage {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const page: Page = { name: url, file: url, url, hash, text: new TextDecoder().decode(bytes) };
  return { url, operations: operationsOf([page], dialect), etag, lastModified };
}

/** Calls of the operations that pages describe: `GET /users`. */
export function operationsOf(pages: readonly Page[], dialect: string): readonly string[] {
  const { value } = extract(pages, { dialect });
  const calls = value.flatMap(({ document }) =>
    listOperations(document).map(({ method, path }) => `${method.toUpperCase()} ${path}`),
  );
  return [...new Set(calls)];
}

import { createHash } from "node:crypto";
import type { Fetch } from "@specloom/client-runtime";
import type { KeptPage } from "./page-file.ts";

/** The headers of a response that a walk reads. No cookie and no session id is stored. */
const HEADERS = ["content-type", "link", "location"];

/** The storage for the pages of a walk. */
export interface PageStore {
  /** The next page of the earlier run, if it belongs to this request. */
  readonly next: (key: string) => Promise<KeptPage | undefined>;
  readonly keep: (pages: readonly KeptPage[]) => Promise<void>;
}

/**
 * A `fetch` that stores the pages of a walk, and begins with those of an earlier run. A page is stored when the walk asks for the next one:
 * only then is it known that the walk could use it.
 */
export function keepPages(fetch: Fetch, store: PageStore): Fetch {
  let read: KeptPage[] = [];
  return async (url, init) => {
    const { method = "GET", body } = init;
    if (body != null && typeof body !== "string") return fetch(url, init);
    const key = keyOf(method, url, body ?? "");
    const again = read.findIndex((page) => page.key === key);
    // The same request again is a retry, so its response was of no use. A redirect is stored with its target's response.
    if (again !== -1) read = read.slice(0, again);
    else if ((read.at(-1)?.status ?? 300) < 300) {
      await store.keep(read);
      read = [];
    }
    const kept = await store.next(key);
    if (kept) return responseOf(kept, kept.body);
    const response = await fetch(url, init);
    const { status } = response;
    if (status >= 400) return response;
    const headers = Object.fromEntries(
      HEADERS.flatMap((name) => (response.headers.has(name) ? [[name, response.headers.get(name) ?? ""]] : [])),
    );
    const own = { key, status, headers };
    // Nothing reads the body of a redirect.
    if (status >= 300 || !response.body) {
      read.push({ ...own, body: "" });
      return response;
    }
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    let text = "";
    const reader = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        text += decoder.decode(chunk, { stream: true });
        controller.enqueue(chunk);
      },
      flush: () => void read.push({ ...own, body: text + decoder.decode() }),
    });
    return responseOf({ status, headers: Object.fromEntries(response.headers) }, response.body.pipeThrough(reader));
  };
}

function responseOf({ status, headers }: Pick<KeptPage, "headers" | "status">, body: string | ReadableStream): Response {
  return new Response(body === "" ? null : body, { status, headers });
}

/** Tells requests apart. An address may have a key in its query, so neither it nor the body is stored in plain text. */
function keyOf(method: string, url: string, body: string): string {
  return createHash("sha256")
    .update(JSON.stringify([method, url, body]))
    .digest("base64url");
}

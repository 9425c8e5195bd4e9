import type { SpecVerdict } from "./spec-verdict.ts";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The platform's fetch, and the requests through it that the spec refuses. Needs no test around it. */
export function watchRequests(specVerdict: SpecVerdict): { readonly fetch: Fetch; readonly offences: readonly string[] } {
  const offences: string[] = [];
  return {
    offences,
    async fetch(url, init) {
      const verdict = await specVerdict(url, init);
      if (verdict !== "allowed") offences.push(`the spec refuses ${init.method} ${url}: ${JSON.stringify(verdict)}`);
      return globalThis.fetch(url, init);
    },
  };
}

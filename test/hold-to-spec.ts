import { expect } from "vitest";
import type { SpecVerdict } from "./spec-verdict.ts";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Puts a check around a `fetch` that a test has written. */
export type HeldFetch = (fetch: Fetch) => Fetch;

/** Fails the test if the spec has another verdict on a request, also if the client ignores the response. */
export function holdToSpec(specVerdict: SpecVerdict, expected: "allowed" | "refused"): HeldFetch {
  return (fetch) => async (url, init) => {
    const verdict = expect.soft(await specVerdict(url, init), `${init.method} ${url} against the spec`);
    (expected === "allowed" ? verdict : verdict.not).toBe("allowed");
    return fetch(url, init);
  };
}

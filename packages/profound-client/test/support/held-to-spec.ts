import { expect } from "vitest";
import { specVerdict } from "./spec-verdict.ts";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * A `fetch` that a test has written. A request that the spec refuses fails the test, also if the client ignores the response. Every test that
 * does not use a mock uses it, since mocks alone refuse such requests.
 */
export function heldToSpec(fetch: Fetch): Fetch {
  return async (url, init) => {
    expect.soft(await specVerdict(url, init), `${init.method} ${url} against the spec`).toBe("allowed");
    return fetch(url, init);
  };
}

/** For a test that sends requests that the spec refuses, on purpose: the spec must refuse each of them. */
export function refusedBySpec(fetch: Fetch): Fetch {
  return async (url, init) => {
    expect.soft(await specVerdict(url, init), `${init.method} ${url} against the spec`).not.toBe("allowed");
    return fetch(url, init);
  };
}

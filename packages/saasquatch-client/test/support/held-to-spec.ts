import { expect } from "vitest";
import { specVerdict } from "./spec-verdict.ts";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * A `fetch` that a test has written. A request that the spec refuses fails the test, whatever the client makes of the response. Every test that
 * does not use a mock uses it, since mocks alone refuse such requests.
 */
export function heldToSpec(fetch: Fetch): Fetch {
  return async (url, init) => {
    expect.soft(await specVerdict(url, init), `${init.method} ${url} against the spec`).toBe("allowed");
    return fetch(url, init);
  };
}

/** For a test that sends on purpose what the spec refuses: each request has to be one. */
export function refusedBySpec(fetch: Fetch): Fetch {
  return async (url, init) => {
    expect.soft(await specVerdict(url, init), `${init.method} ${url} against the spec`).not.toBe("allowed");
    return fetch(url, init);
  };
}

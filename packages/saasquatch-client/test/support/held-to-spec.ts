import { createMockFetch } from "@specloom/client-runtime/mock";
import { expect } from "vitest";
import { operations } from "../../src/generated/operations.gen.ts";
import { inputValidators } from "../../src/generated/validators.gen.ts";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const judge = createMockFetch({
  operations,
  validators: inputValidators,
  authenticate: () => undefined,
  respondInvalid: (issues) => Response.json(issues),
  handlers: Object.fromEntries(Object.keys(operations).map((id) => [id, () => Response.json("allowed")])),
});

/**
 * A `fetch` that a test has written. A request that the spec refuses fails the test, whatever the client makes of the response. Every test that
 * does not use a mock uses it, since mocks alone refuse such requests.
 */
export function heldToSpec(fetch: Fetch): Fetch {
  return async (url, init) => {
    expect.soft(await verdictOf(url, init), `${init.method} ${url} against the spec`).toBe("allowed");
    return fetch(url, init);
  };
}

/** For a test that sends on purpose what the spec refuses: each request has to be one. */
export function refusedBySpec(fetch: Fetch): Fetch {
  return async (url, init) => {
    expect.soft(await verdictOf(url, init), `${init.method} ${url} against the spec`).not.toBe("allowed");
    return fetch(url, init);
  };
}

/** The path below any base address: the longest end of the address that belongs to an operation. */
async function verdictOf(url: string, init: RequestInit): Promise<unknown> {
  const { pathname, search } = new URL(url);
  const segments = pathname.split("/").slice(1);
  let verdict: unknown;
  for (const start of segments.keys()) {
    const path = `/${segments.slice(start).join("/")}${search}`;
    // oxlint-disable-next-line no-await-in-loop -- the next is asked only after the last is none
    const response = await judge(`https://api.example${path}`, { ...init, signal: null });
    // oxlint-disable-next-line no-await-in-loop -- as above
    verdict = await response.json();
    if (response.status !== 404) break;
  }
  return verdict;
}

import { createMockFetch } from "@specloom/client-runtime/mock";
import { operations } from "../../src/generated/operations.gen.ts";
import { inputValidators } from "../../src/generated/validators.gen.ts";

const judge = createMockFetch({
  operations,
  validators: inputValidators,
  authenticate: () => undefined,
  respondInvalid: (issues) => Response.json(issues),
  handlers: Object.fromEntries(Object.keys(operations).map((id) => [id, () => Response.json("allowed")])),
});

/**
 * What the spec says of a request: "allowed", or what is wrong with it. Its path may stand below any base address: the longest end that
 * belongs to an operation counts.
 */
export async function specVerdict(url: string, init: RequestInit): Promise<unknown> {
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

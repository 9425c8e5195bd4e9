import { createMockFetch } from "../packages/client-runtime/src/mock.ts";
import type { OperationTable, Validator } from "../packages/client-runtime/src/operation.ts";

/** Says "allowed" of a request, or what is wrong with it. */
export type SpecVerdict = (url: string, init: RequestInit) => Promise<unknown>;

/** A spec's verdict on a request. Its path may stand below any base address: the longest end that belongs to an operation counts. */
export function createSpecVerdict(operations: OperationTable, inputValidators: Readonly<Record<string, Validator>>): SpecVerdict {
  const judge = createMockFetch({
    operations,
    validators: inputValidators,
    authenticate: () => undefined,
    respondInvalid: (issues) => Response.json(issues),
    handlers: Object.fromEntries(Object.keys(operations).map((id) => [id, () => Response.json("allowed")])),
  });
  return async (url, init) => {
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
  };
}

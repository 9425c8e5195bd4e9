import type { Fetch, OperationDescriptor } from "@specloom/client-runtime";
import { create$type$Client, type $type$Client } from "../src/index.ts";

/** A client with all that it can be given, made up. Its requests end in the function given. */
export function createOfflineClient(fetch: Fetch): $type$Client {
  return create$type$Client({
    baseUrl: "https://api.example",
    // #each option
    $option$: "made-up",
    // #end
    fetch,
  });
}

/** Calls an operation with "one" for each parameter of its path, and reads the first event where it has a stream. */
export async function callById(
  client: { readonly call: unknown },
  id: string,
  { path, response }: OperationDescriptor,
): Promise<unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what each takes is known to the compiler only
  const call = client.call as (id: string, input: object) => Promise<unknown> & AsyncIterator<unknown>;
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  const result = call(id, { path: Object.fromEntries(names.map((name) => [name, "one"])) });
  return response === "events" ? result.next() : result;
}

import type { Fetch, OperationDescriptor } from "@specloom/client-runtime";
import { create$type$Client, type $type$Client, type $type$ClientOptions } from "../src/index.ts";

/** All that a client can be given, made up. Its requests end in the function given. */
export function offlineOptions(fetch: Fetch): $type$ClientOptions {
  return {
    baseUrl: "https://api.example",
    // #if servers
    servers: $servers$,
    // #end
    // #each option
    $option$: "made-up",
    // #end
    fetch,
  };
}

/** A client with these options. */
export function createOfflineClient(fetch: Fetch): $type$Client {
  return create$type$Client(offlineOptions(fetch));
}

/** "one" for each parameter of a path. */
export function onesFor(path: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => [name, "one"]));
}

/** Calls an operation, and reads the first event where it has a stream. */
export async function callById(
  client: { readonly call: unknown },
  id: string,
  { path, response }: OperationDescriptor,
): Promise<unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what each takes is known to the compiler only
  const call = client.call as (id: string, input: object, options: object) => Promise<unknown> & AsyncIterator<unknown>;
  // Most operations take more than that.
  const result = call(id, { path: onesFor(path) }, { unchecked: true });
  return response === "events" || response === "lines" ? result.next() : result;
}

import type { Fetch, OperationDescriptor } from "@specloom/client-runtime";
import { create$type$Client, type $type$Client, type $type$ClientOptions } from "../src/index.ts";

/** Made-up options for a client. Its requests end in the given function. */
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

/** Calls an operation. Of a stream, reads the first event. */
export async function callById(
  client: { readonly call: unknown },
  id: string,
  { path, response }: OperationDescriptor,
): Promise<unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the compiler knows the input of each
  const call = client.call as (id: string, input: object, options: object) => Promise<unknown> & AsyncIterator<unknown>;
  // Most operations need more input than this.
  const result = call(id, { path: onesFor(path) }, { unchecked: true });
  return response === "events" || response === "lines" ? result.next() : result;
}

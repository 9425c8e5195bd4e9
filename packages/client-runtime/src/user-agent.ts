/** True on a page and in a web worker; false in Node, Deno, Bun and the workers of hosting platforms. */
export function isBrowser(): boolean {
  return "document" in globalThis || "importScripts" in globalThis;
}

/** Browsers either ignore the header or ask the server for permission before they send it, so they get none. */
export function userAgentHeaders(client: { readonly name: string; readonly version: string }): Record<string, string> {
  return isBrowser() ? {} : { "user-agent": `${client.name}/${client.version}` };
}

/** Reads an environment variable. `undefined` if there is no environment, or no permission to read it. An empty variable is unset. */
export function readEnvironment(name: string): string | undefined {
  try {
    return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name] || undefined;
  } catch {
    return undefined;
  }
}

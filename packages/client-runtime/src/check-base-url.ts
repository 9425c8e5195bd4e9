import type { Credential, Credentials } from "./credentials.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { ClientOptions, GivenHeaders } from "./options.ts";
import { isBrowser } from "./user-agent.ts";

/** The facts about a client that the checks need. */
export interface CheckedSettings {
  readonly baseUrl: string;
  readonly servers?: Readonly<Record<string, string>> | undefined;
  readonly credentials: Credentials;
  readonly publicSchemes?: readonly string[] | undefined;
  readonly options: ClientOptions;
}

/** The address to call, after checking that a credential is safe on its way there and on this machine. */
export function checkBaseUrl({ baseUrl, credentials, options, publicSchemes = [] }: CheckedSettings): string {
  const given = secretsOf(credentials);
  const { href } = checkAddress("baseUrl", options.baseUrl ?? baseUrl, given.length > 0);
  if (isBrowser() && !options.allowBrowser && given.some(([scheme]) => !publicSchemes.includes(scheme))) {
    throw invalidOption("allowBrowser", "true to show a secret key to everybody who opens the page");
  }
  return href.replace(/\/$/, "");
}

/** Checks an address. Plain http is allowed only without a credential, or to this machine. */
export function checkAddress(option: string, given: string, hasSecrets: boolean): URL {
  const url = new URL(URL.canParse(given) ? given : "about:");
  const { protocol, hostname, username, password } = url;
  const isLocal = /^(.+\.)?localhost$|^127\.[\d.]+$|^\[::1]$/.test(hostname);
  const isSafe = protocol === "https:" || (protocol === "http:" && (isLocal || !hasSecrets));
  // The address is not shown: it may contain a password, which must not be in an error.
  if (/[?#]/.test(given) || username || password || !isSafe)
    throw invalidOption(option, "an https or loopback address without user, query or fragment");
  return url;
}

/** The given credentials, by their schemes. */
export function secretsOf(credentials: Credentials): readonly (readonly [scheme: string, credential: Credential])[] {
  return Object.entries(credentials).flatMap(([scheme, credential]) =>
    typeof credential === "object" ? [[scheme, credential] as const] : [],
  );
}

/** Headers as an object. Refuses headers that HTTP does not allow, and second credentials, without showing either. */
export function checkHeaders(
  { credentials }: Pick<CheckedSettings, "credentials">,
  given: GivenHeaders | undefined,
  call?: CallRecord,
): Readonly<Record<string, string>> | undefined {
  if (given === undefined) return undefined;
  try {
    const isList = Symbol.iterator in given;
    const entries = isList ? [...given] : Object.entries(given).filter(([, value]) => value !== undefined);
    // The platform would send "null" and "[object Object]".
    if (!entries.every((entry) => Array.isArray(entry) && /^(string|number)$/.test(typeof entry[1]))) throw new TypeError();
    const headers = new Headers(entries as [string, string][]);
    const names = secretsOf(credentials).map(([, credential]) => credential.header);
    if (!["authorization", "cookie", ...names].some((name) => headers.has(name))) return Object.fromEntries(headers);
  } catch {}
  throw invalidOption("headers", "valid, and without a credential", undefined, call);
}

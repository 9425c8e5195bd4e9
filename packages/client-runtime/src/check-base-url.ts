import type { Credentials } from "./credentials.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { ClientOptions, GivenHeaders } from "./options.ts";
import { isBrowser } from "./user-agent.ts";

/** What the checks need to know of a client. */
export interface CheckedSettings {
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly publicSchemes?: readonly string[] | undefined;
  readonly options: ClientOptions;
}

/** The address to call, after making sure that a credential is safe on its way there, and here. */
export function checkBaseUrl({ baseUrl, credentials, options, publicSchemes = [] }: CheckedSettings): string {
  const given = options.baseUrl ?? baseUrl;
  const schemes = Object.keys(credentials).filter((scheme) => credentials[scheme]);
  const { protocol, hostname, href, username, password } = new URL(URL.canParse(given) ? given : "about:");
  const isLocal = /^(.+\.)?localhost$|^127\.[\d.]+$|^\[::1]$/.test(hostname);
  // Not shown: where a password stands in an address, it must not stand in an error.
  if (
    /[?#]/.test(given) ||
    username ||
    password ||
    !(protocol === "https:" || (protocol === "http:" && (isLocal || !schemes.length)))
  ) {
    throw invalidOption("baseUrl", "an https or loopback address without user, query or fragment");
  }
  if (isBrowser() && !options.allowBrowser && schemes.some((scheme) => !publicSchemes.includes(scheme))) {
    throw invalidOption("allowBrowser", "true to show a secret key to everybody who opens the page");
  }
  return href.replace(/\/$/, "");
}

/** Headers as an object, after refusing those that HTTP does not allow, and second credentials, without showing either. */
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
    const names = Object.values(credentials).flatMap((make) => Object.keys(make?.() ?? {}));
    if (!["authorization", "cookie", ...names].some((name) => headers.has(name))) return Object.fromEntries(headers);
  } catch {}
  throw invalidOption("headers", "valid, and without a credential", undefined, call);
}

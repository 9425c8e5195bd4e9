import type { Credentials } from "./credentials.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { ClientOptions } from "./options.ts";
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

/** Refuses headers that HTTP does not allow, and second credentials, without showing either. */
export function checkHeaders<Given extends object | undefined>(
  { credentials }: Pick<CheckedSettings, "credentials">,
  given: Given & (Readonly<Record<string, string>> | undefined),
  call?: CallRecord,
): Given {
  if (!given) return given;
  try {
    const headers = new Headers(given);
    const names = Object.values(credentials).flatMap((make) => Object.keys(make?.() ?? {}));
    if (!["authorization", "cookie", ...names].some((name) => headers.has(name))) return given;
  } catch {}
  throw invalidOption("headers", "valid, and without a credential", undefined, call);
}

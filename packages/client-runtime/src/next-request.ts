import type { WireInit } from "./wire.ts";

/** The target of a redirect. */
export interface NextRequest {
  /** The request to make instead. */
  readonly to?: readonly [url: string, init: WireInit];
  /** The reason why there is none. */
  readonly refusal?: string;
}

/**
 * Follows a redirect to the same origin and refuses any other, since the next host would get data meant for this one. 307 and 308 keep
 * method and body. For a QUERY, all but 303 do. The others become a GET, as in a browser, which an operation with effects must not.
 */
export function nextRequest({ status, headers }: Response, url: string, init: WireInit, isSafe: boolean): NextRequest {
  const { origin } = new URL(url);
  const location = headers.get("location");
  const target = location && URL.canParse(location, url) ? new URL(location, url) : undefined;
  // A browser shows neither status nor target.
  if (!target) return { refusal: `from ${origin} to an address that cannot be seen or read: set baseUrl to where it leads` };
  if (target.origin !== origin)
    return { refusal: `from ${origin} to another origin, ${target.origin}: set baseUrl if that is right` };
  // A fetch accepts no address with a user, and a call has one credential: its own.
  target.username = target.password = "";
  if (status > 306 || /^(GET|HEAD)$/.test(init.method) || (init.method === "QUERY" && status !== 303)) {
    const isGone = init.body instanceof ReadableStream;
    return isGone ? { refusal: `(${status}) with a stream that cannot be sent again` } : { to: [target.href, init] };
  }
  if (!isSafe) return { refusal: `(${status}) in a way that would drop the request's body` };
  const newHeaders = new Headers(init.headers);
  newHeaders.delete("content-type");
  return { to: [target.href, { ...init, headers: newHeaders, method: "GET", body: null }] };
}

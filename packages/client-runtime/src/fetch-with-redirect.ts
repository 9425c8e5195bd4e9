import { ConnectionError } from "./errors.ts";
import type { Fetch } from "./options.ts";
import { type CallState, dropBody, parseUrl, type Send } from "./wire.ts";

/**
 * Follows a redirect to the same origin and refuses any other, since the next host would be sent what was meant for this one.
 * 307 and 308 keep method and body; the others turn into a GET, as in a browser, which an operation that changes something must not.
 */
export function fetchWithRedirect(call: CallState, send: Fetch): Send<Response> {
  return async (url, init) => {
    for (let left = 10; ; left--) {
      const response = await send(url, { ...init, redirect: "manual" });
      const { status, type } = response;
      const location = response.headers.get("location");
      // A browser shows neither status nor target.
      const isHidden = type === "opaqueredirect";
      if (!isHidden && !(location && /^30[12378]$/.test(String(status)))) return response;
      dropBody(response.body);
      const { origin } = new URL(url);
      const target = location ? parseUrl(location, url) : undefined;
      const isKept = status > 306 || /GET|HEAD/.test(init.method);
      if (target?.origin !== origin || !left || !(isKept || call.isSafe)) {
        const to = target?.origin ?? "an unknown address";
        throw new ConnectionError(call, `was redirected from ${origin} to ${to}, which is not followed; check baseUrl`, {
          reason: "redirect-refused",
        });
      }
      if (!isKept) {
        const headers = new Headers(init.headers);
        headers.delete("content-type");
        init = { ...init, headers, method: "GET", body: null };
      }
      url = target.href;
    }
  };
}

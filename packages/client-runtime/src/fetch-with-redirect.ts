import { ConnectionError } from "./errors.ts";
import { nextRequest } from "./next-request.ts";
import type { Fetch } from "./options.ts";
import { type CallState, dropBody, type Send } from "./wire.ts";

/** Follows redirects as far as `nextRequest` allows, ten at most. The platform never follows one, as it would pass the headers on. */
export function fetchWithRedirect(call: CallState, send: Fetch): Send<Response> {
  return async (url, init) => {
    for (let left = 10; ; left--) {
      // A hook, or the time before, may have taken longer than the call.
      init.signal?.throwIfAborted();
      const response = await send(url, { ...init, redirect: "manual" });
      const { type, status, headers, body } = response;
      // A browser hides the redirect.
      if (type !== "opaqueredirect" && !(headers.has("location") && /^30[12378]$/.test(String(status)))) return response;
      dropBody(body);
      const { to, refusal = "again and again" } = nextRequest(response, url, init, call.isSafe);
      if (!to || !left) throw new ConnectionError(call, `was redirected ${refusal}`, { reason: "redirect-refused" });
      [url, init] = to;
    }
  };
}

import { addCredentials } from "./add-credentials.ts";
import { fetchWithRedirect } from "./fetch-with-redirect.ts";
import type { Fetch } from "./options.ts";
import { connectionError } from "./read-response.ts";
import { redactHeaders } from "./redact.ts";
import { runHook } from "./run-hook.ts";
import { type CallState, dropBody, type ReadResponse, type Send } from "./wire.ts";

/** One attempt: a request, and its response read to the end by `read`. Throws only errors of this package. */
export function makeAttempt<Result>(call: CallState, fetch: Fetch, read: ReadResponse<Result>): Send<Result> {
  return async (url, init) => {
    let body: Response["body"] | undefined;
    call.signal = init.signal;
    try {
      if (call.credentials.length) [url, init] = await addCredentials(call, url, init);
      // The function that gives a credential may have taken longer than the call.
      init.signal?.throwIfAborted();
      await runHook(call, "onRequest", url);
      const startedMs = performance.now();
      const response = await fetchWithRedirect(call, fetch)(url, init);
      ({ body } = response);
      const { status, headers } = response;
      const durationMs = performance.now() - startedMs;
      await runHook(call, "onResponse", url, () => ({ status, headers: redactHeaders(headers, call.secrets), durationMs }));
      // A `fetch` that ignores its signal may respond after the attempt was given up.
      init.signal?.throwIfAborted();
      return await read(call, response);
    } catch (error) {
      dropBody(body);
      throw connectionError(call, error, undefined, url);
    }
  };
}

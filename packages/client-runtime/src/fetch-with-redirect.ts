import { ConnectionError } from "./errors.ts";
import { type CallState, dropBody, type Send } from "./wire.ts";

const maxRedirects = 10;

/**
 * Follows a redirect to the same origin and refuses any other, since the next host would be sent what was meant for this one.
 * 307 and 308 keep method and body; the others turn into a GET, as in a browser, which an operation that changes something must not.
 */
export function fetchWithRedirect(call: CallState, send: Send<Response>): Send<Response> {
  const refuse = (response: Response, why: string): ConnectionError => {
    dropBody(response.body);
    return new ConnectionError(call, `was answered by a redirect ${why}`, { reason: "redirect-refused" });
  };
  return async (url, init) => {
    for (let redirects = 0; ; redirects++) {
      const response = await send(url, { ...init, redirect: "manual" });
      if (response.type === "opaqueredirect") {
        throw refuse(
          response,
          "that a browser does not show, so it is not followed. Set baseUrl to the address that it leads to.",
        );
      }
      const location = response.headers.get("location");
      if (!location || ![301, 302, 303, 307, 308].includes(response.status)) return response;
      const { origin } = new URL(url);
      const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
      if (target?.origin !== origin) {
        throw refuse(
          response,
          `from ${origin} to ${target?.origin ?? "an unreadable address"}, another origin, so it is not followed.`,
        );
      }
      if (redirects === maxRedirects) throw refuse(response, `again and again (${maxRedirects} were followed).`);
      if (response.status < 307 && init.method !== "GET" && init.method !== "HEAD") {
        if (!call.isSafe) throw refuse(response, `${response.status} that would drop its body, so it is not followed.`);
        const { "content-type": _, ...headers } = init.headers;
        init = { ...init, method: "GET", body: null, headers };
      }
      dropBody(response.body);
      url = target.href;
    }
  };
}

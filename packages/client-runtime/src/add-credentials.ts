import type { OpenRequest } from "./credentials.ts";
import type { CallState, WireInit } from "./wire.ts";

/** Puts the credentials of a call into a request. Each is asked for again, as a token may have expired. */
export async function addCredentials(call: CallState, url: string, init: WireInit): Promise<[url: string, init: WireInit]> {
  const request: OpenRequest = { url, headers: new Headers(init.headers) };
  const { refused } = call;
  call.refused = undefined;
  const values: string[] = [];
  for (const credential of call.credentials) {
    const value = await credential.value(refused?.[values.length], call, call.limits.timeoutMs);
    values.push(value);
    if (credential.put) credential.put(request, value);
    else request.headers.set(credential.header, value);
  }
  call.secrets = { ...call.secrets, values };
  return [request.url, { ...init, headers: request.headers }];
}

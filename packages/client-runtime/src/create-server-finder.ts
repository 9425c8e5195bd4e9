import { checkAddress, type CheckedSettings, secretsOf } from "./check-base-url.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { OperationDescriptor } from "./operation.ts";

/**
 * Finds the address that an operation is called below: that of the client, unless the document gives the operation another one. What the
 * user gave for that address comes first. On the API's own host it moves along with `baseUrl`. Elsewhere nobody knows where it would be
 * beside another `baseUrl`, such as that of a test: then no call is made, and no credential sent.
 */
export function createServerFinder(
  { baseUrl: documented, servers, credentials, options }: CheckedSettings,
  baseUrl: string,
): (call: CallRecord, operation: OperationDescriptor) => string {
  return (call, { server }) => {
    if (server === undefined) return baseUrl;
    const given = options.servers?.[server];
    const { href, origin, pathname } = new URL(given ?? servers?.[server] ?? server, documented);
    const isOwnHost = given === undefined && origin === new URL(documented).origin;
    if (isOwnHost) return (new URL(baseUrl).origin + pathname).replace(/\/$/, "");
    if (given === undefined && options.baseUrl !== undefined && origin !== new URL(baseUrl).origin)
      throw invalidOption(`servers["${server}"]`, "given where baseUrl is", undefined, call);
    checkAddress(`servers["${server}"]`, href, secretsOf(credentials).length > 0);
    return href.replace(/\/$/, "");
  };
}

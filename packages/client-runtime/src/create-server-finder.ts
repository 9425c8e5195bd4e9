import { checkAddress, type CheckedSettings, secretsOf } from "./check-base-url.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { OperationDescriptor } from "./operation.ts";

/**
 * Finds the address of an operation: the client's, unless the document gives the operation another one. The user's choice for that address
 * comes first. On the API's own host, it moves with `baseUrl`. For another host, its place beside another `baseUrl`, such as a test's, is
 * unknown. Then no call is made, and no credential is sent.
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

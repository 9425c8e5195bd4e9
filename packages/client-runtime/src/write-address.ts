import type { CallRecord } from "./errors.ts";
import { fillPath } from "./fill-path.ts";
import type { OperationDescriptor } from "./operation.ts";
import { writeParameter } from "./write-parameter.ts";

type Styles = OperationDescriptor["styles"];
type Values = Readonly<Record<string, unknown>>;

/** Path and query of a call. A template may have a query of its own; nothing behind a `#` ever reaches a server. */
export function writeAddress(
  call: CallRecord,
  styles: Styles,
  {
    path,
    query,
    search,
  }: { readonly path?: Values | undefined; readonly query?: object | undefined; readonly search?: string | undefined },
  pathParameters?: Values,
): string {
  const [address = ""] = fillPath(call, styles, path, pathParameters).split("#");
  // A server that names a next page names the template's own query as well.
  if (search !== undefined) return `${address.split("?", 1)[0]}?${search}`;
  const written = writeQuery(call, styles, query);
  return written ? `${address}${address.includes("?") ? "&" : "?"}${written}` : address;
}

/** A query, without its question mark. */
export function writeQuery(call: CallRecord | undefined, styles: Styles, query: object = {}): string {
  const parts = Object.entries(query).map(([name, value]) => writeParameter(call, name, value, styles?.query?.[name] ?? {}));
  return parts.filter(Boolean).join("&");
}

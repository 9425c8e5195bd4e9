import { type CallRecord, invalidOption } from "./errors.ts";
import { fillPath } from "./fill-path.ts";
import { isFile } from "./form-part.ts";
import type { OperationDescriptor, ValueStyle } from "./operation.ts";
import { isComplex, writeParameter } from "./write-parameter.ts";

type Styles = OperationDescriptor["styles"];
type Values = Readonly<Record<string, unknown>>;

/** Path and query of a call. A template may have its own query. The part after a `#` never reaches a server. */
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
  // A server that names a next page also names the template's own query.
  if (search !== undefined) return `${address.split("?", 1)[0]}?${search}`;
  const written = writeQuery(call, styles, query);
  return written ? `${address}${address.includes("?") ? "&" : "?"}${written}` : address;
}

/** A query, without its question mark. */
export function writeQuery(call: CallRecord | undefined, styles: Styles, query: object = {}): string {
  const parts = Object.entries(query).map(([name, value]) => {
    const style = styles?.query?.[name] ?? {};
    return style.fields && Object(value) === value
      ? writeFields(call, value as object, style.fields)
      : writeParameter(call, name, value, style);
  });
  return parts.filter(Boolean).join("&");
}

/** The fields of a form, as OpenAPI describes them: lists are repeated, and an object is its JSON. */
export function writeFields(
  call: CallRecord | undefined,
  fields: object,
  styles: Readonly<Record<string, ValueStyle>> = {},
): string {
  const query: Record<string, ValueStyle> = { ...styles };
  const texts = Object.entries(fields).map(([name, value]): [string, unknown] => {
    if (isFile(value)) throw invalidOption(name, "no file, as a form without parts has none", undefined, call);
    if (Object.hasOwn(query, name)) return [name, value];
    if (Array.isArray(value))
      return [name, value.map((member: unknown) => (isComplex(member) ? JSON.stringify(member) : member))];
    if (isComplex(value)) query[name] = { contentType: "application/json" };
    return [name, value];
  });
  return writeQuery(call, { query }, Object.fromEntries(texts));
}

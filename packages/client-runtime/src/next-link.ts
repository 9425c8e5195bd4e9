/** The address of the next page in a header `Link` (RFC 8288). Undefined if it names none. */
export function nextLink(header: string | null | undefined): string | undefined {
  for (const [, address, params = ""] of (header ?? "").matchAll(/<([^>]*)>([^<]*)/g)) {
    const [, quoted, plain] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(params) ?? [];
    if ((quoted ?? plain ?? "").toLowerCase().split(/\s+/).includes("next")) return address;
  }
  return undefined;
}

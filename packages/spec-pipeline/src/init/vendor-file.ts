import { stringify } from "yaml";
import type { LintException, VendorPage } from "../vendor/vendor.ts";

/** `vendor.yaml` of a new vendor. */
export function vendorFile(vendor: {
  readonly baseUrl: string;
  readonly dialect: string;
  /** The output folder, if it is not the usual one. */
  readonly output?: string | undefined;
  readonly pages: readonly VendorPage[];
}): string {
  const pages = vendor.pages.map(({ file, url, retrieved, sha256, etag, lastModified }) => ({
    file,
    url,
    retrieved,
    sha256,
    etag,
    lastModified,
  }));
  return print({ baseUrl: vendor.baseUrl, dialect: vendor.dialect, output: vendor.output, pages });
}

/** The text with further exceptions, at its end or among the existing ones. A person's text stays as it is. */
export function withExceptions(text: string, exceptions: readonly LintException[]): string {
  if (exceptions.length === 0) return text;
  const lines = print({ ignore: exceptions.map(({ rule, reason }) => ({ rule, reason })) });
  const start = text.endsWith("\n") ? text : `${text}\n`;
  const heading = /^ignore:[ \t]*(?:#.*)?\n/m.exec(start);
  if (!heading) return start + lines;
  const end = heading.index + heading[0].length;
  return start.slice(0, end) + lines.slice(lines.indexOf("\n") + 1) + start.slice(end);
}

function print(value: unknown): string {
  return stringify(value, { lineWidth: 0, defaultStringType: "PLAIN", keepUndefined: false });
}

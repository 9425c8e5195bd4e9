import { join } from "node:path";
import { printYaml } from "../document/canonical.ts";
import { listMember, stringMember } from "../document/json.ts";
import { readYaml } from "../document/yaml-source.ts";
import { readText } from "../host/workspace.ts";
import type { PublishedPage } from "./look-at-pages.ts";

/** The result of the last look at a vendor's site. */
export interface Published {
  readonly index: string;
  readonly pages: readonly PublishedPage[];
}

export function publishedFile(vendor: string): string {
  return `specs/${vendor}/published.yaml`;
}

/** Undefined before the first look. */
export async function readPublished(root: string, vendor: string): Promise<Published | undefined> {
  const file = publishedFile(vendor);
  const text = await readText(join(root, file));
  if (text === undefined) return undefined;
  const { value } = readYaml({ file, text, firstLine: 1 }, "unreadable-block");
  const pages = listMember(value, "pages").map((page) => ({
    url: stringMember(page, "url") ?? "",
    operations: listMember(page, "operations").filter((call) => typeof call === "string"),
    etag: stringMember(page, "etag"),
    lastModified: stringMember(page, "lastModified"),
  }));
  return { index: stringMember(value, "index") ?? "", pages };
}

export function printPublished(vendor: string, { index, pages }: Published): string {
  const header = `Written by \`specloom pages ${vendor}\`: what the vendor's site listed at the last look. Do not edit.`;
  const entries = pages
    .toSorted((left, right) => (left.url < right.url ? -1 : 1))
    .map(({ url, operations, etag, lastModified }) => ({
      url,
      ...(operations.length === 0 ? {} : { operations: [...operations] }),
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
    }));
  return printYaml({ index, pages: entries }, header);
}

import { isMap, isScalar, isSeq, parseDocument, stringify, type YAMLMap } from "yaml";
import type { VendorPage } from "./vendor.ts";

/** The facts of a retrieval that `vendor.yaml` has about a page. */
export interface PageEdit {
  readonly file: string;
  readonly retrieved: string;
  readonly sha256: string;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text of `vendor.yaml` with other values in the entries of some pages. The rest of a person's text stays, also comments. */
export function editVendorPages(source: string, edits: readonly PageEdit[]): string {
  const text = source.endsWith("\n") ? source : `${source}\n`;
  const pages = parseDocument(text).get("pages");
  if (!isSeq(pages)) return text;
  const splices = pages.items.filter(isMap).flatMap((entry) => {
    const edit = edits.find(({ file }) => file === entry.get("file"));
    return edit ? spliceEntry(text, entry, edit) : [];
  });
  return splices
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, { start, end, text: value }) => result.slice(0, start) + value + result.slice(end), text);
}

/** The text of `vendor.yaml` with further pages after the listed ones. The rest of a person's text stays. */
export function addVendorPages(source: string, added: readonly VendorPage[]): string {
  const text = source.endsWith("\n") ? source : `${source}\n`;
  const pages = parseDocument(text).get("pages");
  const last = isSeq(pages) ? pages.items.findLast(isMap) : undefined;
  if (!last?.range) throw new Error("vendor.yaml lists no page, which its check refuses");
  const start = wholeLine(text, last.range[0]).start;
  const [, dash = ""] = /^(\s*-\s+)/.exec(text.slice(start)) ?? [];
  const indentation = " ".repeat(dash.length);
  const end = wholeLine(text, last.range[1] - 1).end;
  const entries = added.map(
    ({ file, url, retrieved, sha256, etag, lastModified }) =>
      dash +
      stringify({ file, url, retrieved, sha256, etag, lastModified }, { lineWidth: 0 })
        .trimEnd()
        .replaceAll("\n", `\n${indentation}`),
  );
  return `${text.slice(0, end)}${entries.map((entry) => `${entry}\n`).join("")}${text.slice(end)}`;
}

const KEYS = ["retrieved", "sha256", "etag", "lastModified"] as const;

function spliceEntry(text: string, entry: YAMLMap, edit: PageEdit): Splice[] {
  const splices: Splice[] = [];
  const additions: string[] = [];
  const anchor = rangeOf(entry, "sha256");
  for (const key of KEYS) {
    const range = rangeOf(entry, key);
    const value = key === "etag" || key === "lastModified" ? edit[key] && JSON.stringify(edit[key]) : edit[key];
    if (range && value !== undefined) splices.push({ ...range, text: value });
    else if (range) splices.push({ ...wholeLine(text, range.start), text: "" });
    else if (value !== undefined) additions.push(`${key}: ${value}`);
  }
  if (anchor && additions.length > 0) {
    const line = wholeLine(text, anchor.start);
    const indentation = text.slice(line.start, anchor.start).replace(/\S.*$/s, "");
    splices.push({ start: line.end, end: line.end, text: additions.map((addition) => `${indentation}${addition}\n`).join("") });
  }
  return splices;
}

function rangeOf(entry: YAMLMap, key: string): { start: number; end: number } | undefined {
  const node = entry.get(key, true);
  return isScalar(node) && node.range ? { start: node.range[0], end: node.range[1] } : undefined;
}

function wholeLine(text: string, offset: number): { start: number; end: number } {
  const newline = text.indexOf("\n", offset);
  return { start: text.lastIndexOf("\n", offset - 1) + 1, end: newline === -1 ? text.length : newline + 1 };
}

import { parseDocument } from "yaml";
import { wireMethod } from "./nodes.ts";

const METHOD = /^ {4}(get|put|post|delete|options|head|patch|trace|query):$/;
const EXTENSION = /^( {6}| {8})(x-client-method|x-client-content-type|x-client-accept): (\S.*)$/;

/** The parts of an operation of the last document that stages write. */
export interface EarlierOperation {
  readonly name?: string;
  readonly contentType?: string;
  readonly accept?: string;
}

const MEMBERS: Readonly<Record<string, keyof EarlierOperation>> = {
  "x-client-method": "name",
  "x-client-content-type": "contentType",
  "x-client-accept": "accept",
};

/** The operations of a bundled document, by `GET /customers`. */
export function readEarlierOperations(bundled: string): ReadonlyMap<string, EarlierOperation> {
  const operations = new Map<string, EarlierOperation>();
  for (const { call, depth, line } of operationLines(bundled)) {
    const [, indent, key = "", written = ""] = EXTENSION.exec(line) ?? [];
    const name = indent?.length === depth ? MEMBERS[key] : undefined;
    const value = name === undefined ? undefined : textOf(written);
    if (name !== undefined && value !== undefined) operations.set(call, { ...operations.get(call), [name]: value });
  }
  return operations;
}

/** The operations of a bundled document, by the page that they were taken from. */
export function readEarlierPages(bundled: string): ReadonlyMap<string, readonly string[]> {
  const pages = new Map<string, string[]>();
  let isSource = false;
  for (const { call, depth, line } of operationLines(bundled)) {
    const at = " ".repeat(depth);
    if (line.startsWith(`${at}  page: `) && isSource) {
      const page = textOf(line.slice(depth + "  page: ".length));
      if (page !== undefined) pages.set(page, [...(pages.get(page) ?? []), call]);
    } else if (!line.startsWith(`${at} `)) isSource = line === `${at}x-client-source:`;
  }
  return pages;
}

interface OperationLine {
  /** `GET /customers` */
  readonly call: string;
  /** Columns in front of the keys of the operation. */
  readonly depth: number;
  readonly line: string;
}

/**
 * The lines of a bundled document that belong to operations. Parsing a large document takes seconds: what lies as deep as a path and its
 * methods do is no text, and text below them lies deeper.
 */
function* operationLines(bundled: string): Generator<OperationLine> {
  let section = "";
  let path: string | undefined;
  let method: string | undefined;
  let isAdditional = false;
  for (const line of bundled.split("\n")) {
    if (/^\S/.test(line)) section = line;
    if (/^ {0,2}\S/.test(line)) path = section === "paths:" ? keyOf(line) : undefined;
    if (/^ {0,4}\S/.test(line)) {
      method = METHOD.exec(line)?.[1];
      isAdditional = line === "    additionalOperations:";
    } else if (isAdditional && /^ {6}\S/.test(line)) method = keyOf(line.slice(4));
    if (path === undefined || method === undefined) continue;
    yield { call: `${wireMethod(method)} ${path}`, depth: isAdditional ? 8 : 6, line };
  }
}

/** The key of a line that has only a key: `  /customers:`, `  "/a: b":`. */
function keyOf(line: string): string | undefined {
  return line.startsWith("  ") && line.endsWith(":") ? textOf(line.slice(2, -1)) : undefined;
}

/** The text of a quoted or plain scalar. Somebody may have changed the file by hand, so it may contain anything. */
function textOf(written: string): string | undefined {
  const text = parseDocument(written);
  const value: unknown = text.errors.length > 0 ? undefined : text.toJS();
  return typeof value === "string" ? value : undefined;
}

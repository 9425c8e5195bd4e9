import { parseDocument } from "yaml";
import { pointerSegments, withMembers, type JsonObject } from "../document/json.ts";
import { mapNodes } from "../document/nodes.ts";
import { printMethodName } from "../model/method-name.ts";
import { chooseMethodNames } from "../model/method-names.ts";
import type { StageResult } from "../problems/problem.ts";

/**
 * The document with an `x-client-method` on every operation. `earlier`: the names of the document that was generated last, by
 * `GET /customers`, so that an operation keeps the name that it has.
 */
export function nameMethods(document: JsonObject, earlier: ReadonlyMap<string, string>): StageResult<JsonObject> {
  const { names, refused } = chooseMethodNames(document, earlier);
  const value = mapNodes(document, (node, kind, pointer) => {
    if (kind !== "operation") return node;
    const [root, path = "", method = "", ...rest] = pointerSegments(pointer);
    const name = root === "paths" && rest.length === 0 ? names.get(`${method.toUpperCase()} ${path}`) : undefined;
    return name ? withMembers(node, { "x-client-method": printMethodName(name) }) : node;
  });
  const problems = refused.map(({ pointer, message }) => ({
    rule: "method-name" as const,
    severity: "error" as const,
    message,
    fix: "correct the overlay that sets it",
    pointer,
  }));
  return { value, problems };
}

const METHOD = /^ {4}(get|put|post|delete|options|head|patch|trace):$/;
const NAME = /^ {6}x-client-method: (\w+\.\w+)$/;

/**
 * The names in a bundled document, by `GET /customers`. Reads lines, since parsing a large document takes seconds: what lies as deep as a
 * path and its methods do is no text, and text below them lies deeper.
 */
export function readEarlierNames(bundled: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let section = "";
  let path: string | undefined;
  let method: string | undefined;
  for (const line of bundled.split("\n")) {
    if (/^\S/.test(line)) section = line;
    if (/^ {0,2}\S/.test(line)) path = section === "paths:" ? keyOf(line) : undefined;
    if (/^ {0,4}\S/.test(line)) method = METHOD.exec(line)?.[1];
    const name = NAME.exec(line)?.[1];
    if (name !== undefined && path !== undefined && method !== undefined) names.set(`${method.toUpperCase()} ${path}`, name);
  }
  return names;
}

/** The key of a line that has nothing else: `  /customers:`, `  "/a: b":`. A file that somebody has changed by hand may hold anything. */
function keyOf(line: string): string | undefined {
  if (!line.startsWith("  ") || !line.endsWith(":")) return undefined;
  const key = parseDocument(line.slice(2, -1));
  const value: unknown = key.errors.length > 0 ? undefined : key.toJS();
  return typeof value === "string" ? value : undefined;
}

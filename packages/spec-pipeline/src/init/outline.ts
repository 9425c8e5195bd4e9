import { parse } from "yaml";
import { isObject, parseJson, stringMember, type JsonObject } from "../document/json.ts";

/** What has to be known of a document before the stages read it. */
export interface Outline {
  /** Its version, title and servers. */
  readonly document: JsonObject;
  /** Whether a reference in it may lead out of it. */
  readonly mayReferOutside: boolean;
}

const WANTED: ReadonlySet<string> = new Set(["openapi", "info", "servers"]);

/**
 * Version, title and servers of a document, without reading all of it: a parser of YAML needs a hundred times the size of a text, and
 * the stages need it once already. Undefined where the text is not written as documents usually are.
 */
export function readOutline(text: string): Outline | undefined {
  const mayReferOutside = /\$ref["']?[ \t]*:[ \t]*(?:["'][^#"']|[^#"'\s])/.test(text);
  try {
    const document: unknown = /^\s*\{/.test(text) ? parseJson(text) : parse(wantedBlocks(text));
    if (!isObject(document) || stringMember(document, "openapi")?.startsWith("3.") !== true) return undefined;
    const { openapi = null, info = null, servers = null } = document;
    return { document: { openapi, info, servers }, mayReferOutside };
  } catch {
    return undefined;
  }
}

/** The lines of the members that are wanted. Every member of a document in block style starts in the first column. */
function wantedBlocks(text: string): string {
  const starts = [...text.matchAll(/^["']?([A-Za-z][\w-]*)["']?[ \t]*:/gm)];
  return starts
    .map((start, index) => (WANTED.has(start[1] ?? "") ? text.slice(start.index, starts[index + 1]?.index) : ""))
    .join("");
}

import { parse } from "yaml";
import { isObject, parseJson, type Json, type JsonObject } from "../document/json.ts";
import { keysAsText } from "../document/keys-as-text.ts";

/** The facts about a document that are needed before the stages read it. */
export interface Outline {
  /** Its version, title and servers. */
  readonly document: JsonObject;
  /** Whether a reference may lead out of the document. */
  readonly mayReferOutside: boolean;
  /** Whether it has webhooks, and nothing in `paths`. */
  readonly isWebhooksOnly: boolean;
}

/**
 * Version, title and servers of a document, without parsing all of it. A YAML parser needs a hundred times the size of a text, and the
 * stages parse it later anyway. Undefined if the text is not written in the usual way.
 */
export function readOutline(text: string): Outline | undefined {
  const mayReferOutside = /\$ref["']?[ \t]*:[ \t]*(?:["'][^#"']|[^#"'\s])/.test(text);
  try {
    const parsed = /^\s*\{/.test(text) ? readWhole(parseJson(text)) : readBlocks(text);
    const version = parsed?.document["openapi"];
    // A version may be written as a number.
    const isThree =
      typeof version === "number" ? Math.floor(version) === 3 : typeof version === "string" && version.startsWith("3.");
    return parsed && isThree ? { ...parsed, mayReferOutside } : undefined;
  } catch {
    return undefined;
  }
}

function readWhole(document: Json): Omit<Outline, "mayReferOutside"> | undefined {
  if (!isObject(document)) return undefined;
  const { openapi = null, info = null, servers = null } = document;
  const isWebhooksOnly = !isEmpty(document["webhooks"]) && isEmpty(document["paths"]);
  return { document: { openapi, info, servers }, isWebhooksOnly };
}

function isEmpty(member: Json | undefined): boolean {
  return !isObject(member) || Object.keys(member).length === 0;
}

/** Reads the wanted members. In block style, every member of a document starts in the first column. */
function readBlocks(text: string): ReturnType<typeof readWhole> {
  const starts = [...text.matchAll(/^["']?([A-Za-z][\w-]*)["']?[ \t]*:/gm)];
  const blocks = new Map(starts.map((start, index) => [start[1] ?? "", text.slice(start.index, starts[index + 1]?.index)]));
  const wanted: unknown = parse([...blocks].map(([name, block]) => (WANTED.has(name) ? block : "")).join(""), {
    customTags: keysAsText,
  });
  const hasMembers = (name: string): boolean =>
    /:\s+[^\s{]|:\s*\{\s*[^\s}]/.test((blocks.get(name) ?? "").replaceAll(/(?<=\s)#.*/g, ""));
  if (!isObject(wanted)) return undefined;
  const { openapi = null, info = null, servers = null } = wanted;
  return { document: { openapi, info, servers }, isWebhooksOnly: hasMembers("webhooks") && !hasMembers("paths") };
}

const WANTED: ReadonlySet<string> = new Set(["openapi", "info", "servers"]);

import { isObject, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";
import { source, type SourceText } from "../source/source-text.ts";
import { readContent, type MediaType } from "./media-type.ts";
import { resolveObject } from "./reference.ts";

/** What an operation takes as its body, in every media type that the document names. */
export interface Body {
  readonly required: boolean;
  readonly content: readonly MediaType[];
  readonly definition: JsonObject;
  readonly pointer: string;
}

/** The body as a client sends it. */
export interface SentBody {
  readonly media: MediaType;
  /** What the request says of it. */
  readonly contentType: string;
  readonly required: boolean;
  /** TypeScript's type of a body that is no JSON; undefined where the schema says it. */
  readonly type: SourceText | undefined;
}

/** `pointer`: where the operation stands. */
export function readBody(document: JsonObject, definition: JsonObject, pointer: string): Body | undefined {
  const body = resolveObject(document, definition["requestBody"]);
  if (!body) return undefined;
  const at = `${pointer}/requestBody`;
  return { required: body["required"] === true, content: readContent(document, body, at), definition: body, pointer: at };
}

interface Owner {
  readonly id: string;
  readonly method: string;
  readonly pointer: string;
}

/** Bodies by how well they can be written, best first. */
const BODY_TYPES: readonly (readonly [fits: (media: MediaType) => boolean, type: SourceText | undefined])[] = [
  [(media) => media.kind === "json" && !isRangeOfBytes(media), undefined],
  [({ type }) => type === "multipart/form-data", source`FormData`],
  [({ type }) => type === "application/x-www-form-urlencoded", source`URLSearchParams`],
  [({ kind }) => kind === "text" || kind === "events" || kind === "lines", source`string`],
  [() => true, source`Blob | ArrayBuffer | Uint8Array<ArrayBuffer>`],
];

/** Any type may be sent where the schema is that of bytes, or none. */
function isRangeOfBytes({ type, schema }: MediaType): boolean {
  if (!type.includes("*")) return false;
  return schema === undefined || (isObject(schema) && (schema["format"] === "binary" || "contentMediaType" in schema));
}

/** The media type that a client writes; undefined where the request cannot carry a body. What is left out is reported. */
export function chooseBody(owner: Owner, body: Body | undefined, report: (problem: Problem) => void): SentBody | undefined {
  if (!body) return undefined;
  if (owner.method === "get" || owner.method === "head" || owner.method === "trace") {
    report({
      rule: "body-not-sendable",
      severity: "warning",
      message: `${owner.id}: a ${owner.method.toUpperCase()} request cannot carry a body, so it is left out`,
      fix: "remove the requestBody with an overlay",
      pointer: body.pointer,
    });
    return undefined;
  }
  for (const [fits, type] of BODY_TYPES) {
    const media = body.content.find((candidate) => fits(candidate));
    if (!media) continue;
    reportOthers(owner, body.content, media, "sent", report);
    const isJsonRange = type === undefined && media.type.includes("*");
    const contentType = isJsonRange ? "application/json" : media.type.replace("text/*", "text/plain");
    return { media, contentType, required: body.required, type };
  }
  return undefined;
}

/** Says which media types of a body or an answer a client leaves out. */
export function reportOthers(
  { id, pointer }: Pick<Owner, "id" | "pointer">,
  all: readonly MediaType[],
  chosen: MediaType,
  verb: "sent" | "read",
  report: (problem: Problem) => void,
): void {
  const others = [...new Set(all.map(({ type }) => type))].filter((type) => type !== chosen.type);
  if (others.length === 0) return;
  report({
    rule: "several-media-types",
    severity: "info",
    message: `${id}: ${chosen.type} is ${verb}; ${others.join(", ")} is left out`,
    pointer,
  });
}

import { isObject, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";
import { source, type SourceText } from "../source/source-text.ts";
import { readFormFields, type FieldStyle } from "./field-style.ts";
import { formSchema } from "./form-schema.ts";
import { isFieldForm, isMultipart, readContent, type MediaType, type SchemaPlace } from "./media-type.ts";
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
  /** The schema of what a caller gives as JSON or as an object of fields; undefined where the body is text or bytes. */
  readonly input: SchemaPlace | undefined;
  /** TypeScript's types of what a caller may give beside that. */
  readonly types: readonly SourceText[];
  /** How the fields of a form are written, by name, where it is not the default. */
  readonly fields: Readonly<Record<string, FieldStyle>>;
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

/** Bodies by how well they can be written, best first. Text may be a stream, as bytes may. */
const BODY_TYPES: readonly (readonly [fits: (media: MediaType) => boolean, isDescribed: boolean, type?: SourceText])[] = [
  [(media) => media.kind === "json" && !isBytes(media), true],
  [({ type }) => isMultipart(type), true, source`FormData`],
  [({ type }) => isFieldForm(type), true, source`URLSearchParams`],
  [({ kind }) => kind === "text" || kind === "events" || kind === "lines", false, source`string`],
  [() => true, false, source`FileContent`],
];

/** Whether a body that may be JSON is bytes: of any type, or of one that JSON has as well. */
function isBytes({ type, schema }: MediaType): boolean {
  if (!isObject(schema)) return schema === undefined && type.includes("*");
  const isUntyped = "contentMediaType" in schema && !("type" in schema) && !("contentEncoding" in schema);
  return isUntyped || (type.includes("*") && (schema["format"] === "binary" || "contentMediaType" in schema));
}

/** What a client can send as the body, the best first; none where the request cannot carry one. What is left out is reported. */
export function chooseBodies(
  document: JsonObject,
  owner: Owner,
  body: Body | undefined,
  report: (problem: Problem) => void,
): readonly SentBody[] {
  if (!body) return [];
  if (owner.method === "get" || owner.method === "head" || owner.method === "trace") {
    report({
      rule: "body-not-sendable",
      severity: "warning",
      message: `${owner.id}: a ${owner.method.toUpperCase()} request cannot carry a body, so it is left out`,
      fix: "remove the requestBody with an overlay",
      pointer: body.pointer,
    });
    return [];
  }
  const ranked = body.content.map((media) => ({ media, rank: BODY_TYPES.findIndex(([fits]) => fits(media)) }));
  const bodies = ranked
    .toSorted((a, b) => a.rank - b.rank)
    .flatMap(({ media, rank }) => {
      const [, isDescribed = false, type] = BODY_TYPES[rank] ?? [];
      return [sentBody(document, owner, body, media, isDescribed, type, report)];
    });
  if (bodies[0]) reportOthers(owner, body.content, bodies[0].media, "sent", report);
  return bodies;
}

function sentBody(
  document: JsonObject,
  owner: Owner,
  { required }: Body,
  media: MediaType,
  isDescribed: boolean,
  type: SourceText | undefined,
  report: (problem: Problem) => void,
): SentBody {
  const isJsonRange = type === undefined && media.type.includes("*");
  const contentType = isJsonRange ? "application/json" : media.type.replace("text/*", "text/plain");
  const { input, fields } = readForm(document, owner, media, report);
  return {
    media,
    contentType,
    required,
    input: isDescribed ? input : undefined,
    types: type === undefined ? [] : [type],
    fields,
  };
}

/** What a caller gives for a form, and how it is written; of any other body, its schema. */
function readForm(
  document: JsonObject,
  owner: Owner,
  media: MediaType,
  report: (problem: Problem) => void,
): { readonly input: SchemaPlace; readonly fields: Readonly<Record<string, FieldStyle>> } {
  if (!isMultipart(media.type) && !isFieldForm(media.type)) return { input: media, fields: {} };
  const fields = readFormFields(document, media);
  for (const { name, unwritable } of fields) {
    if (unwritable === undefined) continue;
    report({
      rule: "parameter-style",
      severity: "warning",
      message: `${owner.id}: the field ${name} of the form asks for ${unwritable}`,
      fix: "give it an encoding that the API reads with an overlay",
      pointer: `${media.at}/encoding`,
    });
  }
  const schema = media.schema ?? { type: "object" };
  const parts = new Map(fields.map(({ name, part }) => [name, part]));
  const written = fields.filter(({ writing }) => Object.keys(writing).length > 0);
  return {
    input: { schema: isMultipart(media.type) ? formSchema(document, schema, parts) : schema, pointer: media.pointer },
    fields: Object.fromEntries(written.map(({ name, writing }) => [name, writing])),
  };
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

import { stringMember, type JsonObject } from "../document/json.ts";
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
  readonly definition: JsonObject;
}

/** Bodies by how well they can be written, best first. Text may be a stream, as bytes may. */
const BODY_TYPES: readonly (readonly [
  fits: (media: Pick<MediaType, "kind" | "type">) => boolean,
  isDescribed: boolean,
  type?: SourceText,
])[] = [
  [({ kind, type }) => kind === "json" && type === "application/json", true],
  [({ kind }) => kind === "json", true],
  [({ type }) => isMultipart(type), true, source`FormData`],
  [({ type }) => isFieldForm(type), true, source`URLSearchParams`],
  [({ kind }) => kind === "text" || kind === "events" || kind === "lines", false, source`string`],
  [() => true, false, source`FileContent`],
];

/**
 * What a client can send as the body, the default first: what `x-client-content-type` names, else what can be written best. None where the
 * request cannot carry one, which is reported.
 */
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
  // What the request says of them is the same of JSON and of a range that JSON is in.
  const distinct = bodies.filter(
    ({ contentType }, index) => bodies.findIndex((other) => other.contentType === contentType) === index,
  );
  return defaultFirst(distinct, ({ contentType }) => contentType, stringMember(owner.definition, "x-client-content-type"));
}

/** The choices with the one of a name in front. */
export function defaultFirst<Choice>(
  choices: readonly Choice[],
  nameOf: (choice: Choice) => string,
  name: string | undefined,
): readonly Choice[] {
  return choices.toSorted((a, b) => Number(nameOf(b) === name) - Number(nameOf(a) === name));
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

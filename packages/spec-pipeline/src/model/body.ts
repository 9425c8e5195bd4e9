import { objectMember, stringMember, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";
import { source, type SourceText } from "../source/source-text.ts";
import { readFormFields, type FieldStyle } from "./field-style.ts";
import { formSchema } from "./form-schema.ts";
import { isFieldForm, isMultipart, readContent, unwritableParts, type MediaType, type SchemaPlace } from "./media-type.ts";
import { resolveObject } from "./reference.ts";

/** The body of an operation, in every media type that the document names. */
export interface Body {
  readonly required: boolean;
  readonly content: readonly MediaType[];
  readonly definition: JsonObject;
  readonly pointer: string;
}

/** The body as a client sends it. */
export interface SentBody {
  readonly media: MediaType;
  /** The `Content-Type` of the request. */
  readonly contentType: string;
  readonly required: boolean;
  /** The schema of a value that a caller gives as JSON or as an object of fields. Undefined if the body is text or bytes. */
  readonly input: SchemaPlace | undefined;
  /** Further TypeScript types of values that a caller may give. */
  readonly types: readonly SourceText[];
  /** How the fields of a form are written, by name, if not in the default way. */
  readonly fields: Readonly<Record<string, FieldStyle>>;
}

/** `pointer`: the place of the operation. */
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

/** Kinds of bodies, best first by how well they can be written. Text may be a stream, as bytes may. */
const BODY_TYPES: readonly (readonly [fits: (media: MediaType) => boolean, isDescribed: boolean, type?: SourceText])[] = [
  [({ kind, type }) => kind === "json" && type === "application/json", true],
  [({ kind }) => kind === "json", true],
  [(media) => isMultipart(media.type) && unwritableParts(media) === undefined, true, source`FormData`],
  [({ type }) => isFieldForm(type), true, source`URLSearchParams`],
  [({ kind }) => kind === "text" || kind === "events" || kind === "lines", false, source`string`],
  [() => true, false, source`FileContent`],
];

/**
 * The bodies that a client can send, the default first. The default is the type that `x-client-content-type` names, or else the one that
 * can be written best. Empty if the request cannot have a body, which is reported.
 */
export function chooseBodies(
  document: JsonObject,
  owner: Owner,
  body: Body | undefined,
  report: (problem: Problem) => void,
): readonly SentBody[] {
  if (!body) return [];
  if (owner.method === "get" || owner.method === "head" || owner.method === "trace") {
    if (body.content.every((media) => holdsNothing(document, media))) return [];
    report({
      rule: "body-not-sendable",
      severity: "warning",
      message: `${owner.id}: a ${owner.method.toUpperCase()} request cannot carry a body, so it is left out`,
      fix: "remove the requestBody with an overlay",
      pointer: body.pointer,
    });
    return [];
  }
  for (const media of body.content) {
    const what = unwritableParts(media);
    if (what === undefined) continue;
    report({
      rule: "body-not-sendable",
      severity: "warning",
      message: `${owner.id}: a client cannot write ${what}, so a caller gives the whole body as bytes, and the header content-type with the boundary between them`,
      fix: "describe it as multipart/form-data with a schema and an encoding, if the API reads that, with an overlay",
      pointer: media.at,
    });
  }
  const ranked = body.content.map((media) => ({ media, rank: BODY_TYPES.findIndex(([fits]) => fits(media)) }));
  const bodies = ranked
    .toSorted((a, b) => a.rank - b.rank)
    .flatMap(({ media, rank }) => {
      const [, isDescribed = false, type] = BODY_TYPES[rank] ?? [];
      return [sentBody(document, owner, body, media, isDescribed, type, report)];
    });
  // The request has the same `Content-Type` for JSON and for a range that includes JSON.
  const distinct = bodies.filter(
    ({ contentType }, index) => bodies.findIndex((other) => other.contentType === contentType) === index,
  );
  return defaultFirst(distinct, ({ contentType }) => contentType, stringMember(owner.definition, "x-client-content-type"));
}

/** Whether a body is an object that can have no field. Some documents describe one for each GET. */
function holdsNothing(document: JsonObject, { schema }: MediaType): boolean {
  const described = resolveObject(document, schema);
  const fields = { ...objectMember(described, "properties"), ...objectMember(described, "patternProperties") };
  return described?.["additionalProperties"] === false && Object.keys(fields).length === 0;
}

/** The choices, with the named one first. */
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
  const contentType = isJsonRange ? "application/json" : media.fullType.replace("text/*", "text/plain");
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

/** The value that a caller gives for a form, and how it is written. For any other body, its schema. */
function readForm(
  document: JsonObject,
  owner: Owner,
  media: MediaType,
  report: (problem: Problem) => void,
): { readonly input: SchemaPlace; readonly fields: Readonly<Record<string, FieldStyle>> } {
  const isForm = isFieldForm(media.type) || (isMultipart(media.type) && unwritableParts(media) === undefined);
  if (!isForm) return { input: media, fields: {} };
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

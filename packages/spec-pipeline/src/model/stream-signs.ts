import { objectMember, type JsonObject } from "../document/json.ts";
import { variantsOf } from "./event-shape.ts";
import { partsOf } from "./find-property.ts";
import type { MediaType, SchemaPlace } from "./media-type.ts";
import { stringsOf } from "./reference.ts";

/** What a stream brings beside its items, as the document has it. */
export interface StreamSigns {
  /** It ends with `data: [DONE]`. */
  readonly endMark: boolean;
  /** The fields of each kind of error that the operation documents, where no item has all of them. */
  readonly errors: readonly (readonly string[])[];
  /** The fields that every item has; empty where no error can be told from an item. */
  readonly items: readonly string[];
}

export const NO_SIGNS: StreamSigns = { endMark: false, errors: [], items: [] };

/**
 * Some APIs send their error as one more item of a stream, in the form that it has as a response. It is told from an item by the document
 * alone: it has the required fields of an error, and not those that every item has.
 */
export function readStreamSigns(
  document: JsonObject,
  media: readonly MediaType[],
  items: readonly SchemaPlace[],
  failures: readonly MediaType[],
): StreamSigns {
  const endMark = media.some((type) => type.endMark);
  const variants = items.flatMap(({ schema, pointer }) => variantsOf(document, schema, pointer));
  const [first = [], ...others] = variants.map(({ node }) => requiredOf(document, node));
  const isKnown = items.length > 0 && items.every(({ schema }) => schema !== undefined);
  const common = isKnown ? first.filter((name) => others.every((names) => names.includes(name))) : [];
  const described = new Set(variants.flatMap(({ node }) => namesOf(document, node)));
  const errors = failures
    .filter(({ kind }) => kind === "json")
    .flatMap(({ schema, pointer }) => variantsOf(document, schema, pointer))
    .map(({ node }) => signOf(document, node))
    .filter((names) => names.some((name) => !described.has(name)));
  const distinct = new Map(errors.map((names) => [names.join("\n"), names]));
  return common.length === 0 || distinct.size === 0
    ? { ...NO_SIGNS, endMark }
    : { endMark, errors: [...distinct.values()], items: common };
}

/** The fields by which an error is known: those that it must have, or the only one that it has. */
function signOf(document: JsonObject, error: JsonObject): readonly string[] {
  const [required, names] = [requiredOf(document, error), namesOf(document, error)];
  return required.length > 0 || names.length !== 1 ? required : names;
}

function namesOf(document: JsonObject, schema: JsonObject): readonly string[] {
  return [...partsOf([schema], document)].flatMap((part) => Object.keys(objectMember(part, "properties")));
}

function requiredOf(document: JsonObject, schema: JsonObject): readonly string[] {
  return [...new Set([...partsOf([schema], document)].flatMap((part) => stringsOf(part["required"])))].toSorted();
}

import { escapePointer, isList, isObject, objectMember, stringMember, type Json, type JsonObject } from "../../document/json.ts";
import { allowedTypes } from "../enum-values.ts";
import { followReference, objectsOf } from "../reference.ts";

/** A value that a schema describes: in the body of a response, or in the input of a call. */
export interface ValuePlace {
  readonly path: readonly string[];
  /** JSON types. Empty if the document names none. */
  readonly types: ReadonlySet<string>;
  readonly format: string | undefined;
  /** Whether only listed values are allowed. */
  readonly isListed: boolean;
  /** Its description in the document, with those of the schemas that it refers to. */
  readonly text: string;
  readonly examples: readonly Json[];
  readonly default: Json | undefined;
  readonly minimum: Json | undefined;
  /** The schemas behind these facts. */
  readonly schemas: readonly JsonObject[];
}

/** Levels of objects that are searched: the next page is named near the top. */
const MOST_LEVELS = 4;

/** The place itself and its members, and the members of each member that `enters` names. Lists are not entered. */
export function listPlaces(
  document: JsonObject,
  schema: Json | undefined,
  enters: (path: readonly string[]) => boolean = () => false,
): readonly ValuePlace[] {
  const places = [placeOf(document, schema, [])];
  for (const { path, schemas } of places) {
    if (path.length === MOST_LEVELS || (path.length > 0 && !enters(path))) continue;
    const members = new Map<string, Json[]>();
    for (const part of schemas) {
      for (const [name, property] of Object.entries(objectMember(part, "properties"))) {
        const known = members.get(name);
        if (known) known.push(property);
        else members.set(name, [property]);
      }
    }
    for (const [name, properties] of members) places.push(placeOf(document, { allOf: properties }, [...path, name]));
  }
  return places;
}

/** The statements of a schema with all its parts about a value. */
export function placeOf(document: JsonObject, schema: Json | undefined, path: readonly string[], ownText = ""): ValuePlace {
  const schemas = partsOf(document, schema);
  const first = (key: string): Json | undefined => schemas.find((part) => key in part)?.[key];
  return {
    path,
    types: new Set(schemas.flatMap(allowedTypes)),
    format: schemas.map((part) => stringMember(part, "format")).find((format) => format !== undefined),
    isListed: schemas.some((part) => "enum" in part || "const" in part),
    text: [ownText, ...schemas.map((part) => stringMember(part, "description") ?? "")].join(" "),
    examples: schemas.flatMap((part) => [
      ...("example" in part ? [part["example"] ?? null] : []),
      ...(isList(part["examples"]) ? part["examples"] : []),
    ]),
    default: first("default"),
    minimum: first("minimum"),
    schemas,
  };
}

/** The schema, the targets of its references, its parts and its alternatives. */
function partsOf(document: JsonObject, schema: Json | undefined): readonly JsonObject[] {
  const parts = new Set<JsonObject>();
  const queue = [schema];
  for (let at = 0; at < queue.length; at += 1) {
    const part = queue[at];
    if (!isObject(part) || parts.has(part)) continue;
    parts.add(part);
    if (typeof part["$ref"] === "string") queue.push(followReference(document, part["$ref"]));
    for (const key of ["allOf", "anyOf", "oneOf"]) queue.push(...objectsOf(part[key]));
  }
  return [...parts];
}

export function pointerTo(path: readonly string[]): string {
  return path.map((segment) => `/${escapePointer(segment)}`).join("");
}

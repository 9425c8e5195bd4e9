import { isList, isObject, listMember, objectMember, type Json, type JsonObject } from "../document/json.ts";
import { wireMethod } from "../document/nodes.ts";
import type { Api } from "../model/api.ts";
import type { SentBody } from "../model/body.ts";
import { isStream } from "../model/documented-response.ts";
import { isFileSchema } from "../model/form-schema.ts";
import { isFieldForm, isMultipart } from "../model/media-type.ts";
import { printMethodName, walkName, type MethodName } from "../model/method-name.ts";
import type { Operation } from "../model/operation.ts";
import type { ParameterPlace } from "../model/parameter.ts";
import { resolveObject, stringsOf } from "../model/reference.ts";
import { joinSource, jsonLiteral, objectKey, propertyKey, source, type SourceText } from "../source/source-text.ts";

/** A call for the programs of the README. */
export interface SampleCall {
  readonly name: MethodName;
  /** The argument of the method. Empty if it takes none. */
  readonly given: SourceText;
  /** The same call through openapi-fetch. */
  readonly method: string;
  readonly path: string;
  readonly params: SourceText | undefined;
  readonly response: Operation["responseKind"];
}

/** The facts about operations that the new client's texts need. */
export interface OperationFacts {
  readonly count: number;
  /** The addresses of operations that do not use the API's own. */
  readonly servers: readonly string[];
  /** Stands for all operations if none is simple enough for a sample. */
  readonly first: Pick<SampleCall, "name" | "response">;
  /** The operation with the fewest required values, read-only ones first. Undefined if each needs values that cannot be invented. */
  readonly sample: SampleCall | undefined;
  /** The walk through all pages with the fewest required values. Undefined if there is none. */
  readonly walk: Pick<SampleCall, "given" | "name"> | undefined;
  /** The call that changes something and needs least, with its body, which may be or have a file; undefined where each needs more. */
  readonly write: (Pick<SampleCall, "given" | "name" | "response"> & { readonly isUpload: boolean }) | undefined;
  /** Whether the API itself sends requests. */
  readonly hasWebhooks: boolean;
}

export function readFacts({ document, operations, webhooks }: Api): OperationFacts {
  const samples = operations.flatMap((operation) => {
    const places = sampleValues(document, operation);
    if (places === undefined) return [];
    const groups = places.map(({ place, values }) => source`${propertyKey(place)}: { ${joinSource(values, source`, `)} }`);
    const flat = places.flatMap(({ values }) => values);
    const given = flat.length === 0 ? source`` : source`{ ${joinSource(flat, source`, `)} }`;
    const params = groups.length === 0 ? undefined : source`{ ${joinSource(groups, source`, `)} }`;
    const isPlain = operation.method === "get" && operation.responseKind === "json";
    return [{ operation, given, params, cost: (params?.length ?? 0) + (isPlain ? 0 : 1000) }];
  });
  const byCost = samples.toSorted((a, b) => a.cost - b.cost);
  const [best] = byCost;
  const methods = new Set(operations.map(({ name }) => printMethodName(name)));
  const walked = byCost.find(({ operation: { pages, name } }) => pages && !methods.has(printMethodName(walkName(name))));
  const writes = operations.flatMap((operation) => {
    const given = sampleWrite(document, operation);
    if (given === undefined) return [];
    return [{ name: operation.name, response: operation.responseKind, given, isUpload: given.includes(FILE) }];
  });
  return {
    walk: walked && { name: walkName(walked.operation.name), given: walked.given },
    write: writes.toSorted((a, b) => Number(makes(b)) - Number(makes(a)) || a.given.length - b.given.length)[0],
    count: operations.length,
    hasWebhooks: webhooks.length > 0,
    servers: [...new Set(operations.flatMap(({ server }) => server ?? []))].toSorted(),
    first: { name: operations[0]?.name ?? { resource: "", method: "" }, response: operations[0]?.responseKind ?? "none" },
    sample: best && {
      name: best.operation.name,
      given: best.given,
      method: wireMethod(best.operation.method),
      path: best.operation.path,
      params: best.params,
      response: best.operation.responseKind,
    },
  };
}

/** Whether a call that writes brings something that was not there: a README does not begin with what takes something away. */
function makes({ name }: Pick<SampleCall, "name">): boolean {
  return /^(?:add|create|post|put|replace|send|set|update|upload)/.test(name.method);
}

interface PlaceValues {
  readonly place: ParameterPlace;
  readonly values: readonly SourceText[];
}

/**
 * A value for each required parameter of an operation, by place. Undefined if a value cannot be guessed, or if its method takes params by
 * place.
 */
function sampleValues(document: JsonObject, { groups, sent }: Operation): readonly PlaceValues[] | undefined {
  const names = groups.flatMap(({ parameters }) => parameters.map(({ name }) => name));
  if (sent || new Set(names).size < names.length || names.includes("__proto__")) return undefined;
  const places: PlaceValues[] = [];
  for (const { place, parameters } of groups) {
    const values: SourceText[] = [];
    for (const { name, input } of parameters.filter(({ optional }) => !optional)) {
      const value = sampleValue(resolveObject(document, input.schema));
      if (value === undefined) return undefined;
      values.push(source`${objectKey(name)}: ${jsonLiteral(value)}`);
    }
    if (values.length > 0) places.push({ place, values });
  }
  return places;
}

/** A file of one letter. A form's has a name, by which many APIs tell what it is. */
const FILE = source`new File(["1"], "1.txt")`;

/** Bodies that are a file themselves. */
const BYTES = /^(?:application\/octet-stream|\*\/\*|(?:audio|image|video)\/.*)$/;

/** What a method takes that writes: its required params and its body. Undefined where it takes more than a guess. */
function sampleWrite(document: JsonObject, operation: Operation): SourceText | undefined {
  const { sent, method, responseKind, groups } = operation;
  const isWrite =
    ["post", "put", "patch"].includes(method) && !operation.safe && !operation.deprecated && !isStream(responseKind);
  const places = isWrite ? sampleValues(document, { ...operation, sent: undefined }) : undefined;
  if (!sent || !places) return undefined;
  const known = groups.flatMap(({ parameters }) => parameters.map(({ name }) => name));
  const body = sampleBody(document, sent, known);
  if (body === undefined) return undefined;
  return source`{ ${joinSource([...places.flatMap(({ values }) => values), ...body], source`, `)} }`;
}

/** The fields of a body of JSON, else the param `body`. `known`: names that other params have. */
function sampleBody(document: JsonObject, sent: SentBody, known: readonly string[]): readonly SourceText[] | undefined {
  const { media, input } = sent;
  const isForm = isMultipart(media.type) || isFieldForm(media.type);
  if (media.kind !== "json" && known.includes("body")) return undefined;
  if (media.kind !== "json" && !isForm) return BYTES.test(media.type) ? [source`body: ${FILE}`] : undefined;
  const fields = sampleFields(document, resolveObject(document, input?.schema), isForm ? [] : known);
  return isForm && fields ? [source`body: { ${joinSource(fields, source`, `)} }`] : fields;
}

/** The fields of an object that are required, else a file, else the first that is simple. */
function sampleFields(
  document: JsonObject,
  schema: JsonObject | undefined,
  known: readonly string[],
): readonly SourceText[] | undefined {
  if (!schema || ["allOf", "anyOf", "oneOf", "additionalProperties"].some((key) => schema[key] !== undefined)) return undefined;
  const properties = Object.entries(objectMember(schema, "properties"));
  const required = stringsOf(schema["required"]);
  if (properties.length === 0 || properties.some(([name]) => known.includes(name) || name === "__proto__")) return undefined;
  if (required.some((name) => !properties.some(([own]) => own === name))) return undefined;
  const written = properties.filter(([, property]) => !isReadOnly(document, property));
  const needed = written.filter(([name]) => required.includes(name));
  const simple = written.filter(([, property]) => sampleField(document, property) !== undefined);
  const [first] = simple.toSorted(([, a], [, b]) => Number(holdsFile(document, b)) - Number(holdsFile(document, a)));
  const values = (needed.length > 0 ? needed : first ? [first] : []).flatMap(([name, property]) => {
    const value = sampleField(document, property);
    return value === undefined ? [undefined] : [source`${objectKey(name)}: ${value}`];
  });
  const given = values.filter((value) => value !== undefined);
  return given.length > 0 && given.length === values.length ? given : undefined;
}

/** A value of a field, which may be a file or a list of files. */
function sampleField(document: JsonObject, property: Json): SourceText | undefined {
  const schema = resolveObject(document, property);
  if (holdsFile(document, property)) return schema?.["items"] === undefined ? FILE : source`[${FILE}]`;
  const value = sampleValue(schema);
  return value === undefined ? undefined : jsonLiteral(value);
}

/** Whether a field of a form takes a file, which may be text too, or a list of files. */
function holdsFile(document: JsonObject, property: Json): boolean {
  const schema = resolveObject(document, property);
  const item = isObject(schema?.["items"]) ? schema["items"] : schema;
  return [item, ...listMember(item, "anyOf")].some((variant) => isObject(variant) && isFileSchema(variant));
}

function isReadOnly(document: JsonObject, property: Json): boolean {
  return resolveObject(document, property)?.["readOnly"] === true;
}

/** What a limit has to be, so that one letter and the number 1 keep it. */
const LIMITS: readonly (readonly [string, (limit: number) => boolean])[] = [
  ["minLength", (limit) => limit <= 1],
  ["maxLength", (limit) => limit >= 1],
  ["minimum", (limit) => limit <= 1],
  ["maximum", (limit) => limit >= 1],
  ["exclusiveMinimum", (limit) => limit < 1],
  ["exclusiveMaximum", (limit) => limit > 1],
  ["multipleOf", (limit) => Number.isInteger(1 / limit)],
];

/** A value of a simple schema. Undefined if it cannot be guessed. */
function sampleValue(schema: JsonObject | undefined): string | number | boolean | undefined {
  if (!schema || ["allOf", "anyOf", "oneOf", "not", "pattern", "$ref"].some((key) => schema[key] !== undefined)) return undefined;
  const [value] = schema["const"] === undefined ? listMember(schema, "enum") : [schema["const"]];
  if (value !== undefined) return value === null || typeof value === "object" ? undefined : value;
  if (!LIMITS.every(([key, isKept]) => typeof schema[key] !== "number" || isKept(schema[key]))) return undefined;
  switch (typeOf(schema["type"])) {
    case "string":
      return schema["format"] === undefined ? "1" : undefined;
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    default:
      return undefined;
  }
}

function typeOf(type: Json | undefined): Json | undefined {
  return isList(type) ? type[0] : type;
}

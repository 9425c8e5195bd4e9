import { isObject, listMember, objectMember, type Json, type JsonObject } from "../document/json.ts";
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
import { SampleValues } from "../model/sample-values.ts";
import { joinSource, jsonLiteral, objectKey, propertyKey, source, type SourceText } from "../source/source-text.ts";

/** The characters of what a call is given, if it stands on one line. */
const MOST_CHARACTERS = 64;

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
  const samples = new SampleValues(document, "input");
  const calls = operations.flatMap((operation) => {
    const places = sampleValues(operation, samples);
    if (places === undefined) return [];
    const groups = places.map(({ place, values }) => source`${propertyKey(place)}: { ${joinSource(values, source`, `)} }`);
    const flat = places.flatMap(({ values }) => values);
    const given = flat.length === 0 ? source`` : source`{ ${joinSource(flat, source`, `)} }`;
    const params = groups.length === 0 ? undefined : source`{ ${joinSource(groups, source`, `)} }`;
    const isPlain = operation.method === "get" && operation.responseKind === "json";
    const isShort = hasShortName(operation) && operation.path.length + (params?.length ?? 0) <= MOST_CHARACTERS;
    return [{ operation, given, params, cost: (params?.length ?? 0) + (isPlain ? 0 : 1000) + (isShort ? 0 : 2000) }];
  });
  const byCost = calls.toSorted((a, b) => a.cost - b.cost);
  const [best] = byCost;
  const methods = new Set(operations.map(({ name }) => printMethodName(name)));
  const walked = byCost.find(({ operation: { pages, name } }) => pages && !methods.has(printMethodName(walkName(name))));
  const writes = operations.flatMap((operation) => {
    const given = sampleWrite(document, operation, samples);
    if (given === undefined || !hasShortName(operation) || given.length > MOST_CHARACTERS) return [];
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

function hasShortName({ name }: Operation): boolean {
  return printMethodName(name).length <= MOST_CHARACTERS;
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
function sampleValues({ groups, sent }: Operation, samples: SampleValues): readonly PlaceValues[] | undefined {
  const names = groups.flatMap(({ parameters }) => parameters.map(({ name }) => name));
  if (sent || new Set(names).size < names.length || names.includes("__proto__")) return undefined;
  const places: PlaceValues[] = [];
  for (const { place, parameters } of groups) {
    const values: SourceText[] = [];
    for (const { name, input } of parameters.filter(({ optional }) => !optional)) {
      const value = sampleValue(input.schema, name, samples);
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
function sampleWrite(document: JsonObject, operation: Operation, samples: SampleValues): SourceText | undefined {
  const { sent, method, responseKind, groups } = operation;
  const isWrite =
    ["post", "put", "patch"].includes(method) && !operation.safe && !operation.deprecated && !isStream(responseKind);
  const places = isWrite ? sampleValues({ ...operation, sent: undefined }, samples) : undefined;
  if (!sent || !places) return undefined;
  const known = groups.flatMap(({ parameters }) => parameters.map(({ name }) => name));
  const body = sampleBody(document, sent, known, samples);
  if (body === undefined) return undefined;
  return source`{ ${joinSource([...places.flatMap(({ values }) => values), ...body], source`, `)} }`;
}

/** The fields of a body of JSON, else the param `body`. `known`: names that other params have. */
function sampleBody(
  document: JsonObject,
  sent: SentBody,
  known: readonly string[],
  samples: SampleValues,
): readonly SourceText[] | undefined {
  const { media, input } = sent;
  const isForm = isMultipart(media.type) || isFieldForm(media.type);
  if (media.kind !== "json" && known.includes("body")) return undefined;
  if (media.kind !== "json" && !isForm) return BYTES.test(media.type) ? [source`body: ${FILE}`] : undefined;
  const fields = sampleFields(document, resolveObject(document, input?.schema), isForm ? [] : known, samples);
  return isForm && fields ? [source`body: { ${joinSource(fields, source`, `)} }`] : fields;
}

/** The fields of an object that are required, else a file, else the first that is simple. */
function sampleFields(
  document: JsonObject,
  schema: JsonObject | undefined,
  known: readonly string[],
  samples: SampleValues,
): readonly SourceText[] | undefined {
  if (!schema || ["allOf", "anyOf", "oneOf", "additionalProperties"].some((key) => schema[key] !== undefined)) return undefined;
  const properties = Object.entries(objectMember(schema, "properties"));
  const required = stringsOf(schema["required"]);
  if (properties.length === 0 || properties.some(([name]) => known.includes(name) || name === "__proto__")) return undefined;
  if (required.some((name) => !properties.some(([own]) => own === name))) return undefined;
  const written = properties.filter(([, property]) => !isReadOnly(document, property));
  const needed = written.filter(([name]) => required.includes(name));
  const fieldOf = ([name, property]: readonly [string, Json]): SourceText | undefined => {
    const value = sampleField(document, property, samples);
    return value && source`${objectKey(name)}: ${value}`;
  };
  if (needed.length > 0) {
    const given = needed.flatMap((field) => fieldOf(field) ?? []);
    return given.length === needed.length ? given : undefined;
  }
  const filesFirst = written.toSorted(([, a], [, b]) => Number(holdsFile(document, b)) - Number(holdsFile(document, a)));
  for (const field of filesFirst) {
    const given = fieldOf(field);
    if (given) return [given];
  }
  return undefined;
}

/** A value of a field, which may be a file or a list of files. */
function sampleField(document: JsonObject, property: Json, samples: SampleValues): SourceText | undefined {
  const schema = resolveObject(document, property);
  if (holdsFile(document, property)) return schema?.["items"] === undefined ? FILE : source`[${FILE}]`;
  const value = sampleValue(property, "", samples);
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

/** Keywords that say more of a value than its type. */
const TELLING = ["$ref", "const", "default", "enum", "example", "examples", "format"];

/** The plainest values, the first that a schema allows. */
const PLAIN: readonly Json[] = ["1", 1, true];

/** A value that a schema allows, as short as it can be. Undefined if none is found. */
function sampleValue(given: Json | undefined, seed: string, samples: SampleValues): Json | undefined {
  const schema = isObject(given) ? given : {};
  const isPlain = TELLING.every((key) => !(key in schema));
  // The first value of an enum is the one that most callers mean.
  const likely = isPlain ? PLAIN : listMember(schema, "enum").slice(0, 1);
  const value = likely.find((one) => samples.isAllowed(schema, one)) ?? samples.valueOf(schema, seed, 0);
  return value === null ? undefined : value;
}

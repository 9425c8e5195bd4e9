import { isList, listMember, objectMember, type Json, type JsonObject } from "../document/json.ts";
import { wireMethod } from "../document/nodes.ts";
import { isStream } from "../model/answer.ts";
import type { Api } from "../model/api.ts";
import { printMethodName, walkName, type MethodName } from "../model/method-name.ts";
import type { Operation } from "../model/operation.ts";
import type { ParameterPlace } from "../model/parameter.ts";
import { resolveObject, stringsOf } from "../model/reference.ts";
import { joinSource, jsonLiteral, objectKey, propertyKey, source, type SourceText } from "../source/source-text.ts";

/** A call that a program can make, for the README. */
export interface SampleCall {
  readonly name: MethodName;
  /** What the method takes; empty where it takes nothing. */
  readonly given: SourceText;
  /** The same call through openapi-fetch. */
  readonly method: string;
  readonly path: string;
  readonly params: SourceText | undefined;
  readonly response: Operation["response"];
}

/** What the new client's texts need to know of its operations. */
export interface OperationFacts {
  readonly count: number;
  /** The addresses that some of them are called at, instead of the API's. */
  readonly servers: readonly string[];
  /** Stands for all where none is simple enough to be a sample. */
  readonly first: Pick<SampleCall, "name" | "response">;
  /** The operation that needs least: read-only before others. Undefined where each needs more than can be made up. */
  readonly sample: SampleCall | undefined;
  /** The walk through all pages that needs least; undefined where there is none. */
  readonly walk: Pick<SampleCall, "given" | "name"> | undefined;
  /** The call that changes something and needs least, with the fields of its body; undefined where each needs more. */
  readonly write: Pick<SampleCall, "given" | "name" | "response"> | undefined;
  /** Whether the API sends requests of its own. */
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
    const isPlain = operation.method === "get" && operation.response === "json";
    return [{ operation, given, params, cost: (params?.length ?? 0) + (isPlain ? 0 : 1000) }];
  });
  const byCost = samples.toSorted((a, b) => a.cost - b.cost);
  const [best] = byCost;
  const methods = new Set(operations.map(({ name }) => printMethodName(name)));
  const walked = byCost.find(({ operation: { pages, name } }) => pages && !methods.has(printMethodName(walkName(name))));
  const writes = operations.flatMap((operation) => {
    const given = sampleWrite(document, operation);
    return given === undefined ? [] : [{ name: operation.name, response: operation.response, given }];
  });
  return {
    walk: walked && { name: walkName(walked.operation.name), given: walked.given },
    write: writes.toSorted((a, b) => a.given.length - b.given.length)[0],
    count: operations.length,
    hasWebhooks: webhooks.length > 0,
    servers: [...new Set(operations.flatMap(({ server }) => server ?? []))].toSorted(),
    first: { name: operations[0]?.name ?? { resource: "", method: "" }, response: operations[0]?.response ?? "none" },
    sample: best && {
      name: best.operation.name,
      given: best.given,
      method: wireMethod(best.operation.method),
      path: best.operation.path,
      params: best.params,
      response: best.operation.response,
    },
  };
}

interface PlaceValues {
  readonly place: ParameterPlace;
  readonly values: readonly SourceText[];
}

/**
 * A value for each parameter that an operation cannot do without, by their places. Undefined where it takes more than a guess, or where its
 * method takes params by place.
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

/**
 * What a method takes that writes JSON: its required params, and the fields of its body that are required, else the first that is simple.
 * Undefined where it takes more than a guess.
 */
function sampleWrite(document: JsonObject, operation: Operation): SourceText | undefined {
  const { sent, method, response } = operation;
  const isWrite = ["post", "put", "patch"].includes(method) && !operation.safe && !operation.deprecated && !isStream(response);
  const schema = isWrite && sent?.media.kind === "json" ? resolveObject(document, sent.input?.schema) : undefined;
  const places = sampleValues(document, { ...operation, sent: undefined });
  if (!schema || !places || ["allOf", "anyOf", "oneOf", "additionalProperties"].some((key) => schema[key] !== undefined))
    return undefined;
  const properties = Object.entries(objectMember(schema, "properties"));
  const required = stringsOf(schema["required"]);
  const known = operation.groups.flatMap(({ parameters }) => parameters.map(({ name }) => name));
  if (properties.length === 0 || properties.some(([name]) => known.includes(name) || name === "__proto__")) return undefined;
  const needed = properties.filter(([name, property]) => required.includes(name) && !isReadOnly(document, property));
  const simple = properties.filter(
    ([, property]) => !isReadOnly(document, property) && sampleOf(document, property) !== undefined,
  );
  const fields = (needed.length > 0 ? needed : simple.slice(0, 1)).map(
    ([name, property]) => [name, sampleOf(document, property)] as const,
  );
  if (fields.length === 0 || required.some((name) => !properties.some(([own]) => own === name))) return undefined;
  const values: SourceText[] = places.flatMap((place) => place.values);
  for (const [name, value] of fields) {
    if (value === undefined) return undefined;
    values.push(source`${objectKey(name)}: ${jsonLiteral(value)}`);
  }
  return source`{ ${joinSource(values, source`, `)} }`;
}

function sampleOf(document: JsonObject, property: Json): string | number | boolean | undefined {
  return sampleValue(resolveObject(document, property));
}

function isReadOnly(document: JsonObject, property: Json): boolean {
  return resolveObject(document, property)?.["readOnly"] === true;
}

/** A value of a simple schema; undefined where it takes more than a guess. */
function sampleValue(schema: JsonObject | undefined): string | number | boolean | undefined {
  if (!schema || ["allOf", "anyOf", "oneOf", "not", "pattern", "$ref"].some((key) => schema[key] !== undefined)) return undefined;
  const [value] = schema["const"] === undefined ? listMember(schema, "enum") : [schema["const"]];
  if (value !== undefined) return value === null || typeof value === "object" ? undefined : value;
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

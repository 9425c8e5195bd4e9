import { isList, listMember, type Json, type JsonObject } from "../document/json.ts";
import { wireMethod } from "../document/nodes.ts";
import type { Api } from "../model/api.ts";
import type { MethodName } from "../model/method-name.ts";
import type { Operation } from "../model/operation.ts";
import type { ParameterPlace } from "../model/parameter.ts";
import { resolveObject } from "../model/reference.ts";
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
  const best = samples.toSorted((a, b) => a.cost - b.cost)[0];
  return {
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

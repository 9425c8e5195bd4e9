import { isList, listMember, type Json, type JsonObject } from "../document/json.ts";
import type { Api } from "../model/api.ts";
import type { Operation } from "../model/operation.ts";
import { resolveObject } from "../model/reference.ts";
import { joinSource, jsonLiteral, objectKey, propertyKey, source, type SourceText } from "../source/source-text.ts";

/** A call that a program can make, for the README. */
export interface SampleCall {
  readonly id: string;
  readonly input: SourceText;
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
  readonly first: Pick<SampleCall, "id" | "response">;
  /** The operation that needs least: read-only before others. Undefined where each needs more than can be made up. */
  readonly sample: SampleCall | undefined;
}

export function readFacts({ document, operations }: Api): OperationFacts {
  const samples = operations.flatMap((operation) => {
    const groups = sampleGroups(document, operation);
    if (groups === undefined) return [];
    const params = groups.length === 0 ? undefined : source`{ ${joinSource(groups, source`, `)} }`;
    const isPlain = operation.method === "get" && operation.response === "json";
    return [{ operation, params, cost: (params?.length ?? 0) + (isPlain ? 0 : 1000) }];
  });
  const best = samples.toSorted((a, b) => a.cost - b.cost)[0];
  return {
    count: operations.length,
    servers: [...new Set(operations.flatMap(({ server }) => server ?? []))].toSorted(),
    first: { id: operations[0]?.id ?? "", response: operations[0]?.response ?? "none" },
    sample: best && {
      id: best.operation.id,
      input: best.params ?? source`{}`,
      method: best.operation.method.toUpperCase(),
      path: best.operation.path,
      params: best.params,
      response: best.operation.response,
    },
  };
}

/** A value for each parameter that an operation cannot do without, by their places. */
function sampleGroups(document: JsonObject, { groups, sent }: Operation): readonly SourceText[] | undefined {
  if (sent?.required === true) return undefined;
  const members: SourceText[] = [];
  for (const { place, parameters } of groups) {
    const values: SourceText[] = [];
    for (const { name, input } of parameters.filter(({ optional }) => !optional)) {
      const value = sampleValue(resolveObject(document, input.schema));
      if (value === undefined) return undefined;
      values.push(source`${objectKey(name)}: ${jsonLiteral(value)}`);
    }
    if (values.length > 0) members.push(source`${propertyKey(place)}: { ${joinSource(values, source`, `)} }`);
  }
  return members;
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

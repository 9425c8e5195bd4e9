import { describeOperation, type OperationShape } from "../model/operation-shape.ts";
import { readOperations } from "../model/operation.ts";
import { resolveObject } from "../model/reference.ts";
import type { EmitSettings } from "../model/emit-settings.ts";
import { propertyKey } from "../source/source-text.ts";
import { isList, listMember, type Json, type JsonObject } from "../document/json.ts";

/** A call that a program can make, for the README and the first test. */
export interface SampleCall {
  readonly id: string;
  /** The input as source text. */
  readonly input: string;
  readonly stream: boolean;
  readonly response: OperationShape["response"];
}

/** What the new client's texts need to know of its operations. */
export interface OperationFacts {
  readonly count: number;
  readonly hasStreams: boolean;
  /** Its id stands for all where none is simple enough to be a sample. */
  readonly firstId: string;
  /** The operation that needs least: read-only before others. Undefined where each needs more than can be made up. */
  readonly sample: SampleCall | undefined;
}

export function readFacts(document: JsonObject, settings: EmitSettings): OperationFacts {
  const shapes = readOperations(document, () => {}).map((operation) =>
    describeOperation(document, operation, settings, () => {}),
  );
  const samples = shapes.flatMap((shape) => {
    const input = sampleInput(document, shape);
    const isPlain = shape.operation.method === "get" && shape.response === "json";
    return input === undefined ? [] : [{ shape, input, cost: input.length + (isPlain ? 0 : 1000) }];
  });
  const best = samples.toSorted((a, b) => a.cost - b.cost)[0];
  return {
    count: shapes.length,
    firstId: shapes[0]?.operation.id ?? "",
    hasStreams: shapes.some(({ response }) => response === "events"),
    sample: best && {
      id: best.shape.operation.id,
      input: best.input,
      stream: best.shape.response === "events",
      response: best.shape.response,
    },
  };
}

function sampleInput(document: JsonObject, { groups, body }: OperationShape): string | undefined {
  if (body?.required === true) return undefined;
  const members: string[] = [];
  for (const { place, parameters } of groups) {
    const values = parameters
      .filter(({ optional }) => !optional)
      .map(({ parameter, schema }) => ({ name: parameter.name, value: sampleValue(resolveObject(document, schema)) }));
    if (values.some(({ value }) => value === undefined)) return undefined;
    if (values.length === 0) continue;
    members.push(`${place}: { ${values.map(({ name, value }) => `${propertyKey(name)}: ${value ?? ""}`).join(", ")} }`);
  }
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** A value of a simple schema as source text; undefined where it takes more than a guess. */
function sampleValue(schema: JsonObject | undefined): string | undefined {
  if (!schema || ["allOf", "anyOf", "oneOf", "not", "pattern", "$ref"].some((key) => schema[key] !== undefined)) return undefined;
  const [value] = schema["const"] === undefined ? listMember(schema, "enum") : [schema["const"]];
  if (value !== undefined) return value === null || typeof value === "object" ? undefined : JSON.stringify(value);
  switch (typeOf(schema["type"])) {
    case "string":
      return schema["format"] === undefined ? '"1"' : undefined;
    case "integer":
    case "number":
      return "1";
    case "boolean":
      return "true";
    default:
      return undefined;
  }
}

function typeOf(type: Json | undefined): Json | undefined {
  return isList(type) ? type[0] : type;
}

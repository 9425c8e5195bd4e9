import type { ApiModel } from "../../model/api-model.ts";
import type { Operation } from "../../model/operation.ts";
import { followReference, objectsOf, stringsOf } from "../../model/reference.ts";
import {
  fileHeader,
  joinSource,
  objectKey,
  source,
  stringLiteral,
  variableName,
  type SourceText,
} from "../../source/source-text.ts";
import { isObject, objectMember, type Json, type JsonObject } from "../../document/json.ts";
import type { StageResult } from "../../problems/problem.ts";

/** Where a request takes only the values that its schema lists, by place; undefined where any text will do. */
type Values = Map<string, Set<string> | undefined>;

/** `values.gen.ts`: the enums of requests as lists, for what a client checks before it sends anything. */
export async function emitValues({ document, operations }: ApiModel, vendor: string): Promise<StageResult<SourceText>> {
  const names = new Set<SourceText>();
  const lists = operations.flatMap((operation) => {
    const entries = [...valuesOf(document, operation)].flatMap(([place, values]) => (values ? [entry(place, [...values])] : []));
    return entries.length === 0 ? [] : [constant(freeName(operation.id, names), entries)];
  });
  if (lists.length === 0) return { value: source`${fileHeader(vendor)}\nexport {};\n`, problems: [] };
  const value = source`${fileHeader(vendor)}
// What requests may hold where the spec lists it, by operation: the name of a parameter, or the place in the body.
// \`[]\` stands for every item of a list, a dot for a property.

type Values = Readonly<Record<string, readonly string[]>>;

${joinSource(lists.toSorted(), source`\n`)}`;
  return { value, problems: [] };
}

/** A name that no other operation has: `a-b` and `a_b` would have one. */
function freeName(id: string, taken: Set<SourceText>): SourceText {
  const wanted = source`${variableName(id)}Values`;
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = source`${wanted}${count}`;
  taken.add(name);
  return name;
}

function constant(name: SourceText, entries: readonly SourceText[]): SourceText {
  return source`export const ${name}: Values = {\n${joinSource(entries.toSorted(), source``)}};\n`;
}

function entry(place: string, values: readonly string[]): SourceText {
  return source`    ${objectKey(place)}: [${joinSource(values.map(stringLiteral), source`, `)}],\n`;
}

function valuesOf(document: JsonObject, { groups, sent }: Operation): Values {
  const values: Values = new Map();
  for (const { parameters } of groups) {
    for (const { name, input } of parameters) collect(document, input.schema, name, values, []);
  }
  if (sent && sent.type === undefined) collect(document, sent.media.schema, "", values, []);
  return values;
}

/** `entered`: the references on the way here, so that a schema which contains itself comes to an end. */
function collect(
  document: JsonObject,
  schema: Json | undefined,
  place: string,
  values: Values,
  entered: readonly string[],
): void {
  if (!isObject(schema)) return;
  const reference = schema["$ref"];
  if (typeof reference === "string" && !entered.includes(reference)) {
    collect(document, followReference(document, reference), place, values, [...entered, reference]);
  }
  for (const key of ["allOf", "anyOf", "oneOf"]) {
    for (const part of objectsOf(schema[key])) collect(document, part, place, values, entered);
  }
  const listed = "const" in schema ? [schema["const"]] : schema["enum"];
  if (listed !== undefined) add(values, place, stringsOf(listed));
  else if ([schema["type"]].flat().includes("string")) values.set(place, undefined);
  collect(document, schema["items"], `${place}[]`, values, entered);
  for (const [name, property] of Object.entries(objectMember(schema, "properties"))) {
    collect(document, property, place === "" ? name : `${place}.${name}`, values, entered);
  }
}

/** A place that takes any text in one alternative takes any text. */
function add(values: Values, place: string, listed: readonly string[]): void {
  if (values.has(place) && values.get(place) === undefined) return;
  const known = values.get(place) ?? new Set<string>();
  for (const value of listed) known.add(value);
  if (known.size > 0) values.set(place, known);
}

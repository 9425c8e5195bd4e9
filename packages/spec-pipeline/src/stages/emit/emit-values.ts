import type { ApiModel } from "../../model/api-model.ts";
import type { Operation } from "../../model/operation.ts";
import { followReference, objectsOf, stringsOf } from "../../model/reference.ts";
import { fileHeader, objectKey, stringLiteral } from "../../source/source-text.ts";
import { isObject, objectMember, type Json, type JsonObject } from "../../document/json.ts";
import type { StageResult } from "../../problems/problem.ts";

/** Where a request takes only the values that its schema lists, by place; undefined where any text will do. */
type Values = Map<string, Set<string> | undefined>;

/** `values.gen.ts`: the enums of requests as lists, for what a client checks before it sends anything. */
export async function emitValues({ document, operations }: ApiModel, vendor: string): Promise<StageResult<string>> {
  const names = new Set<string>();
  const lists = operations
    .flatMap((operation) => {
      const entries = [...valuesOf(document, operation)].flatMap(([place, values]) =>
        values ? [entry(place, [...values])] : [],
      );
      if (entries.length === 0) return [];
      const name = nameOf(operation.id, names);
      names.add(name);
      return [`export const ${name}: Values = {\n${entries.toSorted().join("")}};\n`];
    })
    .toSorted();
  const explanation = [
    "// What requests may hold where the spec lists it, by operation: the name of a parameter, or the place in the body.",
    "// `[]` stands for every item of a list, a dot for a property.\n",
    "type Values = Readonly<Record<string, readonly string[]>>;\n",
  ];
  const value =
    lists.length === 0 ? `${fileHeader(vendor)}\nexport {};\n` : [fileHeader(vendor), ...explanation, ...lists].join("\n");
  return { value, problems: [] };
}

/** `listThingsValues`. An id that is no identifier becomes one, and one that would then be another's gets a number. */
function nameOf(id: string, taken: ReadonlySet<string>): string {
  const name = `${id.replaceAll(/\W+/g, "_").replace(/^(?=\d)/, "_")}Values`;
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}${count}`;
  return free;
}

function entry(place: string, values: readonly string[]): string {
  return `    ${objectKey(place)}: [${values.map(stringLiteral).join(", ")}],\n`;
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

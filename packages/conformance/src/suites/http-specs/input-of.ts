import {
  isList,
  isObject,
  member,
  objectMember,
  stringMember,
  type JsonObject,
} from "../../../../spec-pipeline/src/document/json.ts";
import { resolveObject } from "../../../../spec-pipeline/src/model/reference.ts";
import { isHeaderOfHttp, schemaOf, styleOf, type FoundOperation } from "./find-operation.ts";
import type { MockApi, WireBody } from "./scenario.ts";

/** Where a parameter stands in the input of `call`. */
const PLACES = ["cookie", "header", "path", "query"] as const;

type Place = (typeof PLACES)[number];

/** What a program would give `call`, read back from the request that the suite's server waits for. */
export function inputOf(document: JsonObject, found: FoundOperation, { uri, request = {} }: MockApi): Record<string, unknown> {
  const input: Record<string, Record<string, unknown>> = {};
  const inAddress = Object.fromEntries(new URL(uri, "http://localhost").searchParams);
  for (const parameter of found.parameters) {
    const name = stringMember(parameter, "name") ?? "";
    const place = PLACES.find((known) => known === stringMember(parameter, "in"));
    if (place === undefined || (place === "header" && isHeaderOfHttp(name))) continue;
    const wire = wireValue(place, name, parameter, found, { ...inAddress, ...request.query }, request.headers ?? {});
    if (wire === undefined) continue;
    (input[place] ??= {})[name] = valueOf(wire, schemaOf(document, parameter), parameter, document);
  }
  const body = request.body && bodyOf(request.body, document, found.operation);
  return body === undefined ? input : { ...input, body };
}

function wireValue(
  place: Place,
  name: string,
  parameter: JsonObject,
  { pathValues }: FoundOperation,
  query: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
): unknown {
  if (place === "path") return pathValues.get(name);
  if (place === "query") {
    const { style } = styleOf(parameter);
    if (style !== "deepObject") return query[name];
    const fields = Object.entries(query).filter(([key]) => key.startsWith(`${name}[`));
    return fields.length === 0
      ? undefined
      : Object.fromEntries(fields.map(([key, value]) => [key.slice(name.length + 1, -1), value]));
  }
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: " ", pipeDelimited: "|" };

function valueOf(wire: unknown, schema: JsonObject, parameter: JsonObject, document: JsonObject): unknown {
  const items = resolveObject(document, schema["items"]);
  if (schema["type"] === "array" || items) {
    const list = isList(wire) ? wire : String(wire).split(DELIMITERS[styleOf(parameter).style] ?? ",");
    return list.map((item) => plainOf(item, items ?? {}, document));
  }
  return plainOf(wire, schema, document);
}

function plainOf(wire: unknown, schema: JsonObject, document: JsonObject): unknown {
  const parts = ["oneOf", "anyOf", "allOf"].flatMap((key) => (isList(schema[key]) ? schema[key] : []));
  const types = [schema, ...parts.map((part) => resolveObject(document, part) ?? {})].flatMap(({ type }) =>
    isList(type) ? type : [type ?? null],
  );
  if (typeof wire !== "string") return wire;
  if (types.includes("string") || types.every((type) => type === null)) return wire;
  if (types.includes("boolean")) return wire === "true";
  return types.includes("number") || types.includes("integer") ? Number(wire) : wire;
}

function bodyOf(body: WireBody, document: JsonObject, operation: JsonObject): unknown {
  if (body.kind === "multipart" || body.parts || body.files) return formOf(body, document, operation);
  const content = contentOf(body);
  return Buffer.isBuffer(content) ? new Blob([new Uint8Array(content)], { type: body.contentType }) : content;
}

/** The suite writes a content as a value, as a text, or as something that makes the text for the address of its server. */
export function contentOf({ rawContent, contentType }: WireBody): unknown {
  const isMade = typeof rawContent === "object" && rawContent !== null && "serialize" in rawContent;
  const content: unknown =
    isMade && typeof rawContent.serialize === "function" ? rawContent.serialize({ baseUrl: "" }) : rawContent;
  return typeof content === "string" && /[/+]json\b/.test(contentType) ? valueOfJson(content) : content;
}

/** The value of a JSON document; a content that is none is the value itself. */
function valueOfJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function formOf({ contentType, parts = {}, files = [] }: WireBody, document: JsonObject, operation: JsonObject): unknown {
  const content = objectMember(resolveObject(document, operation["requestBody"]), "content");
  const schema = resolveObject(document, member(content[contentType], "schema")) ?? {};
  const properties = objectMember(schema, "properties");
  const form: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(parts)) {
    const isText = resolveObject(document, properties[name])?.["type"] === "string";
    form[name] = isJson(value) && !(isText && typeof value === "number") ? value : String(value);
  }
  for (const { fieldname, originalname, mimetype, buffer } of files) {
    const file = new File([new Uint8Array(buffer)], originalname, { type: mimetype ?? "application/octet-stream" });
    const isMany = resolveObject(document, properties[fieldname])?.["type"] === "array";
    const before: unknown = form[fieldname] ?? [];
    form[fieldname] = isMany && Array.isArray(before) ? [...before, file] : file;
  }
  return form;
}

function isJson(value: unknown): boolean {
  return isObject(value) || ["string", "number", "boolean"].includes(typeof value) || Array.isArray(value);
}

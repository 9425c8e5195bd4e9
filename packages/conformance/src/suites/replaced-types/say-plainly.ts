import { isObject, type Json, type JsonObject } from "../../../../spec-pipeline/src/document/json.ts";

/**
 * A document in which openapi-typescript reads right what it otherwise reads wrong. docs/from-openapi-typescript.md has a row for each of
 * these rewritings, and for each of PLAIN_OPTIONS: types that are equal then differ by no other kind.
 */
export function sayPlainly(document: JsonObject): JsonObject {
  const rewritten = rewrite(document);
  if (!isObject(rewritten)) throw new TypeError("a document is an object");
  return rewritten;
}

/** An object that says nothing of its properties is unknown, and a default makes no property required. */
export const PLAIN_OPTIONS: readonly string[] = ["--empty-objects-unknown", "--default-non-nullable=false"];

/** OpenAPI has these headers ignored: content and security say them. */
const IGNORED_HEADERS = new Set(["accept", "authorization", "content-type"]);

const WITHOUT_CONTENT = ["204", "205", "304"];

/** Whose members have names of the vendor's, which may be those of keywords. */
const MAPS = new Set(["properties", "schemas"]);

function rewrite(value: Json, isMap = false): Json {
  if (Array.isArray(value)) return value.filter((item) => !isIgnoredHeader(item)).map((item) => rewrite(item));
  if (!isObject(value)) return value;
  const own = Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, rewrite(member, !isMap && MAPS.has(name))]),
  );
  if (isMap) return own;
  return withListType(withNull(withoutDiscriminator(withRequired(withoutContent(withoutGetBody(own))))));
}

function isIgnoredHeader(value: Json): boolean {
  if (!isObject(value) || value["in"] !== "header") return false;
  const { name } = value;
  return typeof name === "string" && IGNORED_HEADERS.has(name.toLowerCase());
}

/** A name under `required` that the schema does not describe is a property all the same, perhaps of another part of an `allOf`. */
function withRequired(value: JsonObject): JsonObject {
  const { required, properties, allOf } = value;
  const ofParts = Array.isArray(allOf) ? allOf.flatMap((part) => (isObject(part) ? namesOf(part["required"]) : [])) : [];
  const names = [...new Set([...namesOf(required), ...ofParts])];
  if (names.length === 0) return value;
  const described = isObject(properties) ? properties : {};
  const missing = namesOf(required).filter((name) => !Object.hasOwn(described, name));
  const added = Object.fromEntries(missing.map((name) => [name, {}]));
  return { ...value, required: names, ...(missing.length > 0 && { properties: { ...described, ...added } }) };
}

function namesOf(required: Json | undefined): readonly string[] {
  return Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
}

function withoutDiscriminator(value: JsonObject): JsonObject {
  const { discriminator, ...others } = value;
  return isObject(discriminator) && typeof discriminator["propertyName"] === "string" ? others : value;
}

function withoutContent(value: JsonObject): JsonObject {
  const { responses } = value;
  if (!isObject(responses)) return value;
  const emptied = Object.entries(responses).map(([status, response]) => {
    if (!WITHOUT_CONTENT.includes(status) || !isObject(response)) return [status, response];
    const { content: _, ...others } = response;
    return [status, others];
  });
  return { ...value, responses: Object.fromEntries(emptied) };
}

/** No body of a GET can be sent. */
function withoutGetBody(value: JsonObject): JsonObject {
  const { get } = value;
  if (!isObject(get) || !isObject(get["responses"])) return value;
  const { requestBody: _, ...others } = get;
  return { ...value, get: others };
}

/** What has `items` is a list. */
function withListType(value: JsonObject): JsonObject {
  return isObject(value["items"]) && value["type"] === undefined ? { ...value, type: "array" } : value;
}

/** `nullable` beside a reference, where OpenAPI 3.0 reads only the reference. */
function withNull(value: JsonObject): JsonObject {
  const { $ref, nullable } = value;
  return typeof $ref === "string" && nullable === true ? { nullable: true, allOf: [{ $ref }] } : value;
}

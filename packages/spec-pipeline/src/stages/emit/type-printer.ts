import {
  astToString,
  transformSchema,
  transformSchemaObject,
  tsLiteral,
  type GlobalContext,
  type OpenAPI3,
  type SchemaObject,
  type TransformNodeOptions,
} from "openapi-typescript";
import ts from "typescript";
import { isList, isObject, type Json, type JsonObject } from "../../document/json.ts";
import { followReference } from "../../model/reference.ts";

const { factory } = ts;
const keyword = (kind: ts.KeywordTypeSyntaxKind): ts.TypeNode => factory.createKeywordTypeNode(kind);
const UNDEFINED = keyword(ts.SyntaxKind.UndefinedKeyword);
const UNKNOWN = keyword(ts.SyntaxKind.UnknownKeyword);

/** A module of types for a document that holds canonical schemas only: `paths`, `components` and `operations`. */
export function printModule(document: JsonObject): string {
  // The lint and bundle of openapi-typescript's main function repeat what the pipeline has done, with an older Redocly.
  const nodes = transformSchema(asDocument(document), contextFor(document));
  return flattenComments(astToString(nodes)).replaceAll(/^export type (?:webhooks|\$defs) = Record<string, never>;\n/gm, "");
}

/** The type of one canonical schema, as source text. */
export function printType(schema: JsonObject): string {
  const node = transformSchemaObject(asSchema(schema), { ctx: contextFor({}) });
  return flattenComments(astToString(node)).trim();
}

/** openapi-typescript moves the second line of a comment four columns in, which an editor shows as a block of code. */
function flattenComments(text: string): string {
  return text.replaceAll(/^( *) \* {5}/gm, "$1 * ");
}

function contextFor(document: JsonObject): GlobalContext {
  return asContext({
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    defaultNonNullable: false,
    // Canonical schemas say it with constants.
    discriminators: { objects: {}, refsHandled: [] },
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: flattenUnion,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    resolve: resolver(document),
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: customNode,
    transformProperty: withUndefined,
  });
}

// openapi-typescript's own types of a document name every keyword; what is handed over here is plain JSON, and comes back as such.
/* oxlint-disable typescript/no-unsafe-type-assertion -- see above: the two types describe the same values */
function asDocument(document: JsonObject): OpenAPI3 {
  return document as unknown as OpenAPI3;
}

function asSchema(schema: JsonObject): SchemaObject {
  return schema as unknown as SchemaObject;
}

function asJson(schema: SchemaObject): JsonObject {
  return schema as unknown as JsonObject;
}

function asContext(settings: Partial<GlobalContext>): GlobalContext {
  return settings as GlobalContext; // what is missing are Redocly's settings, which only the main function reads
}

function resolver(document: JsonObject): GlobalContext["resolve"] {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the signature is openapi-typescript's
  return <T>(reference: string) => followReference(document, reference) as T | undefined;
}
/* oxlint-enable typescript/no-unsafe-type-assertion */

/** The types that `canonical-schema.ts` names in `x-node`. */
function customNode(schema: SchemaObject, options: TransformNodeOptions): ts.TypeNode | undefined {
  const canonical = asJson(schema);
  switch (canonical["x-node"]) {
    case "never":
      return keyword(ts.SyntaxKind.NeverKeyword);
    case "unknown":
      return UNKNOWN;
    case "undefined":
      return UNDEFINED;
    case "record":
      return recordOf(UNKNOWN);
    case "empty":
      return recordOf(keyword(ts.SyntaxKind.NeverKeyword));
    case "enum":
      return factory.createUnionTypeNode(valuesOf(canonical).map((value) => tsLiteral(value)));
    case "open-enum":
      return openEnum(valuesOf(canonical));
    case "tuple":
      return tupleOf(canonical, options);
    default:
      return undefined;
  }
}

function valuesOf(schema: JsonObject): readonly Json[] {
  return isList(schema["x-values"]) ? schema["x-values"] : [];
}

/** openapi-typescript puts brackets around a union within a union, and keeps a union of one. */
function flattenUnion(type: ts.TypeNode): ts.TypeNode | undefined {
  if (!ts.isUnionTypeNode(type)) return undefined;
  const members = type.types.flatMap((member) => {
    const inner = ts.isParenthesizedTypeNode(member) ? member.type : member;
    return ts.isUnionTypeNode(inner) ? inner.types : [member];
  });
  const [only] = members;
  return members.length === 1 && only ? only : factory.createUnionTypeNode(members);
}

function recordOf(value: ts.TypeNode): ts.TypeNode {
  return factory.createTypeReferenceNode("Record", [keyword(ts.SyntaxKind.StringKeyword), value]);
}

/** The known values, and any other of their type: `string & {}` keeps an editor from folding them into `string`. */
function openEnum(values: readonly Json[]): ts.TypeNode {
  const rest = [...new Set(values.map((value) => typeof value))].flatMap((type) => {
    if (type !== "string" && type !== "number") return [];
    const base = keyword(type === "string" ? ts.SyntaxKind.StringKeyword : ts.SyntaxKind.NumberKeyword);
    return [factory.createParenthesizedType(factory.createIntersectionTypeNode([base, factory.createTypeLiteralNode([])]))];
  });
  return factory.createUnionTypeNode([...values.map((value) => tsLiteral(value)), ...rest]);
}

function tupleOf(schema: JsonObject, options: TransformNodeOptions): ts.TypeNode {
  const items = isList(schema["x-items"]) ? schema["x-items"] : [];
  const type = (item: Json | undefined): ts.TypeNode => transformSchemaObject(asSchema(isObject(item) ? item : {}), options);
  const elements = items.map((item, index) =>
    index < Number(schema["x-required"])
      ? type(item)
      : factory.createOptionalTypeNode(factory.createParenthesizedType(type(item))),
  );
  const rest = schema["x-rest"];
  const closed = isObject(rest) && rest["x-node"] === "never";
  return factory.createTupleTypeNode(
    closed ? elements : [...elements, factory.createRestTypeNode(factory.createArrayTypeNode(type(rest)))],
  );
}

/** Callers may hand on `undefined` for whatever they may leave out, under `exactOptionalPropertyTypes` too. */
function withUndefined(property: ts.PropertySignature): ts.PropertySignature | undefined {
  const { type } = property;
  if (!property.questionToken || !type || type === UNKNOWN) return undefined;
  const members = ts.isUnionTypeNode(type) ? type.types : [type];
  return factory.createPropertySignature(
    property.modifiers,
    property.name,
    property.questionToken,
    factory.createUnionTypeNode([...members, UNDEFINED]),
  );
}

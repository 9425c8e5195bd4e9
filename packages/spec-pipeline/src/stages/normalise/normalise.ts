import { locateInFragment, type Fragment } from "../../document/fragment.ts";
import {
  escapePointer,
  isList,
  isObject,
  member,
  objectMember,
  resolvePointer,
  stringMember,
  withMembers,
  type Json,
  type JsonObject,
} from "../../document/json.ts";
import { eachNode, mapNodes, type NodeKind } from "../../document/nodes.ts";
import { pointReferences } from "../../document/point-references.ts";
import { pointThroughReferences } from "../../document/point-through-references.ts";
import { shortenChains } from "../../document/shorten-chains.ts";
import { schemaNameOf, schemaReference } from "../../model/reference.ts";
import type { Problem, StageResult } from "../../problems/problem.ts";
import type { RuleId } from "../../problems/rules.ts";
import { dropNulls } from "./repairs/drop-nulls.ts";
import { nameOperations } from "./repairs/name-operations.ts";
import { nullVariants } from "./repairs/null-variants.ts";

/** A repair of one node: the fixed node, and the repair in words. Undefined if there is nothing to fix. */
type Repair = (
  node: JsonObject,
  kind: NodeKind,
  document: JsonObject,
) => { node: JsonObject; rule: RuleId; message: string } | undefined;

/**
 * Repairs the defects that documentation platforms cause, and reports each repair. The result must be a document of its own: a reference
 * that leads nowhere is an error.
 */
export function normalise(fragments: readonly Fragment[]): StageResult<readonly Fragment[]> {
  const problems: Problem[] = [];
  const repaired = fragments.map((fragment) => {
    const report = (severity: Problem["severity"], rule: RuleId, message: string, pointer: string, fix?: string): void => {
      const location = locateInFragment(fragment, pointer);
      problems.push({ rule, severity, message, fix, pointer, location, page: fragment.page.name });
    };
    const document = nullVariants(fragment.document, (pointer) =>
      report("info", "nullable", "an alternative that is only nullable: true written as null", pointer),
    );
    const repairedNodes = mapNodes(document, (node, kind, pointer) => {
      let current = node;
      for (const repair of REPAIRS) {
        const result = repair(current, kind, document);
        if (!result) continue;
        current = result.node;
        report("info", result.rule, result.message, pointer);
      }
      return current;
    });
    const { document: pointed, changes } = pointReferences(repairedNodes);
    for (const { pointer, before, after } of changes)
      report("info", "reference-by-name", `${before} written as ${after}`, `${pointer}/$ref`);
    const { document: fixed, changes: shortened } = shortenChains(pointed);
    for (const { pointer, before, after } of shortened)
      report("info", "reference-chain", `${before} leads over many others, and is written as ${after}`, `${pointer}/$ref`);
    const ending = new Set<string>();
    eachNode(fixed, (node, kind, pointer) => {
      for (const { at, reference } of references(node, kind)) {
        const fault = !leadsSomewhere(reference, fixed)
          ? `the reference ${reference} leads nowhere in this block`
          : leadsToItself(reference, fixed, ending)
            ? `the reference ${reference} leads back to itself and never to a definition`
            : undefined;
        if (fault === undefined) continue;
        // A page without an address is the user's own.
        const fix =
          fragment.page.url === undefined ? "correct the reference in the document" : "fetch the page again, or ask the vendor";
        report("error", "dangling-reference", fault, `${pointer}${at}`, fix);
      }
    });
    return { ...fragment, document: fixed };
  });
  const namings = nameOperations(repaired.map(({ document }) => document));
  const value = repaired.map((fragment, index) => {
    const { document, named } = namings[index] ?? { document: fragment.document, named: [] };
    for (const { pointer, message } of named) {
      const location = locateInFragment(fragment, pointer);
      problems.push({ rule: "operation-named", severity: "info", message, pointer, location, page: fragment.page.name });
    }
    return { ...fragment, document };
  });
  return { value, problems };
}

const REPAIRS: readonly Repair[] = [
  dropEmptyMembers,
  dropDanglingExtensions,
  upgradeVersion,
  mendDiscriminator,
  dropRepeatedTags,
  upgradeExclusiveLimits,
  addMissingType,
  replaceNullable,
];

/** Vendor extensions have copies of examples and code, without the targets of their references. */
function dropDanglingExtensions(node: JsonObject, _kind: NodeKind, document: JsonObject): ReturnType<Repair> {
  const dangling = Object.keys(node).filter((key) => key.startsWith("x-") && holdsDanglingReference(node[key], document));
  if (dangling.length === 0) return undefined;
  return {
    node: withMembers(node, Object.fromEntries(dangling.map((key) => [key, undefined]))),
    rule: "extension-with-dangling-reference",
    message: `${dangling.join(", ")} dropped: it refers to something that is not in the block`,
  };
}

function dropEmptyMembers(node: JsonObject, kind: NodeKind): ReturnType<Repair> {
  const result = dropNulls(node, kind);
  if (!result) return undefined;
  return {
    node: result.node,
    rule: "empty-member",
    message: `empty where something should follow: ${result.dropped.join(", ")}`,
  };
}

function upgradeVersion(node: JsonObject, kind: NodeKind): ReturnType<Repair> {
  const written = node["openapi"];
  if (kind !== "document" || (typeof written !== "string" && typeof written !== "number")) return undefined;
  // YAML reads 3.0 as the number 3.
  const version = typeof written === "number" && Number.isInteger(written) ? `${written}.0` : String(written);
  const complete = /^3\.\d$/.test(version) ? `${version}.0` : version;
  const upgraded = complete.startsWith("3.0.") ? "3.1.0" : complete;
  if (upgraded === written) return undefined;
  const rule = complete === upgraded ? "openapi-version" : "openapi-3-0";
  return { node: withMembers(node, { openapi: upgraded }), rule, message: `read as ${upgraded} instead of ${version}` };
}

/** Tools take such a text for a reference, though it may be the name of a component. */
const LOOKS_LIKE_REFERENCE = /[/#]|\.(?:ya?ml|json)$/i;

/** The values of a mapping are references to schemas, or their names. An entry that leads nowhere has no meaning. */
function mendDiscriminator(node: JsonObject, kind: NodeKind, document: JsonObject): ReturnType<Repair> {
  const discriminator = member(node, "discriminator");
  const mapping = member(discriminator, "mapping");
  if (kind !== "schema" || !isObject(discriminator) || !isObject(mapping)) return undefined;
  const notes = new Set<string>();
  const fixed = Object.entries(mapping).flatMap(([value, written]): [string, Json][] => {
    const named = stringMember(written, "$ref");
    if (named !== undefined) notes.add("reference objects replaced by the references");
    const target = named ?? written;
    if (typeof target !== "string") return [[value, target]];
    const isSchema = meansSchema(target, document);
    if (isSchema && (target.startsWith("#/") || !LOOKS_LIKE_REFERENCE.test(target))) return [[value, target]];
    const pointer = isSchema ? schemaReference(target) : pointThroughReferences(document, target);
    const isComponent = pointer !== undefined && schemaNameOf(pointer) !== undefined;
    notes.add(isComponent ? `${target} written as ${pointer}` : `${value} dropped, since ${target} leads to no component`);
    return isComponent ? [[value, pointer]] : [];
  });
  if (notes.size === 0) return undefined;
  return {
    node: withMembers(node, { discriminator: withMembers(discriminator, { mapping: Object.fromEntries(fixed) }) }),
    rule: "discriminator-mapping",
    message: `discriminator.mapping: ${[...notes].join("; ")}`,
  };
}

function meansSchema(target: string, document: JsonObject): boolean {
  if (target.startsWith("#")) return schemaNameOf(target) !== undefined && leadsSomewhere(target, document);
  // Another file does not exist: a document of several files is one file by now.
  return member(objectMember(objectMember(document, "components"), "schemas"), target) !== undefined;
}

function dropRepeatedTags(node: JsonObject, kind: NodeKind): ReturnType<Repair> {
  const tags = member(node, "tags");
  if (kind !== "operation" || !isList(tags)) return undefined;
  const unique = [...new Set(tags)];
  if (unique.length === tags.length) return undefined;
  const repeated = [...new Set(tags.filter((tag, index) => tags.indexOf(tag) !== index))];
  return {
    node: withMembers(node, { tags: unique }),
    rule: "repeated-tag",
    message: `tag ${repeated.map(String).join(", ")} kept once`,
  };
}

/** OpenAPI 3.0 has a flag where JSON Schema has the limit itself. */
function upgradeExclusiveLimits(node: JsonObject, kind: NodeKind): ReturnType<Repair> {
  if (kind !== "schema") return undefined;
  const changes: Record<string, Json | undefined> = {};
  for (const [exclusive, limit] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    const flag = member(node, exclusive);
    if (typeof flag !== "boolean") continue;
    changes[exclusive] = flag ? member(node, limit) : undefined;
    if (flag) changes[limit] = undefined;
  }
  if (Object.keys(changes).length === 0) return undefined;
  return { node: withMembers(node, changes), rule: "exclusive-limit", message: "exclusive limit written as the limit itself" };
}

const COMBINATORS = ["$ref", "allOf", "anyOf", "oneOf", "not", "if", "enum", "const"] as const;

/** Adds the type that the other keywords imply. Otherwise tools accept any value for the schema. */
function addMissingType(node: JsonObject, kind: NodeKind): ReturnType<Repair> {
  if (kind !== "schema" || member(node, "type") !== undefined || COMBINATORS.some((key) => member(node, key) !== undefined))
    return undefined;
  const type =
    isObject(member(node, "properties")) || isObject(member(node, "additionalProperties"))
      ? "object"
      : isObject(member(node, "items"))
        ? "array"
        : undefined;
  if (type === undefined) return undefined;
  return { node: { type, ...node }, rule: "missing-type", message: `type: ${type} added, as its other keywords imply` };
}

const NULL: JsonObject = { type: "null" };

/** OpenAPI 3.1 has no `nullable`: tools that follow it lose the null silently. */
function replaceNullable(node: JsonObject, kind: NodeKind): ReturnType<Repair> {
  const nullable = member(node, "nullable");
  if (kind !== "schema" || typeof nullable !== "boolean") return undefined;
  const rest = withMembers(node, { nullable: undefined });
  const rule = "nullable";
  if (!nullable) return { node: rest, rule, message: "nullable: false dropped: it says nothing" };
  return { node: orNull(rest), rule, message: "nullable: true replaced by a union with null" };
}

function orNull(schema: JsonObject): JsonObject {
  const values = member(schema, "enum");
  const withNull = isList(values) && !values.includes(null) ? withMembers(schema, { enum: [...values, null] }) : schema;
  const type = member(schema, "type");
  const composed = (["anyOf", "oneOf"] as const).find((key) => isList(member(schema, key)));
  if (
    typeof type === "string" &&
    member(schema, "const") === undefined &&
    member(schema, "allOf") === undefined &&
    composed === undefined
  ) {
    return type === "null" ? withNull : withMembers(withNull, { type: [type, "null"] });
  }
  if (isList(type) && member(schema, "const") === undefined && member(schema, "allOf") === undefined && composed === undefined) {
    return withMembers(withNull, { type: type.includes("null") ? type : [...type, "null"] });
  }
  const annotations = Object.fromEntries(Object.entries(schema).filter(([key]) => ANNOTATIONS.has(key) || key.startsWith("x-")));
  const constraints = withMembers(schema, Object.fromEntries(Object.keys(annotations).map((key) => [key, undefined])));
  if (Object.keys(constraints).length === 0) return schema;
  const alternatives = composed && Object.keys(constraints).length === 1 ? member(constraints, composed) : undefined;
  if (composed && isList(alternatives)) return { ...annotations, [composed]: [...alternatives, NULL] };
  const [only, ...others] = isList(constraints["allOf"]) && Object.keys(constraints).length === 1 ? constraints["allOf"] : [];
  return { ...annotations, anyOf: [isObject(only) && others.length === 0 ? only : constraints, NULL] };
}

/** Keywords that describe a schema without narrowing it. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  "title",
  "description",
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
  "example",
  "examples",
  "externalDocs",
  "$comment",
]);

/** The references of a node itself, each with its place below the node. */
function references(node: JsonObject, kind: NodeKind): readonly { readonly at: string; readonly reference: string }[] {
  const reference = member(node, "$ref");
  const mapping = kind === "schema" ? objectMember(member(node, "discriminator"), "mapping") : {};
  return [
    ...(typeof reference === "string" ? [{ at: "/$ref", reference }] : []),
    ...Object.entries(mapping).flatMap(([name, target]) =>
      // A mapping may also name a schema by its component name.
      typeof target === "string" && target.includes("#")
        ? [{ at: `/discriminator/mapping/${escapePointer(name)}`, reference: target }]
        : [],
    ),
  ];
}

function holdsDanglingReference(value: Json | undefined, document: JsonObject): boolean {
  if (isList(value)) return value.some((item) => holdsDanglingReference(item, document));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, item]) =>
    key === "$ref" && typeof item === "string" ? !leadsSomewhere(item, document) : holdsDanglingReference(item, document),
  );
}

/**
 * References that lead only to each other, in a circle. A definition that uses itself is fine. `ending`: references that are known to end.
 */
function leadsToItself(reference: string, document: JsonObject, ending: Set<string>): boolean {
  const seen = new Set<string>();
  for (
    let next: string | undefined = reference;
    next !== undefined && !ending.has(next);
    next = stringMember(resolvePointer(document, next), "$ref")
  ) {
    if (seen.has(next)) return true;
    seen.add(next);
  }
  for (const known of seen) ending.add(known);
  return false;
}

function leadsSomewhere(reference: string, document: JsonObject): boolean {
  return reference.startsWith("#/") && resolvePointer(document, reference) !== undefined;
}

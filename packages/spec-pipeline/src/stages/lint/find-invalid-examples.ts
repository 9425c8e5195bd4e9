import { validate, type OutputUnit } from "@cfworker/json-schema";
import {
  escapePointer,
  listMember,
  member,
  objectMember,
  stringMember,
  type Json,
  type JsonObject,
} from "../../document/json.ts";
import { eachNode, type NodeKind } from "../../document/nodes.ts";
import type { Direction } from "../../model/direction.ts";
import { ExampleSchemas } from "../../model/example-schemas.ts";
import { followReference } from "../../model/reference.ts";
import type { Problem } from "../../problems/problem.ts";
import { foreignRule, type Severity } from "../../problems/rules.ts";

/** The general linter's rule for the examples of each kind of node. */
export const EXAMPLE_RULES = {
  mediaType: "no-invalid-media-type-examples",
  parameter: "no-invalid-parameter-examples",
  schema: "no-invalid-schema-examples",
} as const;

export type ExampleRule = (typeof EXAMPLE_RULES)[keyof typeof EXAMPLE_RULES];

/** The setting of such a rule in `redocly.yaml`. */
export interface ExampleRuleSettings {
  readonly severity: Severity;
  readonly allowAdditionalProperties: boolean;
}

/** Errors of these keywords are followed by the errors inside. */
const WRAPPERS: ReadonlySet<string> = new Set([
  "$ref",
  "allOf",
  "if",
  "dependentSchemas",
  "properties",
  "patternProperties",
  "additionalProperties",
  "unevaluatedProperties",
  "items",
  "prefixItems",
  "unevaluatedItems",
]);

/** Keyword of the error that the schema `false` gives. */
const UNDESCRIBED = "false";

/** A value in the document, and its place. */
interface Example {
  readonly value: Json;
  readonly pointer: string;
}

/**
 * The examples that do not fit their schemas: one of the two is wrong. These are the general linter's rules, with its ids and settings. The
 * linter compiles a program for each schema, which takes longer than the rest of a run on a large document.
 */
export function findInvalidExamples(
  document: JsonObject,
  settingsOf: ReadonlyMap<ExampleRule, ExampleRuleSettings>,
): readonly Problem[] {
  const prepared = new Map<string, ExampleSchemas>();
  const schemasOf = (direction: Direction, allowsUnknown: boolean): ExampleSchemas => {
    const key = `${direction} ${allowsUnknown}`;
    const schemas = prepared.get(key) ?? new ExampleSchemas(document, direction, { unknownProperties: allowsUnknown });
    prepared.set(key, schemas);
    return schemas;
  };
  const problems: Problem[] = [];
  eachNode(document, (node, kind, pointer) => {
    if (kind !== "mediaType" && kind !== "parameter" && kind !== "schema") return;
    const rule = EXAMPLE_RULES[kind];
    const settings = settingsOf.get(rule);
    const schema = kind === "schema" ? node : node["schema"];
    if (settings === undefined || schema === undefined) return;
    const schemas = schemasOf(/\/responses\//.test(pointer) ? "output" : "input", settings.allowAdditionalProperties);
    for (const example of examplesOf(document, node, kind, pointer)) {
      for (const { message, pointer: place } of misfits(example, schema, schemas)) {
        problems.push({
          rule: foreignRule(rule),
          severity: settings.severity,
          message: `the example does not fit its schema: ${message}`,
          fix: "correct the example or the schema with an overlay",
          pointer: place,
        });
      }
    }
  });
  return problems;
}

function examplesOf(document: JsonObject, node: JsonObject, kind: NodeKind, pointer: string): readonly Example[] {
  const own = "example" in node ? [{ value: node["example"] ?? null, pointer: `${pointer}/example` }] : [];
  if (kind === "schema") {
    const listed = listMember(node, "examples").map((value, index) => ({ value, pointer: `${pointer}/examples/${index}` }));
    return [...own, ...listed];
  }
  const named = Object.entries(objectMember(node, "examples")).flatMap(([name, entry]): readonly Example[] => {
    const reference = stringMember(entry, "$ref");
    const at = reference ?? `${pointer}/examples/${escapePointer(name)}`;
    const example = reference === undefined ? entry : followReference(document, reference);
    // OpenAPI 3.2 separates the data of an example from its text.
    const key = ["value", "dataValue"].find((name_) => member(example, name_) !== undefined);
    return key === undefined ? [] : [{ value: member(example, key) ?? null, pointer: `${at}/${key}` }];
  });
  return [...own, ...named];
}

/** The misfit, and its place in the document. */
function misfits(
  { value, pointer }: Example,
  schema: Json,
  schemas: ExampleSchemas,
): readonly { readonly message: string; readonly pointer: string }[] {
  try {
    const { errors } = validate(value, schemas.whole(schema, value), "2020-12", schemas.lookup, false);
    return causesOf(errors).map((error) => ({
      message: wordsOf(error),
      pointer: `${pointer}${error.instanceLocation.slice(1)}`,
    }));
  } catch (error) {
    return [{ message: `it cannot be checked: ${error instanceof Error ? error.message : String(error)}`, pointer }];
  }
}

/** The errors that explain the misfit. If no variant of a union fits, the errors of each variant say little. */
function causesOf(errors: readonly OutputUnit[]): readonly OutputUnit[] {
  const unions = errors.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
  const isOfVariant = ({ keywordLocation }: OutputUnit): boolean =>
    unions.some((union) => keywordLocation.startsWith(`${union.keywordLocation}/`));
  const causes = errors.filter((error) => !WRAPPERS.has(error.keyword) && !isOfVariant(error));
  const described = causes.filter(({ keyword }) => keyword !== UNDESCRIBED);
  // A value that does not fit its schema also counts as not described.
  const isDescribed = ({ instanceLocation }: OutputUnit): boolean =>
    described.some((other) => `${other.instanceLocation}/`.startsWith(`${instanceLocation}/`));
  const kept = causes.filter((error) => error.keyword !== UNDESCRIBED || !isDescribed(error));
  return [...new Map(kept.map((error) => [`${error.instanceLocation} ${error.error}`, error])).values()];
}

/** The validator's message about an error, as part of a sentence. */
function wordsOf({ keyword, error }: OutputUnit): string {
  if (keyword === UNDESCRIBED) return "the schema does not describe this value";
  return error.charAt(0).toLowerCase() + error.slice(1).replace(/\.$/, "");
}

import openapiTS, { astToString, type SchemaObject } from "openapi-typescript";
import ts from "typescript";
import type { ComponentTypes } from "../../model/component-types.ts";
import type { Operation } from "../../model/operation.ts";
import { fillMarks, type Filling, type SourceText } from "../../source/source-text.ts";
import { markedDocument, type SharedParts } from "./marked-document.ts";

/**
 * `paths`, `components` and `operations`, as openapi-typescript lays them out and openapi-fetch reads them. It is given marks instead of
 * names, types and comments: no word of a document gets into a library that nobody maintains, and its lint and bundle have little to read.
 * `shared`: the parts that a document names beside schemas, and its webhooks; a client has no use for them.
 */
export async function layOutTypes(
  operations: readonly Operation[],
  types: ComponentTypes,
  shared?: SharedParts,
): Promise<SourceText> {
  const fillings: Filling[] = [];
  const document = markedDocument(operations, types, (filling) => `$${fillings.push(filling) - 1}`, shared);
  const nodes = await openapiTS(document, { cwd: new URL("file:///"), silent: true, transform: markedType });
  const empty = shared ? /^export type \$defs = .*\n/gm : /^export type (?:webhooks|\$defs) = Record<string, never>;\n/gm;
  return fillMarks(astToString(nodes).replaceAll(empty, ""), fillings);
}

/** It is asked for the other parts of the components too. */
function markedType(schema: SchemaObject): ts.TypeNode | undefined {
  const type: unknown = schema["x-type"];
  return typeof type === "string" ? ts.factory.createTypeReferenceNode(type) : undefined;
}

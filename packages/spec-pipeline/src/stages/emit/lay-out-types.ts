import openapiTS, { astToString, type SchemaObject } from "openapi-typescript";
import ts from "typescript";
import type { ComponentTypes } from "../../model/component-types.ts";
import type { Operation } from "../../model/operation.ts";
import { fillMarks, type Filling, type SourceText } from "../../source/source-text.ts";
import { markedDocument } from "./marked-document.ts";

/**
 * `paths`, `components` and `operations`, as openapi-typescript lays them out and openapi-fetch reads them. It is given marks instead of
 * names, types and comments: no word of a document gets into a library that nobody maintains, and its lint and bundle have little to read.
 */
export async function layOutTypes(operations: readonly Operation[], types: ComponentTypes): Promise<SourceText> {
  const fillings: Filling[] = [];
  const document = markedDocument(operations, types, (filling) => `$${fillings.push(filling) - 1}`);
  const nodes = await openapiTS(document, { cwd: new URL("file:///"), silent: true, transform: markedType });
  const layout = astToString(nodes).replaceAll(/^export type (?:webhooks|\$defs) = Record<string, never>;\n/gm, "");
  return fillMarks(layout, fillings);
}

function markedType(schema: SchemaObject): ts.TypeNode {
  return ts.factory.createTypeReferenceNode(String(schema["x-type"]));
}

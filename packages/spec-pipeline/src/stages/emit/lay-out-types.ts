import openapiTS, { astToString, type SchemaObject } from "openapi-typescript";
import ts from "typescript";
import type { ComponentTypes } from "../../model/component-types.ts";
import type { Operation } from "../../model/operation.ts";
import { fillMarks, identifier, joinSource, source, type Filling, type SourceText } from "../../source/source-text.ts";
import { freeName } from "./free-name.ts";
import { markedDocument, type MovedOperation, type SharedParts } from "./marked-document.ts";
import { printListOf, printType } from "./print-type.ts";

/**
 * `paths`, `components` and `operations`, as openapi-typescript lays them out and openapi-fetch reads them. The library gets marks instead
 * of names, types and comments. So no word of a document enters an unmaintained library, and its lint and bundle have little to read.
 * `shared`: the named parts other than schemas, and the webhooks. A client does not need them; it has a name for each component instead.
 */
export async function layOutTypes(
  operations: readonly Operation[],
  types: ComponentTypes,
  shared?: SharedParts,
): Promise<SourceText> {
  const fillings: Filling[] = [];
  const mark = (filling: Filling): string => `$${fillings.push(filling) - 1}`;
  const names = shared ? new Map<string, SourceText>() : componentNames(types);
  const { document, moved } = markedDocument(operations, types, mark, names, shared);
  const nodes = await openapiTS(document, { cwd: new URL("file:///"), silent: true, transform: markedType });
  const empty = shared ? /^export type \$defs = .*\n/gm : /^export type (?:webhooks|\$defs) = Record<string, never>;\n/gm;
  const layout = fillMarks(astToString(moveOperations(nodes, moved)).replaceAll(empty, ""), fillings);
  const aliases = [...names].map(([name, alias]) => {
    const schema = types.schemas[name];
    return schema ? source`type ${alias} = ${printType(schema)};\n` : source``;
  });
  const all = source`${layout}${joinSource(aliases, source``)}`;
  return source`${all}${printListOf(all)}`;
}

/** A name for the type of each component. With one, the compiler's messages and an editor have a word in place of all fields. */
function componentNames({ schemas }: ComponentTypes): ReadonlyMap<string, SourceText> {
  const taken = new Set(TAKEN);
  return new Map(
    Object.keys(schemas).map((name) => {
      const alias = identifier(source``, name);
      return [name, freeName(/^[A-Z]/.test(alias) ? alias : identifier(source`Schema`, name), taken)];
    }),
  );
}

/** What the types of components name. */
const TAKEN = [source`Array`, source`FileContent`, source`FormFile`, source`FormPart`, source`ListOf`, source`Record`];

/** The operations of methods that openapi-typescript does not know, in the paths where they belong. */
function moveOperations(nodes: readonly ts.Node[], moved: readonly MovedOperation[]): ts.Node[] {
  if (moved.length === 0) return [...nodes];
  return nodes.map((node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== "paths") return node;
    const items = new Map(node.members.flatMap((member) => (ts.isPropertySignature(member) ? [[nameOf(member), member]] : [])));
    const members = [...items].flatMap(([path, item]) => {
      if (moved.some(({ from }) => from === path)) return [];
      const others = moved.flatMap(({ method, from, to }) => {
        const own = to === path ? membersOf(items.get(from)).filter((member) => nameOf(member) === "post") : [];
        return own.map((post) => renamed(post, method));
      });
      if (others.length === 0) return [item];
      const type = ts.factory.createTypeLiteralNode([...membersOf(item), ...others]);
      return [ts.factory.updatePropertySignature(item, item.modifiers, item.name, item.questionToken, type)];
    });
    return ts.factory.updateInterfaceDeclaration(node, node.modifiers, node.name, undefined, undefined, members);
  });
}

/** With its comment. */
function renamed(member: ts.PropertySignature, name: string): ts.PropertySignature {
  const key = ts.factory.createIdentifier(name);
  return ts.factory.updatePropertySignature(member, member.modifiers, key, member.questionToken, member.type);
}

function membersOf(item: ts.PropertySignature | undefined): readonly ts.PropertySignature[] {
  return item?.type && ts.isTypeLiteralNode(item.type) ? item.type.members.filter(ts.isPropertySignature) : [];
}

function nameOf({ name }: ts.PropertySignature): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
}

/** The library lays out the other parts of the components too. */
function markedType(schema: SchemaObject): ts.TypeNode | undefined {
  const type: unknown = schema["x-type"];
  return typeof type === "string" ? ts.factory.createTypeReferenceNode(type) : undefined;
}

import {
  escapePointer,
  isList,
  isObject,
  objectMember,
  pointerSegments,
  stringMember,
  withMembers,
  type Json,
  type JsonObject,
} from "./json.ts";

/** The kinds of nodes of an OpenAPI document, as far as stages tell them apart. */
export type NodeKind =
  | "document"
  | "components"
  | "pathItem"
  | "operation"
  | "callback"
  | "parameter"
  | "requestBody"
  | "response"
  | "mediaType"
  | "encoding"
  | "example"
  | "link"
  | "securityScheme"
  | "schema";

export const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"] as const;

type Child = readonly ["one" | "list" | "map", NodeKind];

const operations = Object.fromEntries(METHODS.map((method): [string, Child] => [method, ["one", "operation"]]));

/** For each kind of node, the members that contain nodes, and their kinds. Examples and defaults are data, so they are not entered. */
const SHAPE: Record<NodeKind, Readonly<Record<string, Child>>> = {
  document: { paths: ["map", "pathItem"], webhooks: ["map", "pathItem"], components: ["one", "components"] },
  components: {
    schemas: ["map", "schema"],
    responses: ["map", "response"],
    parameters: ["map", "parameter"],
    examples: ["map", "example"],
    requestBodies: ["map", "requestBody"],
    headers: ["map", "parameter"],
    securitySchemes: ["map", "securityScheme"],
    links: ["map", "link"],
    callbacks: ["map", "callback"],
    pathItems: ["map", "pathItem"],
  },
  pathItem: { ...operations, parameters: ["list", "parameter"], additionalOperations: ["map", "operation"] },
  operation: {
    parameters: ["list", "parameter"],
    requestBody: ["one", "requestBody"],
    responses: ["map", "response"],
    callbacks: ["map", "callback"],
  },
  // A callback is itself a map of path items: see `childOf`.
  callback: {},
  parameter: { schema: ["one", "schema"], content: ["map", "mediaType"], examples: ["map", "example"] },
  requestBody: { content: ["map", "mediaType"] },
  response: { content: ["map", "mediaType"], headers: ["map", "parameter"], links: ["map", "link"] },
  mediaType: {
    schema: ["one", "schema"],
    itemSchema: ["one", "schema"],
    encoding: ["map", "encoding"],
    examples: ["map", "example"],
  },
  encoding: { headers: ["map", "parameter"] },
  example: {},
  link: {},
  securityScheme: {},
  schema: {
    properties: ["map", "schema"],
    patternProperties: ["map", "schema"],
    $defs: ["map", "schema"],
    definitions: ["map", "schema"],
    dependentSchemas: ["map", "schema"],
    items: ["one", "schema"],
    additionalProperties: ["one", "schema"],
    propertyNames: ["one", "schema"],
    unevaluatedItems: ["one", "schema"],
    unevaluatedProperties: ["one", "schema"],
    contains: ["one", "schema"],
    contentSchema: ["one", "schema"],
    not: ["one", "schema"],
    if: ["one", "schema"],
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema; nothing awaits this table.
    then: ["one", "schema"],
    else: ["one", "schema"],
    allOf: ["list", "schema"],
    anyOf: ["list", "schema"],
    oneOf: ["list", "schema"],
    prefixItems: ["list", "schema"],
  },
};

/** The kind of nodes in a member of a node, if it has nodes. */
export function childOf(kind: NodeKind, key: string): Child | undefined {
  if (kind === "callback" && !key.startsWith("x-") && key !== "$ref") return ["one", "pathItem"];
  return Object.hasOwn(SHAPE[kind], key) ? SHAPE[kind][key] : undefined;
}

/** Returns the node, or another one in its place. Children were visited before. */
export type Visitor = (node: JsonObject, kind: NodeKind, pointer: string) => JsonObject;

/** A copy of a node. The visitor was called for every node inside whose kind is known. */
export function mapNodes(node: JsonObject, visit: Visitor, kind: NodeKind = "document", pointer = "#"): JsonObject {
  const visitOne = (value: Json, child: NodeKind, at: string): Json =>
    isObject(value) ? mapNodes(value, visit, child, at) : value;
  const entries = Object.entries(node).map(([key, value]): [string, Json] => {
    const child = childOf(kind, key);
    if (child === undefined) return [key, value];
    const at = `${pointer}/${escapePointer(key)}`;
    const [arity, childKind] = child;
    if (arity === "one") return [key, visitOne(value, childKind, at)];
    if (arity === "list")
      return [key, isList(value) ? value.map((item, index) => visitOne(item, childKind, `${at}/${index}`)) : value];
    if (!isObject(value)) return [key, value];
    return [
      key,
      Object.fromEntries(
        Object.entries(value).map(([name, item]): [string, Json] => [
          name,
          visitOne(item, childKind, `${at}/${escapePointer(name)}`),
        ]),
      ),
    ];
  });
  return visit(Object.fromEntries(entries), kind, pointer);
}

type Viewer = (node: JsonObject, kind: NodeKind, pointer: string) => void;

/** Calls the visitor for every node of the document whose kind is known, children first. */
export function eachNode(document: JsonObject, see: Viewer): void {
  seeNode(document, see, "document", "#");
}

function seeNode(node: JsonObject, see: Viewer, kind: NodeKind, pointer: string): void {
  for (const [key, value] of Object.entries(node)) {
    const child = childOf(kind, key);
    if (child === undefined || typeof value !== "object" || value === null) continue;
    const at = `${pointer}/${escapePointer(key)}`;
    const [arity, childKind] = child;
    if (arity === "one") {
      if (isObject(value)) seeNode(value, see, childKind, at);
    } else if (isList(value) === (arity === "list")) {
      for (const [name, item] of Object.entries<Json>(value)) {
        if (isObject(item)) seeNode(item, see, childKind, `${at}/${escapePointer(name)}`);
      }
    }
  }
  see(node, kind, pointer);
}

export interface OperationEntry {
  readonly path: string;
  readonly method: string;
  readonly operation: JsonObject;
  readonly pointer: string;
}

/** Every operation below `paths`, in the order of the document. */
export function listOperations(document: JsonObject): readonly OperationEntry[] {
  const paths = document["paths"];
  if (!isObject(paths)) return [];
  return Object.entries(paths).flatMap(([path, item]) =>
    isObject(item)
      ? itemOperations(item).flatMap(({ method, value: operation, pointer }): OperationEntry[] =>
          isObject(operation) ? [{ path, method, operation, pointer: `#/paths/${escapePointer(path)}/${pointer}` }] : [],
        )
      : [],
  );
}

/** Path and method of the operation at a pointer below `paths`. Undefined for another place. */
export function pathOperation(pointer: string): { readonly path: string; readonly method: string } | undefined {
  const [root, path, member, ...rest] = pointerSegments(pointer);
  const [method, ...deeper] = member === "additionalOperations" ? rest : [member, ...rest];
  return root === "paths" && path !== undefined && method !== undefined && deeper.length === 0 ? { path, method } : undefined;
}

/** An operation of a path item, or a reference to one. */
export interface ItemOperation {
  /** In lower case, as the document spells it. A method of `additionalOperations` keeps its own letters. */
  readonly method: string;
  readonly value: Json;
  /** Its place below the item. */
  readonly pointer: string;
}

export function itemOperations(item: JsonObject): readonly ItemOperation[] {
  const fixed = METHODS.flatMap((method): ItemOperation[] => {
    const value = item[method];
    return value === undefined ? [] : [{ method, value, pointer: method }];
  });
  const others = Object.entries(objectMember(item, "additionalOperations"));
  return [
    ...fixed,
    ...others.map(([method, value]) => ({ method, value, pointer: `additionalOperations/${escapePointer(method)}` })),
  ];
}

/** The method as it is sent. */
export function wireMethod(method: string): string {
  return METHODS.some((known) => known === method) ? method.toUpperCase() : method;
}

/** A path item with one operation replaced. */
export function withOperation(item: JsonObject, method: string, operation: JsonObject): JsonObject {
  if (METHODS.some((known) => known === method)) return withMembers(item, { [method]: operation });
  return withMembers(item, {
    additionalOperations: withMembers(objectMember(item, "additionalOperations"), { [method]: operation }),
  });
}

/** The address of a server, without a final slash and with the defaults of its variables. */
export function serverAddress(server: Json): string {
  const variables = objectMember(server, "variables");
  const url = (stringMember(server, "url") ?? "").replaceAll(
    /\{([^}]+)\}/g,
    (whole, name: string) => stringMember(variables[name], "default") ?? whole,
  );
  return url.trim().replace(/\/+$/, "");
}

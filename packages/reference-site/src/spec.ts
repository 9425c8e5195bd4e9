/** The part of an OpenAPI 3.1 document that the site shows. */
export interface Schema {
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  security?: Record<string, unknown>[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema?: Schema }> };
  responses: Record<string, { $ref?: string; description?: string; content?: Record<string, { schema?: Schema }> }>;
  "x-client-safe"?: boolean;
  "x-client-source"?: { page: string; url: string };
}

export interface Spec {
  info: { title: string };
  servers?: { url: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema>; [kind: string]: Record<string, unknown> | undefined };
}

/** An operation with the place it has in the document. */
export interface PlacedOperation {
  method: string;
  path: string;
  operation: Operation;
}

/** Puts shared parameters and responses where they are named. Schemas keep their names: the page has a section for each. */
export function inlineShared(spec: Spec): Spec {
  const follow = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(follow);
    if (typeof node !== "object" || node === null) return node;
    const target =
      "$ref" in node && typeof node.$ref === "string" ? /^#\/components\/(?!schemas)(\w+)\/(.+)$/.exec(node.$ref) : null;
    if (target) return follow(spec.components?.[target[1] ?? ""]?.[target[2] ?? ""]);
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, follow(value)]));
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each reference is replaced by what it stands for.
  return { ...spec, paths: follow(spec.paths) as Spec["paths"] };
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

export function operationsOf(spec: Spec): PlacedOperation[] {
  return Object.entries(spec.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

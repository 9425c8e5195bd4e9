import { hasKeyword } from "./has-keyword.ts";
import { withMembers, type JsonObject } from "./json.ts";
import { mapNodes } from "./nodes.ts";
import { readSchemaResources } from "./schema-resources.ts";

const IDENTIFIERS: ReadonlySet<string> = new Set(["$id", "$anchor", "$dynamicAnchor"]);

export interface PointedReference {
  /** The place of the schema that has the reference. */
  readonly pointer: string;
  readonly before: string;
  readonly after: string;
}

/**
 * The document with every reference to a schema written as a pointer from its top: `#/components/schemas/Pet`. JSON Schema also has
 * references by `$id` and `$anchor`, which few tools read. A reference that leads nowhere stays unchanged.
 */
export function pointReferences(document: JsonObject): {
  readonly document: JsonObject;
  readonly changes: readonly PointedReference[];
} {
  if (!hasKeyword(document, IDENTIFIERS)) return { document, changes: [] };
  const { references, find } = readSchemaResources(document);
  const changes = references.flatMap(({ reference, pointer, uri }): PointedReference[] => {
    const after = find(reference, uri);
    return after === undefined || after === reference ? [] : [{ pointer, before: reference, after }];
  });
  if (changes.length === 0) return { document, changes };
  const targets = new Map(changes.map(({ pointer, after }) => [pointer, after]));
  return {
    document: mapNodes(document, (node, kind, pointer) => {
      const $ref = kind === "schema" ? targets.get(pointer) : undefined;
      return $ref === undefined ? node : withMembers(node, { $ref });
    }),
    changes,
  };
}

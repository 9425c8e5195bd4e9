import { hasKeyword } from "../../document/has-keyword.ts";
import { isObject, resolvePointer, type JsonObject } from "../../document/json.ts";
import { DOCUMENT_URI, placesAround, readSchemaResources, type SchemaResources } from "../../document/schema-resources.ts";

/**
 * Where a schema is checked from, as far as `$dynamicRef` asks: the resource that it stands in, and the anchors of all resources that led
 * there. Of two with one name, that of the outermost resource counts.
 */
export interface DynamicScope {
  readonly uri: string;
  /** JSON pointers by the anchor's name. */
  readonly anchors: ReadonlyMap<string, string>;
}

export interface DynamicScopes {
  /** Of a schema that no other leads to. */
  readonly start: DynamicScope;
  /** Of the schema at a pointer that a reference in a scope leads to. */
  readonly at: (pointer: string, from: DynamicScope) => DynamicScope;
  /** Of a schema below another, which may be a resource of its own. */
  readonly within: (schema: JsonObject, from: DynamicScope) => DynamicScope;
  /** Pointer of what a `$dynamicRef` means; undefined where it leads nowhere. */
  readonly target: (reference: string, from: DynamicScope) => string | undefined;
}

const NO_ANCHORS: ReadonlyMap<string, string> = new Map();
const START: DynamicScope = { uri: DOCUMENT_URI, anchors: NO_ANCHORS };

/** Where nothing asks, all scopes are one. */
const NO_SCOPES: DynamicScopes = { start: START, at: () => START, within: () => START, target: () => undefined };

export function readDynamicScopes(document: JsonObject): DynamicScopes {
  if (!hasKeyword(document, new Set(["$dynamicRef"]))) return NO_SCOPES;
  const resources = readSchemaResources(document);
  const { dynamicAnchors, find, resolveId, uriAt } = resources;
  const asking = findAsking(resources);
  const enter = (uri: string, { anchors }: DynamicScope): DynamicScope => ({
    uri,
    anchors: new Map([...dynamicAnchors(uri), ...anchors]),
  });
  return {
    start: enter(DOCUMENT_URI, START),
    // What asks for no anchor is the same from everywhere, and is checked by one check.
    at: (pointer, from) => (asking.has(pointer) ? enter(uriAt(pointer), from) : { uri: uriAt(pointer), anchors: NO_ANCHORS }),
    within: (schema, from) => {
      const uri = resolveId(schema, from.uri);
      return uri === from.uri ? from : enter(uri, from);
    },
    target: (reference, from) => {
      const initial = find(reference, from.uri);
      const schema = initial === undefined ? undefined : resolvePointer(document, initial);
      const [, name] = reference.split("#");
      // A name that is no dynamic anchor where it first leads to is an anchor like any other.
      if (name === undefined || !isObject(schema) || schema["$dynamicAnchor"] !== name) return initial;
      return from.anchors.get(name) ?? initial;
    },
  };
}

/** The schemas that references lead to and from which, over any number of references, a `$dynamicRef` is come to. */
function findAsking({ references, dynamicReferences, dynamicTargets, find }: SchemaResources): ReadonlySet<string> {
  const leads = references.map(({ reference, pointer, uri }) => ({ pointer, target: find(reference, uri) ?? "" }));
  const targets = new Set([...leads.map(({ target }) => target), ...dynamicTargets]);
  const targetsAround = (pointer: string): readonly string[] => placesAround(pointer).filter((place) => targets.has(place));
  const users = Map.groupBy(leads, ({ target }) => target);
  const asking = new Set<string>();
  const queue = dynamicReferences.flatMap(targetsAround);
  for (let place = queue.pop(); place !== undefined; place = queue.pop()) {
    if (asking.has(place)) continue;
    asking.add(place);
    queue.push(...(users.get(place) ?? []).flatMap(({ pointer }) => targetsAround(pointer)));
  }
  return asking;
}

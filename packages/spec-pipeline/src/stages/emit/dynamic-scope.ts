import { hasKeyword } from "../../document/has-keyword.ts";
import { isObject, resolvePointer, type JsonObject } from "../../document/json.ts";
import { DOCUMENT_URI, placesAround, readSchemaResources, type SchemaResources } from "../../document/schema-resources.ts";

/**
 * The context of a schema's check, as far as `$dynamicRef` needs it: the schema's resource, and the anchors of all resources on the way. If
 * two have one name, that of the outermost resource counts.
 */
export interface DynamicScope {
  readonly uri: string;
  /** JSON pointers by the anchor's name. */
  readonly anchors: ReadonlyMap<string, string>;
}

export interface DynamicScopes {
  /** The scope of a schema that no other one leads to. */
  readonly start: DynamicScope;
  /** The scope of the schema at a pointer, reached by a reference from a scope. */
  readonly at: (pointer: string, from: DynamicScope) => DynamicScope;
  /** The scope of a schema below another one. It may be a resource of its own. */
  readonly within: (schema: JsonObject, from: DynamicScope) => DynamicScope;
  /** The target pointer of a `$dynamicRef`. Undefined if it leads nowhere. */
  readonly target: (reference: string, from: DynamicScope) => string | undefined;
}

const NO_ANCHORS: ReadonlyMap<string, string> = new Map();
const START: DynamicScope = { uri: DOCUMENT_URI, anchors: NO_ANCHORS };

/** Without a dynamic reference, all scopes are the same. */
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
    // A schema without dynamic references is the same from everywhere, so one check is enough.
    at: (pointer, from) => (asking.has(pointer) ? enter(uriAt(pointer), from) : { uri: uriAt(pointer), anchors: NO_ANCHORS }),
    within: (schema, from) => {
      const uri = resolveId(schema, from.uri);
      return uri === from.uri ? from : enter(uri, from);
    },
    target: (reference, from) => {
      const initial = find(reference, from.uri);
      const schema = initial === undefined ? undefined : resolvePointer(document, initial);
      const [, name] = reference.split("#");
      // If its first target is not a dynamic anchor, the name is an ordinary anchor.
      if (name === undefined || !isObject(schema) || schema["$dynamicAnchor"] !== name) return initial;
      return from.anchors.get(name) ?? initial;
    },
  };
}

/** The schemas that references lead to, and from which some number of references leads to a `$dynamicRef`. */
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

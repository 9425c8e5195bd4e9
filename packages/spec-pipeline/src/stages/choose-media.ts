import { parse } from "yaml";
import type { EarlierOperation } from "../document/earlier-operations.ts";
import { isObject, objectMember, stringMember, withMembers, type JsonObject } from "../document/json.ts";
import { itemOperations, mapNodes, pathOperation, wireMethod } from "../document/nodes.ts";
import { chooseBodies, readBody } from "../model/body.ts";
import { chooseResponses, readResponses } from "../model/documented-response.ts";
import { resolveObject } from "../model/reference.ts";
import type { Problem, StageResult } from "../problems/problem.ts";

/** The default media types of an operation. */
export interface MediaDefaults {
  readonly contentType?: string | undefined;
  readonly accept?: string | undefined;
}

/** The earlier defaults of an operation. Undefined if it is new. */
export type FormerDefaults = (method: string, path: string) => MediaDefaults | undefined;

/**
 * The document with the default media type on each operation that has several: `x-client-content-type` for the request, `x-client-accept`
 * for the response. An operation keeps its default, so that a media type that a vendor adds changes no call.
 */
export function chooseMedia(document: JsonObject, former: FormerDefaults = () => undefined): StageResult<JsonObject> {
  const problems: Problem[] = [];
  const value = mapNodes(document, (node, kind, pointer) => {
    const place = kind === "operation" ? pathOperation(pointer) : undefined;
    if (!place) return node;
    const { path, method } = place;
    const { contentTypes, accepts } = mediaOf(document, method, node);
    const choose = (key: string, types: readonly string[], before: string | undefined): string | undefined => {
      const given = node[key];
      if (given !== undefined && (typeof given !== "string" || !types.includes(given)))
        problems.push({
          rule: "media-type-choice",
          severity: "error",
          message: `${key} must be ${types.length > 0 ? `one of ${types.join(", ")}` : "left out, as there is no body"}`,
          fix: "correct the overlay that sets it",
          pointer: `${pointer}/${key}`,
        });
      if (types.length < 2 || given !== undefined) return undefined;
      return before !== undefined && types.includes(before) ? before : types[0];
    };
    if (contentTypes.length < 2 && accepts.length < 2 && !("x-client-accept" in node) && !("x-client-content-type" in node))
      return node;
    const before = former(method, path) ?? {};
    const chosen = {
      "x-client-content-type": choose("x-client-content-type", contentTypes, before.contentType),
      "x-client-accept": choose("x-client-accept", accepts, before.accept),
    };
    return withMembers(node, Object.fromEntries(Object.entries(chosen).filter(([, type]) => type !== undefined)));
  });
  return { value, problems };
}

/** The defaults of a document, written in it or not. */
export function defaultsOf(document: JsonObject): FormerDefaults {
  return (method, path) => {
    const item = resolveObject(document, objectMember(document, "paths")[path]) ?? {};
    const operation = itemOperations(item).find((each) => each.method === method);
    const definition = resolveObject(document, operation?.value);
    if (!definition) return undefined;
    const { contentTypes, accepts } = mediaOf(document, method, definition);
    return { contentType: contentTypes[0], accept: accepts[0] };
  };
}

/** The defaults of the last `openapi.gen.yaml`. It is parsed only for an operation that had one media type. */
export function earlierDefaults(text: string, operations: ReadonlyMap<string, EarlierOperation>): FormerDefaults {
  let whole: FormerDefaults | undefined;
  return (method, path) => {
    const known = operations.get(`${wireMethod(method)} ${path}`);
    if (!known || known.contentType !== undefined || known.accept !== undefined) return known;
    whole ??= defaultsOf(readDocument(text));
    return whole(method, path);
  };
}

/** The model reports the problems. */
const ignore = (): void => {};

/** The media types of an operation, the default first. */
function mediaOf(
  document: JsonObject,
  method: string,
  definition: JsonObject,
): { readonly contentTypes: readonly string[]; readonly accepts: readonly string[] } {
  const owner = { id: stringMember(definition, "operationId") ?? "", method, definition, pointer: "#" };
  const bodies = chooseBodies(document, owner, readBody(document, definition, "#"), ignore);
  const reads = chooseResponses(document, owner, readResponses(document, definition, "#", ignore), ignore);
  return {
    contentTypes: bodies.map(({ contentType }) => contentType),
    accepts: reads.flatMap(({ media }) => media ?? []),
  };
}

function readDocument(text: string): JsonObject {
  try {
    const document: unknown = parse(text);
    return isObject(document) ? document : {};
  } catch {
    // A file that somebody has broken by hand has no defaults, and is written anew.
    return {};
  }
}

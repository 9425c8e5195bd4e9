import { isList, member, type Json, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";
import { isStream, type ReadResponse } from "./answer.ts";
import type { SentBody } from "./body.ts";
import { findProperty } from "./find-property.ts";
import { resolveObject } from "./reference.ts";

/** A field of the body that asks for a stream where it is true. */
export interface StreamFlag {
  readonly field: string;
  readonly read: ReadResponse;
}

interface Owner {
  readonly id: string;
  readonly pointer: string;
  readonly definition: JsonObject;
}

/**
 * The flag that `x-client-stream-flag` names, which may be `false`: there is none. Without one, the document says it where an answer is
 * a value or a stream, and the JSON of the request has a boolean field that is called `stream`.
 */
export function readStreamFlag(
  document: JsonObject,
  owner: Owner,
  sent: SentBody | undefined,
  [usual, ...others]: readonly ReadResponse[],
  report: (problem: Problem) => void,
): StreamFlag | undefined {
  const given = owner.definition["x-client-stream-flag"];
  const read = others.find(({ response }) => isStream(response));
  const isUsable = read !== undefined && usual !== undefined && !isStream(usual.response) && sent?.media.kind === "json";
  if (given !== undefined && given !== false && (typeof given !== "string" || !isUsable)) {
    report({
      rule: "media-type-choice",
      severity: "error",
      message: `${owner.id}: x-client-stream-flag must name a field of a JSON body, where an answer is a value by default, or a stream`,
      fix: "correct the overlay that sets it, or describe the stream",
      pointer: `${owner.pointer}/x-client-stream-flag`,
    });
  }
  if (!isUsable || given === false) return undefined;
  if (typeof given === "string") return { field: given, read };
  const schema = resolveObject(document, sent.media.schema);
  const property = schema && resolveObject(document, findProperty([schema], "stream", document));
  return property && typesOf(property).includes("boolean") ? { field: "stream", read } : undefined;
}

/** Types that a schema, or a variant of it, has. */
function typesOf(schema: JsonObject): readonly Json[] {
  const variants = ["anyOf", "oneOf"].flatMap((key) => (isList(schema[key]) ? schema[key] : []));
  return [schema, ...variants].flatMap((each) => member(each, "type") ?? []);
}

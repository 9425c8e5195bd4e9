import { isList, member, type Json, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";
import type { SentBody } from "./body.ts";
import { isStream, type ReadResponse } from "./documented-response.ts";
import { findProperty } from "./find-property.ts";
import { resolveObject } from "./reference.ts";

/** A field of the body that asks for a stream when it is true. */
export interface StreamFlag {
  readonly field: string;
  readonly read: ReadResponse;
  /** The media types of bodies that have the field. */
  readonly contentTypes: readonly string[];
}

interface Owner {
  readonly id: string;
  readonly pointer: string;
  readonly definition: JsonObject;
}

/**
 * The flag that `x-client-stream-flag` names, which may be `false`: there is none. Without one, the document says it where a response is
 * a value or a stream, and the request has a boolean field that is called `stream`, in JSON or in a form.
 */
export function readStreamFlag(
  document: JsonObject,
  owner: Owner,
  bodies: readonly SentBody[],
  [usual, ...others]: readonly ReadResponse[],
  report: (problem: Problem) => void,
): StreamFlag | undefined {
  const given = owner.definition["x-client-stream-flag"];
  const read = others.find(({ responseKind }) => isStream(responseKind));
  const isUsable = read !== undefined && usual !== undefined && !isStream(usual.responseKind) && bodies[0]?.input !== undefined;
  if (given !== undefined && given !== false && (typeof given !== "string" || !isUsable)) {
    report({
      rule: "media-type-choice",
      severity: "error",
      message: `${owner.id}: x-client-stream-flag must name a field of a body of JSON or a form, where a response is a value by default, or a stream`,
      fix: "correct the overlay that sets it, or describe the stream",
      pointer: `${owner.pointer}/x-client-stream-flag`,
    });
  }
  if (!isUsable || given === false) return undefined;
  const field = typeof given === "string" ? given : "stream";
  const having = bodies.filter((body) => hasFlag(document, body, field));
  // An overlay may know more than the schema says.
  if (typeof given !== "string" && bodies[0] !== having[0]) return undefined;
  return { field, read, contentTypes: having.map(({ contentType }) => contentType) };
}

function hasFlag(document: JsonObject, { input }: SentBody, field: string): boolean {
  const schema = resolveObject(document, input?.schema);
  const property = schema && resolveObject(document, findProperty([schema], field, document));
  return property !== undefined && typesOf(property).includes("boolean");
}

/** Types of a schema, or of a variant of it. */
function typesOf(schema: JsonObject): readonly Json[] {
  const variants = ["anyOf", "oneOf"].flatMap((key) => (isList(schema[key]) ? schema[key] : []));
  return [schema, ...variants].flatMap((each) => member(each, "type") ?? []);
}

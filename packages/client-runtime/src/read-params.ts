import { checkInput } from "./check-input.ts";
import { checkNames } from "./check-names.ts";
import { checkParams } from "./check-params.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { Input } from "./make-request.ts";
import type { OperationDescriptor } from "./operation.ts";
import type { RequestOptions } from "./options.ts";

const PLACES = ["path", "query", "header", "cookie"] as const;

/**
 * The params of a method, by their places.
 *
 * @throws {ConfigurationError} a param that is missing, unknown, of the wrong type or out of its limits, unless `unchecked` is set.
 */
export function readParams(
  call: CallRecord,
  operation: OperationDescriptor,
  params: object,
  { unchecked = false }: RequestOptions = {},
): Input {
  const { rules = {}, takesBody, isGrouped = false } = operation;
  if (isGrouped) checkInput(call, params);
  else checkNames("the params", params, unchecked ? Object.keys(params) : namesOf(operation), call);
  const input: Record<string, unknown> = isGrouped ? { ...params } : sortByPlace(operation, params);
  if (unchecked) return input;
  for (const place of PLACES) {
    const rule = rules[place];
    if (rule) checkParams(rule, input[place] ?? {}, isGrouped ? place : "", call);
  }
  const { body } = input;
  if (body === undefined && takesBody === "param") throw invalidOption("body", "given", undefined, call);
  if (rules.body && body !== undefined && !isOfPlatform(body))
    checkParams(rules.body, body, isGrouped || takesBody?.endsWith("param") ? "body" : "", call);
  return input;
}

/** Every name that a method takes. */
function namesOf({ rules = {}, takesBody }: OperationDescriptor): readonly string[] {
  const fields = takesBody?.endsWith("param") ? ["body"] : Object.keys(rules.body?.properties ?? {});
  return [...PLACES.flatMap((place) => Object.keys(rules[place]?.properties ?? {})), ...fields];
}

/** Each param in its place. A name that no rule has is one of the body where that is given by its fields, else of the query. */
function sortByPlace({ rules = {}, takesBody }: OperationDescriptor, params: object): Record<string, unknown> {
  const input: Record<string, Record<string, unknown>> = {};
  const other = takesBody?.endsWith("fields") ? "body" : "query";
  let body: unknown;
  for (const [name, value] of Object.entries(params)) {
    const place = PLACES.find((candidate) => Object.hasOwn(rules[candidate]?.properties ?? {}, name));
    if (place === undefined && takesBody?.endsWith("param") && name === "body") body = value;
    else if (value !== undefined) (input[place ?? other] ??= {})[name] = value;
  }
  if (takesBody === "fields") input["body"] ??= {};
  return body === undefined ? input : { ...input, body };
}

/** A form, a blob or a stream of the platform's, whose properties are no fields. */
function isOfPlatform(body: unknown): boolean {
  return typeof body === "object" && body !== null && Symbol.toStringTag in body;
}

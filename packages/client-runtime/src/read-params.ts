import { checkInput } from "./check-input.ts";
import { checkNames } from "./check-names.ts";
import { checkRules, PLACES } from "./check-rules.ts";
import type { CallRecord } from "./errors.ts";
import type { Input } from "./make-request.ts";
import type { OperationDescriptor } from "./operation.ts";
import type { RequestOptions } from "./options.ts";

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
  const { isGrouped = false } = operation;
  if (isGrouped) checkInput(call, params);
  else checkNames("the params", params, unchecked ? Object.keys(params) : namesOf(operation), call);
  const input: Record<string, unknown> = isGrouped ? { ...params } : sortByPlace(operation, params);
  if (!unchecked) checkRules(call, operation, input, isGrouped);
  return input;
}

/** Every name that a method takes. */
function namesOf({ rules = {}, takesBody }: OperationDescriptor): readonly string[] {
  const fields = takesBody?.endsWith("param") ? ["body"] : Object.keys(rules.body?.properties ?? {});
  return [...PLACES.flatMap((place) => Object.keys(rules[place]?.properties ?? {})), ...fields];
}

/** Each param in its place. A name without a rule goes into the body if the method takes its fields, else into the query. */
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

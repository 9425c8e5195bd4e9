import { checkParams } from "./check-params.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { Input } from "./make-request.ts";
import type { OperationDescriptor } from "./operation.ts";

export const PLACES = ["path", "query", "header", "cookie"] as const;

/**
 * Checks each part of an input by the rule that the spec has for it.
 *
 * @param isGrouped the caller gave the input by its parts, so that a message names the part as well.
 * @throws {ConfigurationError} a value that is missing, unknown, of the wrong type or out of its limits.
 */
export function checkRules(call: CallRecord, operation: OperationDescriptor, input: Input, isGrouped: boolean): void {
  const { rules = {}, takesBody } = operation;
  for (const place of PLACES) {
    const rule = rules[place];
    if (rule) checkParams(rule, input[place] ?? {}, isGrouped ? place : "", call);
  }
  const { body } = input;
  if (body === undefined && takesBody === "param") throw invalidOption("body", "given", undefined, call);
  if (rules.body && body !== undefined && !isOfPlatform(body))
    checkParams(rules.body, body, isGrouped || takesBody?.endsWith("param") ? "body" : "", call);
}

/** A form, a blob or a stream of the platform. Its properties are no fields. */
function isOfPlatform(body: unknown): boolean {
  return typeof body === "object" && body !== null && Symbol.toStringTag in body;
}

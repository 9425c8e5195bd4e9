import { checkNames, kindOf } from "./check-names.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import { type ClientOptions, limitNames, type RequestOptions } from "./options.ts";

const requestNames = [...limitNames, "signal", "headers", "allowIncomplete", "unchecked"];
const clientNames = [...limitNames, "baseUrl", "servers", "fetch", "headers", "hooks", "allowBrowser", "validate"];
const HOOK_NAMES = ["onRequest", "onResponse", "onRetry"];

/**
 * Checks the options of a call before any of them is used. `own`: the names that a client adds to those of every call.
 *
 * @throws {ConfigurationError} an unknown option, with the nearest one that exists; a signal that is none; null.
 */
export function checkRequestOptions(given: RequestOptions, own: readonly string[] = [], call?: CallRecord): void {
  checkOptions(given, own.length ? [...requestNames, ...own] : requestNames, call);
  const { signal, allowIncomplete, unchecked } = given;
  if (signal !== undefined && typeof Object(signal).throwIfAborted !== "function")
    throw invalidOption("signal", "an AbortSignal", kindOf(signal), call);
  checkKind("allowIncomplete", allowIncomplete, "boolean", call);
  checkKind("unchecked", unchecked, "boolean", call);
}

/**
 * Checks the options of a client before any of them is used. `own` and `ownHooks`: the names that the client adds to those of every client.
 *
 * @throws {ConfigurationError} an unknown option, with the nearest one that exists; a value of the wrong kind; null.
 */
export function checkClientOptions(given: ClientOptions, own: readonly string[] = [], ownHooks: readonly string[] = []): void {
  checkOptions(given, [...clientNames, ...own]);
  const { fetch, hooks = {}, validate = {}, baseUrl, servers = {}, allowBrowser } = given;
  checkKind("fetch", fetch, "function");
  checkKind("allowBrowser", allowBrowser, "boolean");
  checkKind("baseUrl", baseUrl, "string");
  checkNames("the hooks", hooks, [...HOOK_NAMES, ...ownHooks]);
  checkNames("validate", validate, Object.keys(validate));
  checkNames("servers", servers, Object.keys(servers));
  for (const [name, hook] of Object.entries(hooks)) checkKind(`hooks.${name}`, hook, "function");
  for (const [name, check] of Object.entries(validate)) checkKind(`validate.${name}`, check, "function");
}

/** An option of null is refused. It could mean the default, such as the production address, but nobody knows. */
function checkOptions(given: object, known: readonly string[], call?: CallRecord): void {
  checkNames("the options", given, known, call);
  for (const [name, value] of Object.entries(given))
    if (value === null) throw invalidOption(name, "given a value, or left out", null, call);
}

function checkKind(option: string, value: unknown, kind: "boolean" | "function" | "string", call?: CallRecord): void {
  if (value !== undefined && typeof value !== kind) throw invalidOption(option, `a ${kind}`, kindOf(value), call);
}

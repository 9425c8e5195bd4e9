import type { CallSettings } from "./call-settings.ts";
import { type Call, callById } from "./create-call.ts";
import { createCaller } from "./create-caller.ts";
import { bindResources, type ResourceFactories } from "./make-resource.ts";
import type { OperationTable, OperationTypes } from "./operation.ts";

/** The methods of an API by resource, and `call` for any operation. */
export type Client<Operations extends Record<keyof Operations, OperationTypes>, Resources> = Resources & {
  readonly call: Call<Operations>;
};

/**
 * Makes a client of all that was generated for an API.
 *
 * @throws {ConfigurationError} an option is wrong; the address is neither https nor loopback; a secret key in a browser.
 */
export function createClient<Operations extends Record<keyof Operations, OperationTypes>, Resources extends object>(
  table: OperationTable<keyof Operations & string>,
  resources: ResourceFactories<Resources>,
  settings: CallSettings,
): Client<Operations, Resources> {
  const caller = createCaller(settings);
  return { ...bindResources(resources, caller), call: callById<Operations>(table, caller) };
}

/**
 * Makes a client of the resources that are given, and of nothing else: a bundler leaves out the rest of the API.
 *
 * @throws {ConfigurationError} as `createClient`.
 */
export function createResources<Resources extends object>(
  resources: ResourceFactories<Resources>,
  settings: CallSettings,
): Resources {
  return bindResources(resources, createCaller(settings));
}

import type { CallSettings } from "./call-settings.ts";
import { type Call, callById } from "./create-call.ts";
import { type Caller, createCaller } from "./create-caller.ts";
import { bindResources, type ResourceFactories } from "./make-resource.ts";
import type { OperationTable, OperationTypes } from "./operation.ts";
import { type Responding, type WithResponse, createWithResponse } from "./with-response.ts";

/** The methods of an API by resource, and `call` for any operation. */
export type Client<Operations extends Record<keyof Operations, OperationTypes>, Resources> = Resources & {
  readonly call: Call<Operations>;
};

/** The same with `withResponse`. */
export type CompleteClient<Operations extends Record<keyof Operations, OperationTypes>, Resources> = Client<
  Operations,
  Resources
> & { readonly withResponse: WithResponse<CompleteClient<Operations, Resources>> };

/**
 * Makes a client of all code that was generated for an API. `layer` replaces generated methods with hand-written ones.
 *
 * @throws {ConfigurationError} an option is wrong; the address is neither https nor loopback; a secret key in a browser.
 */
export function createClient<Operations extends Record<keyof Operations, OperationTypes>, Resources extends object>(
  table: OperationTable<keyof Operations & string>,
  resources: ResourceFactories<Resources>,
  settings: CallSettings,
): CompleteClient<Operations, Resources>;
export function createClient<
  Operations extends Record<keyof Operations, OperationTypes>,
  Resources extends object,
  Layered extends Responding<Layered>,
>(
  table: OperationTable<keyof Operations & string>,
  resources: ResourceFactories<Resources>,
  settings: CallSettings,
  layer: (client: Client<Operations, Resources> & Responding<Layered>) => Layered,
): Layered;
export function createClient<Operations extends Record<keyof Operations, OperationTypes>, Resources extends object>(
  table: OperationTable<keyof Operations & string>,
  resources: ResourceFactories<Resources>,
  settings: CallSettings,
  layer: (client: object) => unknown = (client) => client,
): unknown {
  const make = (caller: Caller): unknown =>
    layer({
      ...bindResources(resources, caller),
      call: callById<Operations>(table, caller),
      withResponse: createWithResponse(caller, make),
    });
  return make(createCaller(settings));
}

/**
 * Makes a client of the given resources only: a bundler leaves out the rest of the API.
 *
 * @throws {ConfigurationError} as `createClient`.
 */
export function createResources<Resources extends object>(
  resources: ResourceFactories<Resources>,
  settings: CallSettings,
): Resources & Responding<Resources> {
  const caller = createCaller(settings);
  const make = (own: Caller): Resources => bindResources(resources, own);
  return { ...make(caller), withResponse: createWithResponse(caller, make) };
}

import { asObject } from "./check-names.ts";
import { mediaOf } from "./choose-media.ts";
import type { Caller } from "./create-caller.ts";
import type { OperationDescriptor } from "./operation.ts";
import type { RequestOptions } from "./options.ts";
import { readParams } from "./read-params.ts";

/** Makes the methods of a resource, for one client. */
export type ResourceFactory<Methods> = (caller: Caller) => Methods;

/** The factories of several resources, by name. */
export type ResourceFactories<Resources> = { readonly [Name in keyof Resources]: ResourceFactory<Resources[Name]> };

/** Makes a method that does more than call its operation. `name`: its name in the resource. */
export type MethodMaker = (caller: Caller, name: string) => Method;

type Method = (params?: object, options?: RequestOptions) => unknown;

/** A resource with a method for each operation. A method takes `(params, options)` and reads its params when it is called. */
export function makeResource<Methods>(
  methods: Readonly<Record<keyof Methods & string, MethodMaker | OperationDescriptor>>,
): ResourceFactory<Methods> {
  return (caller) => {
    const made: Record<string, Method> = {};
    for (const [name, operation] of Object.entries<MethodMaker | OperationDescriptor>(methods)) {
      const make = typeof operation === "function" ? operation : callOf(operation);
      made[name] = make(caller, name);
      // Printing a client shows its methods.
      Object.defineProperty(made[name], "name", { value: name });
    }
    return made as Methods;
  };
}

/** A method that calls an operation. */
function callOf(operation: OperationDescriptor): MethodMaker {
  const { takesBody, isGrouped = false, bodies = {} } = operation;
  const isOfFields = !isGrouped && takesBody?.endsWith("fields");
  return (caller, name) =>
    (params = {}, options) => {
      // Copied now: a stream is asked for later, when a program may have changed them.
      const taken = asObject(params) ? { ...params } : params;
      const media = mediaOf(isGrouped ? taken : options);
      // Any other body than the default is the param `body`.
      const isFields = isOfFields && !Object.hasOwn(bodies, media.contentType ?? "");
      return caller(operation.id ?? name, operation, {
        media,
        body: isFields ? taken : asObject(taken)?.["body"],
        read: (call, chosen) => readParams(call, chosen, taken, options),
        options,
        optionNames: isGrouped ? [] : ["accept", "contentType"],
      });
    };
}

/** The methods of each resource. */
export function bindResources<Resources extends object>(factories: ResourceFactories<Resources>, caller: Caller): Resources {
  const bound = Object.entries<ResourceFactory<unknown>>(factories).map(([name, factory]) => [name, factory(caller)]);
  return Object.fromEntries(bound) as Resources;
}

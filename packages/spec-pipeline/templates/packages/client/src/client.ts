import { type Call, createClient, type WithResponse } from "@specloom/client-runtime";
import { callSettings } from "./call-settings.ts";
import { operations, type Operations, type StreamField } from "./generated/operations.gen.ts";
import { type Resources, resources } from "./generated/resources.gen.ts";
import type { $type$ClientOptions } from "./options.ts";

/** The methods of every operation, by resource. */
export interface $type$Client extends Resources {
  /**
   * Calls any operation of the API by its id, with the API's own shapes.
   *
   * @throws {ApiError} not a 2xx response.
   */
  readonly call: Call<Operations, StreamField>;
  /** Returns the data of a method with the status, headers and request id of its response. Items of pages and events of streams come one by one. */
  readonly withResponse: WithResponse<$type$Client>;
}

/**
 * Makes a client of the API.
 *
 * @throws {ConfigurationError} $faults$.
 */
export function create$type$Client(options: $type$ClientOptions = {}): $type$Client {
  return createClient<Operations, Resources>(operations, resources, callSettings(options));
}

import { type Call, createCall } from "@specloom/client-runtime";
import { callSettings } from "./call-settings.ts";
import { operations, type Operations } from "./generated/operations.gen.ts";
import type { $type$ClientOptions } from "./options.ts";

export interface $type$Client {
  /**
   * Calls any operation of the API by its id, with the API's own shapes.
   *
   * @throws {ApiError} not a 2xx answer.
   */
  readonly call: Call<Operations>;
}

/**
 * Makes a client of the API.
 *
 * @throws {ConfigurationError} $faults$.
 */
export function create$type$Client(options: $type$ClientOptions = {}): $type$Client {
  const call = createCall<Operations>(operations, callSettings(options));
  return { call };
}

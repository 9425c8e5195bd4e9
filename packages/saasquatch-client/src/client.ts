import { type Call, createClient, type WithResponse } from "@specloom/client-runtime";
import { callSettings } from "./call-settings.ts";
import { operations, type Operations, type StreamField } from "./generated/operations.gen.ts";
import { type Resources, resources } from "./generated/resources.gen.ts";
import type { SaaSquatchClientOptions } from "./options.ts";
import { createReferrals, type Referrals } from "./resources/referrals.ts";

/**
 * The generated resources. Those with hand-written types are left open for the interface. A property costs the users' compiler nothing
 * until it is used.
 */
type Generated = {
  // oxlint-disable-next-line typescript/no-explicit-any -- what an interface narrows has to take what it narrows to
  readonly [Name in keyof Resources]: Name extends "referrals" ? any : Resources[Name];
};

/** A client for one tenant: the methods of every operation by resource. Hand-written methods replace generated ones. */
export interface SaaSquatchClient extends Generated {
  /** Lists, looks up and moderates the tenant's referrals. */
  readonly referrals: Referrals;
  /**
   * Calls any operation by its id, with the API's own input: `call("getReferral", { path: { referralId } })`. The tenant's alias is filled in.
   *
   * @throws {ConfigurationError} an input that does not fit the operation.
   * @throws {ApiError} not a 2xx response.
   */
  readonly call: Call<Operations, StreamField>;
  /**
   * Returns the data of a method with the status, headers and request id of its response. Items of pages and events of streams come one by one.
   * What the method throws is thrown.
   *
   * @throws {ConfigurationError} the function made no request.
   * @example const { data, requestId } = await saasquatch.withResponse((saasquatch) => saasquatch.referrals.list());
   */
  readonly withResponse: WithResponse<SaaSquatchClient>;
}

/**
 * Makes a client for one tenant of SaaSquatch.
 *
 * @throws {ConfigurationError} an option is missing or wrong; a secret key in a browser.
 * @example const saasquatch = createSaaSquatchClient({ tenantAlias: "test_abc", apiKey });
 */
export function createSaaSquatchClient(options: SaaSquatchClientOptions = {}): SaaSquatchClient {
  return createClient<Operations, Resources, SaaSquatchClient>(operations, resources, callSettings(options), (client) => ({
    ...client,
    referrals: createReferrals(client),
  }));
}

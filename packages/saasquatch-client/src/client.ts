import { type Call, createCall } from "@specloom/client-runtime";
import { callSettings } from "./call-settings.ts";
import { operations, type Operations } from "./generated/operations.gen.ts";
import type { SaaSquatchClientOptions } from "./options.ts";
import { createReferrals, type Referrals } from "./resources/referrals.ts";

/** A client for one tenant. */
export interface SaaSquatchClient {
  readonly referrals: Referrals;
  /**
   * Calls any operation by its id, with the API's own input: `call("getReferral", { path: { referralId } })`. The tenant's alias is filled in.
   *
   * @throws the errors of the resource methods.
   */
  readonly call: Call<Operations>;
}

/**
 * Makes a client for one tenant of SaaSquatch.
 *
 * @throws {ConfigurationError} an option is missing or wrong; a secret key in a browser.
 * @example const saasquatch = createSaaSquatchClient({ tenantAlias: "test_abc", apiKey });
 */
export function createSaaSquatchClient(options: SaaSquatchClientOptions = {}): SaaSquatchClient {
  const call = createCall<Operations>(operations, callSettings(options));
  return { referrals: createReferrals(call), call };
}

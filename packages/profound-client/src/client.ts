import { type Call, createCall } from "@specloom/client-runtime";
import { callSettings } from "./call-settings.ts";
import { operations, type Operations } from "./generated/operations.gen.ts";
import type { ProfoundClientOptions } from "./options.ts";
import { createReports, type Reports } from "./resources/reports.ts";

export interface ProfoundClient {
  readonly reports: Reports;
  /**
   * Calls any operation of the API by its id, with the API's own shapes; a stream comes as events.
   *
   * The way to what has no method, and round our rules on params. Everything else a call promises holds here too.
   *
   * @throws {ApiError} not a 2xx answer.
   * @example
   * const { data } = await profound.call("queryCitations", { body: { category_id, start_date, end_date } });
   */
  readonly call: Call<Operations>;
}

/**
 * Makes a client of Profound's API.
 *
 * @throws {ConfigurationError} no credential; an option is wrong; a secret key in a browser.
 * @example
 * const profound = createProfoundClient(); // PROFOUND_API_KEY
 * @see https://docs.tryprofound.com
 */
export function createProfoundClient(options: ProfoundClientOptions = {}): ProfoundClient {
  const call = createCall<Operations>(operations, callSettings(options));
  return { reports: createReports(call), call };
}

import { type Call, createClient, type WithResponse } from "@specloom/client-runtime";
import { callSettings } from "./call-settings.ts";
import { operations, type Operations, type StreamField } from "./generated/operations.gen.ts";
import { type Resources, resources } from "./generated/resources.gen.ts";
import type { ProfoundClientOptions } from "./options.ts";
import { createReports, type Reports } from "./resources/reports.ts";

/**
 * The generated resources. Those with hand-written types are left open for the interface. A property costs the users' compiler nothing
 * until it is used.
 */
type Generated = {
  // oxlint-disable-next-line typescript/no-explicit-any -- what an interface narrows has to take what it narrows to
  readonly [Name in keyof Resources]: Name extends "reports" ? any : Resources[Name];
};

/** The methods of every operation by resource. Hand-written methods replace generated ones. */
export interface ProfoundClient extends Generated {
  /** Queries and streams the reports of an account. */
  readonly reports: Reports;
  /**
   * Calls any operation of the API by its id, with the API's own shapes. A stream comes as events.
   *
   * It bypasses our rules on params. The other promises of a call hold here too.
   *
   * @throws {ApiError} not a 2xx response.
   * @example
   * const { data } = await profound.call("queryCitations", { body: { category_id, start_date, end_date } });
   */
  readonly call: Call<Operations, StreamField>;
  /**
   * Returns the data of a method with the status, headers and request id of its response. Items of pages and events of streams come one by one.
   * What the method throws is thrown.
   *
   * @throws {ConfigurationError} the function made no request.
   * @example const { data, requestId } = await profound.withResponse((profound) => profound.reports.queryCitations(params));
   */
  readonly withResponse: WithResponse<ProfoundClient>;
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
  return createClient<Operations, Resources, ProfoundClient>(operations, resources, callSettings(options), (client) => ({
    ...client,
    reports: createReports(client),
  }));
}

import { type Call, createCall, readEnvironment } from "@specloom/client-runtime";
import manifest from "../package.json" with { type: "json" };
import { citationsRule } from "./citations-reader.ts";
import { describeError } from "./describe-error.ts";
import { operations, type Operations } from "./generated/operations.gen.ts";
import { type ProfoundClientOptions, resolveCredentials } from "./options.ts";
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
  const credentials = resolveCredentials(options);
  const call = createCall<Operations>(operations, {
    client: { name: manifest.name, version: manifest.version },
    baseUrl: readEnvironment("PROFOUND_BASE_URL") ?? "https://api.tryprofound.com",
    credentials,
    options,
    describeError: (status, body) => describeError(status, body, credentials),
    streams: { streamCitations: citationsRule },
  });
  return { reports: createReports(call), call };
}

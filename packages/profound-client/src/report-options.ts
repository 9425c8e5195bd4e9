import { checkRequestOptions, type RequestOptions } from "@specloom/client-runtime";

/** The options of a report's call. */
export interface ReportOptions extends RequestOptions {
  /**
   * Sends names, groupings and filters unchanged. The API decides. Use it for names that the API knows and this version does not, with `as`
   * for the compiler. @default false
   */
  readonly unchecked?: boolean | undefined;
}

/**
 * The options for `call`. A report has checked its params by its own rules. @throws {ConfigurationError} an unknown option, or one of the
 * wrong kind.
 */
export function requestOptions(options: ReportOptions = {}): RequestOptions {
  checkRequestOptions(options, []);
  return { ...options, unchecked: true };
}

import { checkRequestOptions, type RequestOptions } from "@specloom/client-runtime";

/** What a call of a report can be given. */
export interface ReportOptions extends RequestOptions {
  /**
   * Sends names, groupings and filters as they are, and leaves it to the API to refuse them.
   * For what it has learnt to take since this version; the compiler is told with `as`.
   * @default false
   */
  readonly unchecked?: boolean | undefined;
}

/** The options for `call`: a report has checked its params by rules of its own. @throws {ConfigurationError} an unknown option, or one of the wrong kind. */
export function requestOptions(options: ReportOptions = {}): RequestOptions {
  checkRequestOptions(options, []);
  return { ...options, unchecked: true };
}

import { checkRequestOptions, invalidOption, type RequestOptions } from "@specloom/client-runtime";

/** What a call of a report can be given. */
export interface ReportOptions extends RequestOptions {
  /**
   * Sends names, groupings and filters as they are, and leaves it to the API to refuse them.
   * For what it has learnt to take since this version; the compiler is told with `as`.
   * @default false
   */
  readonly unchecked?: boolean | undefined;
}

/** The options without ours: what the runtime takes. @throws {ConfigurationError} an unknown option, or one of the wrong kind. */
export function requestOptions(options: ReportOptions | undefined): RequestOptions | undefined {
  if (options === undefined) return undefined;
  checkRequestOptions(options, ["unchecked"]);
  const { unchecked, ...others } = options;
  if (unchecked !== undefined && typeof unchecked !== "boolean") throw invalidOption("unchecked", "a boolean", unchecked);
  return others;
}

import type { RequestOptions } from "@specloom/client-runtime";

/** What a call of a report can be given. */
export interface ReportOptions extends RequestOptions {
  /**
   * Sends names, groupings and filters as they are, and leaves it to the API to refuse them.
   * For what it has learnt to take since this version; the compiler is told with `as`.
   * @default false
   */
  readonly unchecked?: boolean | undefined;
}

import { type ApiError, type ApiErrorGuard, isApiError as isAnyApiError } from "@specloom/client-runtime";
import type { Operations } from "./generated/operations.gen.ts";

/** A response that is not 2xx, with the API's codes. */
export interface SaaSquatchApiError extends ApiError {
  /**
   * For a program: `VALIDATION_FAILED`, `API_REQUEST_NOT_SUPPORTED`, `INVALID_JSON_REQUEST` and others. Absent if the response has none.
   */
  readonly apiErrorCode?: string | undefined;
  /** A second code, from `RS001` on. Absent if the response has none. The message has its meaning, if that is known. */
  readonly rsCode?: string | undefined;
}

/**
 * True for a response that is not 2xx: of any operation, or of the one with that id. The error may come from another installed copy of the
 * client. With an id, `status` tells which of the documented bodies the error has.
 *
 * @example if (isApiError(error, "getReferral") && error.status === 404) console.log(error.body.message);
 */
export const isApiError: ApiErrorGuard<Operations, SaaSquatchApiError> = isAnyApiError;

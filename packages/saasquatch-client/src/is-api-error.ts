import { type ApiError, type ApiErrorGuard, isApiError as isAnyApiError } from "@specloom/client-runtime";
import type { Operations } from "./generated/operations.gen.ts";

/** An answer that is not a 2xx, with the codes that the API gave. */
export interface SaaSquatchApiError extends ApiError {
  /** For a program: `VALIDATION_FAILED`, `API_REQUEST_NOT_SUPPORTED`, `INVALID_JSON_REQUEST` and others; absent where the answer has none. */
  readonly apiErrorCode?: string | undefined;
  /** A second code, `RS001` and on; absent where the answer has none. The message says what it means, where that is known. */
  readonly rsCode?: string | undefined;
}

/**
 * True for an answer that is not a 2xx, also one that another installed copy of the client has thrown: of any operation, or of the one with
 * that id. With an id, `status` tells which of the documented bodies the error has.
 *
 * @example if (isApiError(error, "getReferral") && error.status === 404) console.log(error.body.message);
 */
export const isApiError: ApiErrorGuard<Operations, SaaSquatchApiError> = isAnyApiError;

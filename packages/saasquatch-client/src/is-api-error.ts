import { type ApiError, isApiError as isAnyApiError } from "@specloom/client-runtime";

/** An answer that is not a 2xx, with the codes that the API gave. */
export interface SaaSquatchApiError extends ApiError {
  /** For a program: `VALIDATION_FAILED`, `API_REQUEST_NOT_SUPPORTED`, `INVALID_JSON_REQUEST` and others; absent where the answer has none. */
  readonly apiErrorCode?: string | undefined;
  /** A second code, `RS001` and on; absent where the answer has none. The message says what it means, where that is known. */
  readonly rsCode?: string | undefined;
}

/** True for an answer that is not a 2xx, also one that another installed copy of the client has thrown. */
export function isApiError(error: unknown): error is SaaSquatchApiError {
  return isAnyApiError(error);
}

import { isApiError as isAnyApiError } from "@specloom/client-runtime";
import type { ApiError } from "@specloom/client-runtime";
import { readErrorWords } from "./describe-error.ts";

/** An answer that is not a 2xx, with the codes that the API gave. */
export interface SaaSquatchApiError extends ApiError {
  /** For a program: `VALIDATION_FAILED`, `API_REQUEST_NOT_SUPPORTED`, `INVALID_JSON_REQUEST` and others; absent where the answer has none. */
  readonly apiErrorCode?: string | undefined;
  /** A second code, `RS001` and on; absent where the answer has none. The message says what it means, where that is known. */
  readonly rsCode?: string | undefined;
}

/** Puts the API's codes on an error that has them. */
export function addErrorCodes(error: unknown): unknown {
  if (!isAnyApiError(error)) return error;
  const { apiErrorCode, rsCode } = readErrorWords(error.body);
  return Object.assign(error, apiErrorCode && { apiErrorCode }, rsCode && { rsCode });
}

/** True for an answer that is not a 2xx, also one that another installed copy of the client has thrown. */
export function isApiError(error: unknown): error is SaaSquatchApiError {
  return isAnyApiError(error);
}

import { type ApiErrorGuard, isApiError as isAnyApiError } from "@specloom/client-runtime";
import type { Operations } from "./generated/operations.gen.ts";

/**
 * True for a response that is not 2xx: of any operation, or of the operation with the given id. With an id, `status` tells which of the documented
 * bodies the error has.
 *
 * @example if (isApiError(error, "getUser") && error.status === 404) console.log(error.body);
 */
export const isApiError: ApiErrorGuard<Operations> = isAnyApiError;

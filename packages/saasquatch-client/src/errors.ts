import { isApiError as isAnyApiError } from "@specloom/client-runtime";
import type { ApiError } from "@specloom/client-runtime";

/** An answer that is not a 2xx, with the codes that the API gave. */
export interface SaaSquatchApiError extends ApiError {
  /** For a program: `VALIDATION_FAILED`, `API_REQUEST_NOT_SUPPORTED`, `INVALID_JSON_REQUEST` and others; absent where the answer has none. */
  readonly apiErrorCode?: string | undefined;
  /** A second code: `RS001` and on; absent where the answer has none. */
  readonly rsCode?: string | undefined;
}

/** The codes whose meaning the vendor has said; any other is passed on as it is. */
const meanings: Readonly<Record<string, string>> = {
  RS014: "a temporary failure inside the API, try again",
  RS033: "the rate limit is reached",
  RS045: "credentials are missing",
  RS047: "the API is only served over TLS",
  RS051: "not for this kind of program",
};
for (const code of ["RS016", "RS017", "RS020", "RS027"]) Object.assign(meanings, { [code]: meanings["RS014"] });

interface Codes {
  apiErrorCode?: string;
  rsCode?: string;
  message?: string;
}

/** What the API's error shape holds, as far as an answer keeps to it: HTML and other JSON occur too. */
function readCodes(body: unknown): Codes {
  const entries = Object.entries(typeof body === "object" && body !== null ? body : {});
  return Object.fromEntries(
    entries.filter(([key, value]) => /^(apiErrorCode|rsCode|message)$/.test(key) && typeof value === "string"),
  );
}

/** An error body in words: the API's sentence, its codes and, for those that are known, what they mean. */
export function describeError(status: number, body: unknown): string | undefined {
  const { message, apiErrorCode, rsCode } = readCodes(body);
  const meaning = meanings[rsCode ?? ""];
  const codes = [apiErrorCode, rsCode && meaning ? `${rsCode}: ${meaning}` : rsCode].filter(Boolean).join(", ");
  const words = [message, codes && `(${codes})`].filter(Boolean).join(" ");
  return words || undefined;
}

/** Puts the API's codes on an error that has them. */
export function addCodes(error: unknown): unknown {
  if (!isAnyApiError(error)) return error;
  const { apiErrorCode, rsCode } = readCodes(error.body);
  return Object.assign(error, apiErrorCode && { apiErrorCode }, rsCode && { rsCode });
}

/** True for an answer that is not a 2xx, also one that another installed copy of the client has thrown. */
export function isApiError(error: unknown): error is SaaSquatchApiError {
  return isAnyApiError(error);
}

import type { ApiError } from "@specloom/client-runtime";

/** The codes whose meaning the vendor has said; any other is passed on as it is. */
const meanings: Readonly<Record<string, string>> = {
  RS033: "the rate limit is reached",
  RS045: "credentials are missing",
  RS047: "only over TLS",
  RS051: "not for this kind of program",
};
const isTemporary = /^RS0(14|16|17|20|27)$/;

/** The API's own words and codes in an error body, each absent where the body does not keep to the documented shape. */
interface ErrorWords {
  readonly message?: string;
  readonly apiErrorCode?: string;
  readonly rsCode?: string;
}

/** Reads what is a text in an error body: HTML and other JSON occur too. */
function readErrorWords(body: unknown): ErrorWords {
  return Object.fromEntries(Object.entries(Object(body)).filter(([, value]) => typeof value === "string"));
}

/** Puts an error body into words: the API's sentence, its codes, and what is known of them. */
export function describeError(status: number, body: unknown): string | undefined {
  const { message = typeof body === "string" ? body.slice(0, 200) : "", apiErrorCode, rsCode = "" } = readErrorWords(body);
  const meaning = isTemporary.test(rsCode) ? "temporary, try again" : meanings[rsCode];
  const codes = [apiErrorCode, meaning ? `${rsCode}: ${meaning}` : rsCode].filter(Boolean).join(", ");
  const advice = status === 403 ? "(Open endpoints are disabled by default: the vendor's support enables them.)" : "";
  return [message, codes && `(${codes})`, advice].filter(Boolean).join(" ") || undefined;
}

/** Puts the API's codes on an error that has them. */
export function addErrorCodes(error: ApiError): void {
  const { apiErrorCode, rsCode } = readErrorWords(error.body);
  Object.assign(error, apiErrorCode && { apiErrorCode }, rsCode && { rsCode });
}

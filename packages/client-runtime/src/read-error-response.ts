import type { ApiError } from "./errors.ts";
import { parseRetryAfter } from "./parse-retry-after.ts";
import { parseJson, readBody } from "./read-body.ts";
import { excerpt, redact } from "./redact.ts";
import type { CallState, DescribeError } from "./wire.ts";

const MAX_ERROR_BYTES = 65_536;

/** The content of a response that is not 2xx. */
export interface ErrorResponse extends Pick<ApiError, "body" | "retryAfterMs"> {
  /** The server's words. */
  readonly words: string;
}

/** Reads a response that is not 2xx. At most 64 KiB are read: its status is known, and the rest are words. */
export async function readErrorResponse(call: CallState, response: Response): Promise<ErrorResponse> {
  const text = await readBody(response, MAX_ERROR_BYTES).catch(() => "");
  const safeText = redact(text, call.secrets);
  const value = parseJson(safeText);
  const body = value === undefined ? safeText : value;
  const described = describedBy(call, response.status, body);
  const { words, fields } = typeof described === "string" ? { words: described } : { ...described };
  return {
    ...fields,
    body,
    words: excerpt(words ?? describe(body), call.secrets),
    retryAfterMs: parseRetryAfter(response.headers, Date.now()),
  };
}

/** A client's own words. If they cannot be found, the error must not become another one. */
function describedBy(call: CallState, status: number, body: unknown): ReturnType<DescribeError> {
  try {
    return call.describeError?.(status, body);
  } catch {
    return undefined;
  }
}

/** Text, or the field in which most servers put a sentence for people. Other fields may repeat the request. */
function describe(body: unknown): string {
  const { message, detail } = Object(body) as Record<string, unknown>;
  return [body, message, detail].find((words) => typeof words === "string") ?? "";
}

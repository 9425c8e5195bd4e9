import { describeConnection } from "./describe-connection.ts";
import { describeUnreadable } from "./describe-unreadable.ts";
import { ApiError, ConnectionError, isCallError, ResponseError, type ResponseErrorReason, type RowCounts } from "./errors.ts";
import type { ResponseKind } from "./operation.ts";
import { decoderFor, parseJson, readBody } from "./read-body.ts";
import { readErrorResponse } from "./read-error-response.ts";
import { canCarryBody } from "./rebuild-response.ts";
import { excerpt, redactCause, redactHeaders } from "./redact.ts";
import type { CallState } from "./wire.ts";
import { isJson } from "./write-parameter.ts";

/** Decodes a response, as a part of the attempt: a body that breaks off may be worth another one. */
export async function readResponse(call: CallState, response: Response): Promise<unknown> {
  const { status, headers, body } = response;
  if (!response.ok) {
    const { words, ...details } = await readErrorResponse(call, response);
    throw new ApiError(call, `got ${status}: ${words}`, {
      ...details,
      status,
      headers: redactHeaders(headers, call.secrets),
      requestId: requestIdOf(response),
    });
  }
  call.onResponse?.({ status, headers: redactHeaders(headers, call.secrets), requestId: requestIdOf(response) });
  const kind = kindOf(call, status);
  if (kind === "none") return checkNothing(call, response);
  if (kind === "events") {
    if (body && /^text\/event-stream\b/i.test(headers.get("content-type") ?? "")) return body;
    throw wrongType(call, response, "instead of text/event-stream");
  }
  // Servers have many names for JSON Lines, so invalid JSON is found line by line.
  if (kind === "lines") {
    call.charset = decoderOf(call, response).encoding;
    return body ?? undefined;
  }
  // A program that asks for bytes may expect many: the limit is its own decision.
  if (kind === "binary") {
    const blob = await response.blob();
    checkContent(call, response, await blob.slice(0, 160).text());
    return blob;
  }
  const text = await readText(call, response);
  if (kind !== "text") return parseText(call, response, text);
  checkContent(call, response, text);
  const isAnyType = (call.accept ?? "*/*") === "*/*";
  return isAnyType && isJson(headers.get("content-type") ?? "") ? textIn(text) : text;
}

/** Text of any type may come as JSON, in quotes. */
function textIn(json: string): string {
  const value = parseJson(json);
  return typeof value === "string" ? value : json;
}

/**
 * Text and bytes may be empty and may be anything. But a status without a body has no content, and the page of a proxy and another type of
 * the document's are not what was asked for.
 */
function checkContent(call: CallState, response: Response, beginning: string): void {
  if (!canCarryBody(response.status)) throw responseError(call, response, "empty", "without a body");
  const { accept = "*/*", accepts = {} } = call;
  const [type = ""] = (response.headers.get("content-type") ?? "").toLowerCase().split(";");
  const isPage = type.includes("html") && /^\s*<(!doctype|html)/i.test(beginning);
  const isOther = isPage || Object.keys(accepts).some((known) => known.split(";")[0] === type);
  if (isOther && !accept.includes(type) && !/\*|octet-stream/.test(accept))
    throw wrongType(call, response, `instead of ${accept}: ${excerpt(beginning, call.secrets)}`);
}

/** The number of bytes that show whether a response is one of the API. */
const MOST_BYTES = 65_536;

/** A response without a promised body may have none, or JSON. A page of a proxy is no response of the API, whatever its status. */
async function checkNothing(call: CallState, response: Response): Promise<undefined> {
  const text = await readBody(response, MOST_BYTES);
  const isCut = text.length >= MOST_BYTES / 4 && /^\s*[[{"]/.test(text);
  if (!text.trim() || isCut || parseJson(text) !== undefined) return;
  const { reason, message } = describeUnreadable(text, response.headers.get("content-type") ?? "", call.secrets);
  throw responseError(call, response, reason, message);
}

/** How a response of that status is read. */
export function kindOf({ kind, statuses }: CallState, status: number): ResponseKind {
  return statuses?.[status] ?? statuses?.["2XX"] ?? kind;
}

/** The text of a response, within its limit. */
export async function readText(call: CallState, response: Response): Promise<string> {
  const { maxResponseBytes } = call.limits;
  const tooLarge = (): Error =>
    responseError(call, response, "too-large", `with more than maxResponseBytes, ${maxResponseBytes}`);
  const decoder = decoderOf(call, response);
  if (Number(response.headers.get("content-length")) > maxResponseBytes) throw tooLarge();
  return readBody(response, maxResponseBytes, tooLarge, decoder).catch((cause: unknown) => {
    // The codes of a decompressor for a body that is not gzip, brotli or zstd.
    const isDamaged = /^(Z|ERR)_|^ZSTD/.test(causeCode(cause));
    throw isDamaged ? responseError(call, response, "truncated", "its compressed body is damaged") : cause;
  });
}

/** @throws {ResponseError} the platform does not know the charset of the response. */
function decoderOf(call: CallState, response: Response): TextDecoder {
  const decoder = decoderFor(response.headers.get("content-type"));
  if (decoder) return decoder;
  throw wrongType(call, response, "of an unknown charset");
}

function wrongType(call: CallState, response: Response, what: string): ResponseError {
  const type = excerpt(response.headers.get("content-type") ?? "", call.secrets);
  return responseError(call, response, "wrong-content-type", `with ${type} ${what}`);
}

/** The value of a text that should be JSON, of the promised shape. */
export function parseText(call: CallState, response: Response, text: string): unknown {
  const value = parseJson(text);
  if (value === undefined) {
    const { reason, message } = describeUnreadable(text, response.headers.get("content-type") ?? "", call.secrets);
    throw responseError(call, response, reason, message);
  }
  const [issue] = call.validate?.(value, text) ?? [];
  if (!issue) return value;
  throw responseError(call, response, "wrong-shape", `the value at "${issue.pointer}" ${issue.message}`, issue.pointer);
}

function responseError(
  call: CallState,
  response: Response,
  reason: ResponseErrorReason,
  message: string,
  pointer?: string,
): ResponseError {
  const { status } = response;
  const requestId = requestIdOf(response);
  return new ResponseError(call, `got ${status}, but ${message}`, { reason, status, pointer, requestId });
}

function requestIdOf({ headers }: Response): string | undefined {
  return headers.get("x-request-id") ?? undefined;
}

/** The decompressor's name for the failure, which `fetch` hides in the cause of its TypeError. */
function causeCode(error: unknown): string {
  const { code, cause } = Object(error) as { code?: unknown; cause?: { code?: unknown } };
  return String(cause?.code ?? code ?? error);
}

/** Turns any error of a `fetch` into ours. Our own errors stay unchanged. `url`: the address of the request, as far as it is known. */
export function connectionError(call: CallState, cause: unknown, rows?: RowCounts, url = ""): Error {
  if (isCallError(cause)) return cause;
  // Text that Node's parser could not read may repeat the request, and printing the error would show it.
  delete (cause as { cause?: { data?: unknown } } | undefined)?.cause?.data;
  const { message, ...fields } = describeConnection(cause, url);
  return new ConnectionError(call, message, { ...fields, ...rows, cause: redactCause(cause, call.secrets) });
}

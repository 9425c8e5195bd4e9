import { ApiError, ConnectionError, isCallError, ResponseError, type ResponseErrorReason } from "./errors.ts";
import type { ResponseKind, Validator } from "./operation.ts";
import { excerpt, isCutJson, readBody } from "./read-body.ts";
import { parseRetryAfter } from "./retry-policy.ts";
import { type CallState, dropBody } from "./wire.ts";

const maxErrorBytes = 65_536;

/** What reading an answer needs to know besides the answer. */
export interface ReadSettings {
  readonly kind: ResponseKind;
  readonly validate: Validator | undefined;
  /** Puts a vendor's error body into words; undefined where it cannot. */
  readonly describeError: ((status: number, body: unknown) => Promise<string | undefined> | string | undefined) | undefined;
  /** Takes out of a text what was sent in confidence, and may have been repeated. */
  readonly redact: (text: string) => string;
}

/** Decodes an answer, as a part of the attempt: a body that breaks off may be worth another one. */
export async function readResponse(call: CallState, response: Response, settings: ReadSettings): Promise<unknown> {
  const { kind, validate, describeError, redact } = settings;
  const { status, headers, body, ok } = response;
  const { maxResponseBytes } = call.limits;
  const requestId = headers.get("x-request-id") ?? undefined;
  const contentType = headers.get("content-type") ?? "";
  const wrong = (reason: ResponseErrorReason, message: string, pointer?: string): ResponseError => {
    if (!body?.locked) dropBody(body);
    return new ResponseError(call, `was answered ${status}, but ${message}.`, { reason, status, pointer, requestId });
  };

  if (!ok) {
    // The status is known, so a body that breaks off loses nothing but words.
    const words = redact((await readBody(response, maxErrorBytes).catch(() => ({ text: "" }))).text);
    const error = parseJson(words) ?? words;
    const retryAfterMs = parseRetryAfter(headers, Date.now());
    throw new ApiError(call, `was answered ${status}: ${excerpt((await describeError?.(status, error)) ?? describe(error))}`, {
      status,
      body: error,
      headers,
      retryAfterMs,
      requestId,
    });
  }
  if (kind === "none") return dropBody(body);
  if (kind === "events") {
    if (body && /^text\/event-stream\b/i.test(contentType)) return body;
    throw wrong("wrong-content-type", `with content type "${excerpt(contentType)}" instead of text/event-stream`);
  }
  const chunks: Uint8Array<ArrayBuffer>[] | undefined = kind === "binary" ? [] : undefined;
  const isHuge = Number(headers.get("content-length")) > maxResponseBytes;
  const { text, isWhole } = isHuge
    ? { text: "", isWhole: false }
    : await readBody(response, maxResponseBytes, chunks).catch((cause: unknown) => {
        // What an inflater calls a body that is no gzip, brotli or zstd.
        if (/^(Z|ERR)_|^ZSTD/.test(causeCode(cause))) throw wrong("truncated", "its compressed body is damaged");
        throw cause;
      });
  if (!isWhole) throw wrong("too-large", `with more than maxResponseBytes allows: ${maxResponseBytes}`);
  if (chunks) return new Blob(chunks, { type: contentType });
  if (kind === "text") return text;
  const value = parseJson(text);
  if (value === undefined) {
    if (!text.trim()) throw wrong("empty", "without the JSON that it promises");
    if (isCutJson(text)) throw wrong("truncated", `its JSON breaks off after ${text.length} characters`);
    throw wrong("not-json", `with ${contentType || "text"} instead of JSON: ${excerpt(redact(text))}`);
  }
  const issue = validate?.(value)[0];
  if (issue) throw wrong("wrong-shape", `the value at "${issue.pointer}" ${issue.message}`, issue.pointer);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Text, or the field in which most servers put a sentence for people. Nothing else: it may repeat the request. */
function describe(body: unknown): string {
  const { message, detail } = body as Record<string, unknown>;
  return [body, message, detail].find((words) => typeof words === "string") ?? "";
}

/** What `fetch` hides in the cause of its TypeError: the system's, resolver's or inflater's name for the failure. */
function causeCode(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return String(cause?.code ?? code ?? error);
}

/** Turns whatever a `fetch` throws into our error; an error of ours stays as it is. */
export function connectionError(
  call: CallState,
  cause: unknown,
  rows?: { received: number; expected: number | undefined },
): Error {
  if (isCallError(cause)) return cause;
  const code = causeCode(cause);
  // The names under which no connection came about (Node, Bun): the request cannot have been seen.
  const isUnsent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)$/.test(
    code,
  );
  return new ConnectionError(call, `${isUnsent ? "found no connection" : "lost its connection"}: ${code}`, {
    reason: isUnsent ? "not-sent" : "interrupted",
    ...rows,
    cause,
  });
}

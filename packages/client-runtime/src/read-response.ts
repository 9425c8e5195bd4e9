import { ApiError, ConnectionError, isCallError, ResponseError, type ResponseErrorReason, type RowCounts } from "./errors.ts";
import { excerpt, isCutJson, parseJson, readBody } from "./read-body.ts";
import { parseRetryAfter } from "./retry-policy.ts";
import { type CallState, dropBody } from "./wire.ts";

const maxErrorBytes = 65_536;

/** Decodes an answer, as a part of the attempt: a body that breaks off may be worth another one. */
export async function readResponse(call: CallState, response: Response): Promise<unknown> {
  const { kind, redact, limits } = call;
  const { status, headers, body, ok } = response;
  const requestId = headers.get("x-request-id") ?? undefined;
  const type = headers.get("content-type") ?? "";
  const wrong = (reason: ResponseErrorReason, message: string, pointer?: string): ResponseError =>
    new ResponseError(call, `was answered ${status}, but ${message}`, { reason, status, pointer, requestId });

  if (!ok) {
    // The status is known, so a body that breaks off loses nothing but words.
    const text = redact((await readBody(response, maxErrorBytes).catch(() => ({ text: "" }))).text);
    const error = parseJson(text) ?? text;
    throw new ApiError(call, `was answered ${status}: ${excerpt((await wordsOf(call, status, error)) ?? describe(error))}`, {
      status,
      body: error,
      headers,
      retryAfterMs: parseRetryAfter(headers, Date.now()),
      requestId,
    });
  }
  if (kind === "none") return dropBody(body);
  if (kind === "events") {
    if (body && /^text\/event-stream\b/i.test(type)) return body;
    throw wrong("wrong-content-type", `with "${type}" instead of text/event-stream`);
  }
  const chunks: Uint8Array<ArrayBuffer>[] | undefined = kind === "binary" ? [] : undefined;
  const isHuge = Number(headers.get("content-length")) > limits.maxResponseBytes;
  const { text, isWhole } = isHuge
    ? { text: "", isWhole: false }
    : await readBody(response, limits.maxResponseBytes, chunks).catch((cause: unknown) => {
        // What an inflater calls a body that is no gzip, brotli or zstd.
        throw /^(Z|ERR)_|^ZSTD/.test(causeCode(cause)) ? wrong("truncated", "its compressed body is damaged") : cause;
      });
  if (!isWhole) throw wrong("too-large", `with more than maxResponseBytes, ${limits.maxResponseBytes}`);
  if (chunks) return new Blob(chunks, { type });
  if (kind === "text") return text;
  const value = parseJson(text);
  if (value === undefined) {
    if (!text.trim()) throw wrong("empty", "without a body");
    if (isCutJson(text)) throw wrong("truncated", `its JSON breaks off after ${text.length} characters`);
    throw wrong("not-json", `with "${type}" instead of JSON: ${excerpt(redact(text))}`);
  }
  const [issue] = call.validate?.(value) ?? [];
  if (issue) throw wrong("wrong-shape", `the value at "${issue.pointer}" ${issue.message}`, issue.pointer);
  return value;
}

/** A client's own words. Where it fails to find them, the error must not be another one. */
async function wordsOf(call: CallState, status: number, body: unknown): Promise<string | undefined> {
  try {
    return await call.describeError?.(status, body);
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
export function connectionError(call: CallState, cause: unknown, rows?: RowCounts): Error {
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

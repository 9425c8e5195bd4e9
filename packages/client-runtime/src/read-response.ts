import { describeUnreadable } from "./describe-unreadable.ts";
import { ApiError, ConnectionError, isCallError, ResponseError, type ResponseErrorReason, type RowCounts } from "./errors.ts";
import { parseJson, readBody } from "./read-body.ts";
import { readErrorAnswer } from "./read-error-answer.ts";
import { type CallState, dropBody } from "./wire.ts";

/** Decodes an answer, as a part of the attempt: a body that breaks off may be worth another one. */
export async function readResponse(call: CallState, response: Response): Promise<unknown> {
  const { kind, secrets } = call;
  const { status, headers, body, ok } = response;
  const { maxResponseBytes } = call.limits;
  const requestId = headers.get("x-request-id") ?? undefined;
  const type = headers.get("content-type") ?? "";
  const wrong = (reason: ResponseErrorReason, message: string, pointer?: string): ResponseError =>
    new ResponseError(call, `was answered ${status}, but ${message}`, { reason, status, pointer, requestId });

  if (!ok) {
    const { words, ...answer } = await readErrorAnswer(call, response);
    throw new ApiError(call, `was answered ${status}: ${words}`, { ...answer, status, headers, requestId });
  }
  if (kind === "none") return dropBody(body);
  if (kind === "events") {
    if (body && /^text\/event-stream\b/i.test(type)) return body;
    throw wrong("wrong-content-type", `with ${type} instead of text/event-stream`);
  }
  // Whoever asks for bytes may mean many: their limit is the caller's affair.
  if (kind === "binary") return response.blob();
  const tooLarge = (): Error => wrong("too-large", `with more than maxResponseBytes, ${maxResponseBytes}`);
  if (Number(headers.get("content-length")) > maxResponseBytes) throw tooLarge();
  const text = await readBody(response, maxResponseBytes, tooLarge).catch((cause: unknown) => {
    // What an inflater calls a body that is no gzip, brotli or zstd.
    throw /^(Z|ERR)_|^ZSTD/.test(causeCode(cause)) ? wrong("truncated", "its compressed body is damaged") : cause;
  });
  if (kind === "text") return text;
  const value = parseJson(text);
  if (value === undefined) {
    const { reason, message } = describeUnreadable(text, type, secrets);
    throw wrong(reason, message);
  }
  const [issue] = call.validate?.(value) ?? [];
  if (issue) throw wrong("wrong-shape", `the value at "${issue.pointer}" ${issue.message}`, issue.pointer);
  return value;
}

/** What `fetch` hides in the cause of its TypeError: the system's, resolver's or inflater's name for the failure. */
function causeCode(error: unknown): string {
  const { code, cause } = Object(error) as { code?: unknown; cause?: { code?: unknown } };
  return String(cause?.code ?? code ?? error);
}

/** Turns whatever a `fetch` throws into our error; an error of ours stays as it is. */
export function connectionError(call: CallState, cause: unknown, rows?: RowCounts): Error {
  if (isCallError(cause)) return cause;
  const code = causeCode(cause);
  // What Node's parser could not read may repeat the request, and whatever prints the error would print it.
  delete (cause as { cause?: { data?: unknown } } | undefined)?.cause?.data;
  // The names under which no connection came about (Node, Bun): the request cannot have been seen.
  const isUnsent = /^E(CONNREFUSED|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH)$|CONNECT_TIMEOUT|ConnectionRefused/.test(code);
  return new ConnectionError(call, `${isUnsent ? "found no connection" : "lost its connection"}: ${code}`, {
    reason: isUnsent ? "not-sent" : "interrupted",
    ...rows,
    cause,
  });
}

import { ApiError, ConnectionError, isCallError, ResponseError, type ResponseErrorReason } from "./errors.ts";
import type { OperationDescriptor, Validator } from "./operation.ts";
import { type BodyText, excerpt, isCutJson, readBody } from "./read-body.ts";
import { parseRetryAfter } from "./retry-policy.ts";
import { type CallState, dropBody } from "./wire.ts";

const maxErrorBytes = 65_536;

/** What reading an answer needs to know besides the answer. */
export interface ReadSettings {
  readonly kind: OperationDescriptor["response"];
  readonly validate: Validator | undefined;
  /** Puts a vendor's error body into words; undefined where it cannot. */
  readonly describeError: ((status: number, body: unknown) => string | undefined) | undefined;
  /** Takes what was sent in confidence out of a text that may repeat it. */
  readonly redact: (text: string) => string;
}

/** Decodes a 2xx answer, as a part of the attempt: a body that breaks off may be worth another one. */
export async function readResponse(call: CallState, response: Response, settings: ReadSettings): Promise<unknown> {
  const { kind, redact, validate } = settings;
  if (!response.ok) throw await readApiError(call, response, settings);
  const { status, headers, body } = response;
  const wrong = (reason: ResponseErrorReason, message: string, pointer?: string): ResponseError =>
    new ResponseError(call, `was answered ${status}, ${message}`, { reason, status, pointer, requestId: requestIdOf(headers) });
  if (kind === "none") return dropBody(body);
  const contentType = headers.get("content-type") ?? "";
  if (kind === "events") {
    if (body && /^text\/event-stream\b/i.test(contentType)) return body;
    dropBody(body);
    throw wrong("wrong-content-type", `but with content type "${excerpt(contentType)}" where text/event-stream was expected.`);
  }
  const { maxResponseBytes } = call.limits;
  const tooLarge = `but with more than the ${maxResponseBytes} bytes that maxResponseBytes allows.`;
  if (Number(headers.get("content-length")) > maxResponseBytes) {
    dropBody(body);
    throw wrong("too-large", tooLarge);
  }
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let answer: BodyText;
  try {
    answer = await readBody(response, maxResponseBytes, kind === "binary" ? (chunk) => chunks.push(chunk as never) : undefined);
  } catch (cause) {
    // What an inflater says of a body that is no gzip, brotli or zstd.
    if (/^(Z_|ZSTD|ERR_)/.test(causeCode(cause))) throw wrong("truncated", "but its compressed body is damaged.");
    throw cause;
  }
  const { text, isWhole } = answer;
  if (!isWhole) throw wrong("too-large", tooLarge);
  if (kind === "binary") return new Blob(chunks, { type: contentType });
  if (kind === "text") return text;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    if (!text.trim()) throw wrong("empty", "but without a body where JSON was expected.");
    const start = `(${contentType || "no content type"}): ${excerpt(redact(text))}`;
    throw isCutJson(text)
      ? wrong("truncated", `but its JSON breaks off after ${text.length} characters.`)
      : wrong("not-json", `but not with JSON ${start}`);
  }
  const issue = validate?.(value)[0];
  if (issue) throw wrong("wrong-shape", `but the value at "${issue.pointer}" ${issue.message}.`, issue.pointer);
  return value;
}

async function readApiError(call: CallState, response: Response, { describeError, redact }: ReadSettings): Promise<ApiError> {
  const { status, headers } = response;
  // The status is known, so a body that breaks off loses nothing but words.
  const { text } = await readBody(response, maxErrorBytes).catch(() => ({ text: "" }));
  let body: unknown = redact(text);
  try {
    body = JSON.parse(body as string);
  } catch {}
  const words = describeError?.(status, body) ?? describeBody(body);
  const retryAfterMs = parseRetryAfter(headers, Date.now());
  const advice =
    status === 429 && retryAfterMs
      ? ` Wait ${Math.ceil(retryAfterMs / 1000)} s.`
      : status === 401
        ? " Check the credential."
        : "";
  return new ApiError(call, `was answered ${status}${words ? `: ${excerpt(words)}` : ""}.${advice}`, {
    status,
    body,
    headers,
    retryAfterMs,
    requestId: requestIdOf(headers),
  });
}

/** Text, or the fields in which most servers put a sentence for people. Nothing else: it may repeat the request. */
function describeBody(body: unknown): string {
  if (typeof body === "string") return body;
  const { message, detail, error } = (body ?? {}) as Record<string, unknown>;
  return [message, detail, error].find((text): text is string => typeof text === "string") ?? "";
}

function requestIdOf(headers: Headers): string | undefined {
  return headers.get("x-request-id") ?? headers.get("request-id") ?? undefined;
}

/** What `fetch` hides in the causes of its TypeError: the system's, resolver's or inflater's name for the failure. */
function causeCode(error: unknown): string {
  for (let cause = error as { code?: unknown; cause?: unknown } | undefined; cause; cause = cause.cause as typeof cause) {
    if (typeof cause.code === "string") return cause.code;
  }
  return "";
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
  const message = code || (cause instanceof Error ? cause.message : String(cause));
  return new ConnectionError(
    call,
    `got no usable answer: ${isUnsent ? "no connection" : "the connection broke off"} (${message}).`,
    {
      reason: isUnsent ? "not-sent" : "interrupted",
      ...rows,
      cause,
    },
  );
}

import { busy, endless, pieces, reply, sampleJson } from "../reply.ts";
import type { Scenario } from "../scenario.ts";
import { rowsOf, tableOf } from "../table-of.ts";

const repeated = rowsOf(
  [408, 429, 500, 502, 503, 504],
  (status) => `a safe operation is sent again after ${status}`,
  (status) => ({
    replies: [busy(status), sampleJson()],
    expect: { requests: 2 },
  }),
);

const final = rowsOf(
  [400, 401, 402, 403, 404, 405, 409, 410, 413, 422, 501, 505],
  (status) => `${status} is an ApiError at once`,
  (status) => ({
    replies: [reply(status, '{"message":"words of the server"}')],
    expect: { error: "ApiError", fields: { status, attempts: 1 }, message: "words of the server" },
  }),
);

/** Responses that are not 2xx. */
export const statuses: readonly Scenario[] = tableOf("json", {
  ...repeated,
  ...final,
  "an operation that fails three times ends in the last ApiError": {
    replies: [busy(500), busy(502), busy(503)],
    expect: { error: "ApiError", fields: { status: 503, attempts: 3 }, requests: 3 },
  },
  "maxRetries 0 sends nothing again": {
    replies: [busy(503)],
    options: { maxRetries: 0 },
    expect: { error: "ApiError", fields: { attempts: 1 } },
  },
  "without a Retry-After the call waits by itself": { replies: [reply(503, ""), sampleJson()], expect: { requests: 2 } },
  "Retry-After in seconds is obeyed": {
    replies: [reply(429, "", { "retry-after": "1" }), sampleJson()],
    expect: { requests: 2 },
  },
  "an unreadable Retry-After falls back to the normal wait": {
    replies: [reply(503, "", { "retry-after": "soon" }), sampleJson()],
    expect: { requests: 2 },
  },
  "a Retry-After that has passed falls back to the normal wait": {
    replies: [reply(503, "", { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" }), sampleJson()],
    expect: { requests: 2 },
  },
  "a demanded wait above maxRetryDelayMs is not slept": {
    replies: [reply(429, "", { "retry-after": "3600" })],
    expect: { error: "ApiError", fields: { status: 429, retryAfterMs: 3_600_000 } },
  },
  "maxRetryDelayMs decides what is too long": {
    replies: [reply(503, "", { "retry-after-ms": "20" })],
    request: { maxRetryDelayMs: 10 },
    expect: { error: "ApiError", fields: { retryAfterMs: 20 } },
  },
  "a date far in the future is not slept": {
    replies: [reply(503, "", { "retry-after": "Fri, 31 Dec 2100 23:59:59 GMT" })],
    expect: { error: "ApiError", fields: { status: 503 } },
  },
  "an error in HTML is an ApiError with the text as its body": {
    replies: [reply(403, "<html>blocked</html>", { "content-type": "text/html" })],
    expect: { error: "ApiError", message: "<html>blocked" },
  },
  "an error without a body is an ApiError": { replies: [reply(404, "")], expect: { error: "ApiError" } },
  "an error body that breaks off is an ApiError, as the status is known": {
    replies: [pieces(() => ['{"message":"half'], { status: 400, headers: { "content-length": "100" }, end: "reset" })],
    expect: { error: "ApiError", fields: { status: 400 } },
  },
  "an error body that never ends is cut at 64 KiB": {
    replies: [pieces(() => endless("x".repeat(4096)), { status: 400 })],
    expect: { error: "ApiError", fields: { status: 400, bodyLength: 65_536 } },
  },
  "timeoutMs covers an error body that comes too slowly": {
    replies: [pieces(() => endless("x"), { status: 400, everyMs: 20 })],
    options: { timeoutMs: 500, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { limit: "timeoutMs", ms: 500 } },
  },
  "the body of an attempt that is given up is cancelled": {
    replies: [pieces(() => endless("x".repeat(4096)), { status: 503, headers: { "retry-after-ms": "1" } }), sampleJson()],
    expect: { requests: 2 },
  },
  "an error that repeats the request's headers does not show the key": {
    replies: [
      (exchange) =>
        reply(401, JSON.stringify({ message: `refused: ${Object.values(exchange.requestHeaders).join(" ")}` }))(exchange),
    ],
    expect: { error: "ApiError", fields: { status: 401 } },
  },
  "an error that repeats the request's body does not show it": {
    replies: [(exchange) => reply(400, `refused: ${exchange.requestBody}.`)(exchange)],
    expect: { error: "ApiError", fields: { status: 400 } },
  },
});

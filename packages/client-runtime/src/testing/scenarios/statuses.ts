import { busy, endless, pieces, reply, sampleJson } from "../reply.ts";
import type { Scenario } from "../scenario.ts";

const repeated: Scenario[] = [408, 429, 500, 502, 503, 504].map((status) => ({
  name: `a safe operation is sent again after ${status}`,
  kind: "json",
  answers: [busy(status), sampleJson()],
  expect: { requests: 2 },
}));

const final: Scenario[] = [400, 401, 402, 403, 404, 405, 409, 410, 413, 422, 501, 505].map((status) => ({
  name: `${status} is an ApiError at once`,
  kind: "json",
  answers: [reply(status, '{"message":"words of the server"}')],
  expect: { error: "ApiError", fields: { status, attempts: 1 }, message: "words of the server" },
}));

/** Answers that are not 2xx. */
export const statuses: readonly Scenario[] = [
  ...repeated,
  ...final,
  {
    name: "an operation that fails three times ends in the last ApiError",
    kind: "json",
    answers: [busy(500), busy(502), busy(503)],
    expect: { error: "ApiError", fields: { status: 503, attempts: 3 }, requests: 3 },
  },
  {
    name: "maxRetries 0 sends nothing again",
    kind: "json",
    answers: [busy(503)],
    options: { maxRetries: 0 },
    expect: { error: "ApiError", fields: { attempts: 1 } },
  },
  {
    name: "without a Retry-After the call waits by itself",
    kind: "json",
    answers: [reply(503, ""), sampleJson()],
    expect: { requests: 2 },
  },
  {
    name: "Retry-After in seconds is obeyed",
    kind: "json",
    answers: [reply(429, "", { "retry-after": "1" }), sampleJson()],
    expect: { requests: 2 },
  },
  {
    name: "an unreadable Retry-After falls back to the normal wait",
    kind: "json",
    answers: [reply(503, "", { "retry-after": "soon" }), sampleJson()],
    expect: { requests: 2 },
  },
  {
    name: "a Retry-After that has passed falls back to the normal wait",
    kind: "json",
    answers: [reply(503, "", { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" }), sampleJson()],
    expect: { requests: 2 },
  },
  {
    name: "a demanded wait above maxRetryDelayMs is not slept",
    kind: "json",
    answers: [reply(429, "", { "retry-after": "3600" })],
    expect: { error: "ApiError", fields: { status: 429, retryAfterMs: 3_600_000 } },
  },
  {
    name: "maxRetryDelayMs decides what is too long",
    kind: "json",
    answers: [reply(503, "", { "retry-after-ms": "20" })],
    request: { maxRetryDelayMs: 10 },
    expect: { error: "ApiError", fields: { retryAfterMs: 20 } },
  },
  {
    name: "a date far in the future is not slept",
    kind: "json",
    answers: [reply(503, "", { "retry-after": "Fri, 31 Dec 2100 23:59:59 GMT" })],
    expect: { error: "ApiError", fields: { status: 503 } },
  },
  {
    name: "an error in HTML is an ApiError with the text as its body",
    kind: "json",
    answers: [reply(403, "<html>blocked</html>", { "content-type": "text/html" })],
    expect: { error: "ApiError", message: "<html>blocked" },
  },
  { name: "an error without a body is an ApiError", kind: "json", answers: [reply(404, "")], expect: { error: "ApiError" } },
  {
    name: "an error body that breaks off is an ApiError, as the status is known",
    kind: "json",
    answers: [pieces(() => ['{"message":"half'], { status: 400, headers: { "content-length": "100" }, end: "reset" })],
    expect: { error: "ApiError", fields: { status: 400 } },
  },
  {
    name: "an error body that never ends is cut at 64 KiB",
    kind: "json",
    answers: [pieces(() => endless("x".repeat(4096)), { status: 400 })],
    expect: { error: "ApiError", fields: { status: 400, bodyLength: 65_536 } },
  },
  {
    name: "timeoutMs covers an error body that comes too slowly",
    kind: "json",
    answers: [pieces(() => endless("x"), { status: 400, everyMs: 20 })],
    options: { timeoutMs: 250, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { limit: "timeoutMs", ms: 250 } },
  },
  {
    name: "the body of an attempt that is given up is cancelled",
    kind: "json",
    answers: [pieces(() => endless("x".repeat(4096)), { status: 503, headers: { "retry-after-ms": "1" } }), sampleJson()],
    expect: { requests: 2 },
  },
  {
    name: "an error that repeats the request's headers does not show the key",
    kind: "json",
    answers: [
      (exchange) =>
        reply(401, JSON.stringify({ message: `refused: ${Object.values(exchange.requestHeaders).join(" ")}` }))(exchange),
    ],
    expect: { error: "ApiError", fields: { status: 401 } },
  },
  {
    name: "an error that repeats the request's body does not show it",
    kind: "json",
    answers: [(exchange) => reply(400, `refused: ${exchange.requestBody}.`)(exchange)],
    expect: { error: "ApiError", fields: { status: 400 } },
  },
];

import { garbage, hangUp, hang, pieces, redirect, reply, reset, sampleJson, endless, busy } from "../reply.ts";
import type { Scenario } from "../scenario.ts";
import { rowsOf, tableOf } from "../table-of.ts";

const OWN = "its own address cannot be reached from a page";

/** No usable response, or none in time. */
export const connections: readonly Scenario[] = tableOf("json", {
  "a refused connection is a ConnectionError that was not sent": {
    answers: [],
    address: "refused",
    expect: { error: "ConnectionError", fields: { reason: "not-sent", attempts: 3 }, requests: 0 },
    inBrowser: { error: "ConnectionError", fields: { reason: "interrupted" }, requests: 0 },
  },
  "an unknown host is a ConnectionError that was not sent": {
    answers: [],
    address: "unknown-host",
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError", fields: { reason: "not-sent" }, requests: 0 },
    inBrowser: { error: "ConnectionError", requests: 0 },
  },
  "a server without TLS is a ConnectionError": {
    answers: [],
    address: "tls",
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError", requests: 0 },
    inBrowser: OWN,
  },
  "a reset before the answer is tried again": { answers: [reset, sampleJson()], expect: { requests: 2 } },
  "a connection that is closed without an answer is a ConnectionError": {
    answers: [hangUp],
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError", fields: { reason: "interrupted" } },
    inBrowser: "a browser sends it once more by itself",
  },
  "an answer that is no HTTP is a ConnectionError": {
    answers: [garbage],
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError" },
    inBrowser: "a browser takes it for HTTP/0.9",
  },
  "an answer that is no HTTP and repeats the request does not show the key": {
    answers: [({ response, requestHeaders }) => response.socket?.end(`\u0000 ${JSON.stringify(requestHeaders)}\r\n\r\n`, "utf8")],
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError" },
    inBrowser: "a browser takes it for HTTP/0.9",
  },
  "an attempt without an answer ends after timeoutMs": {
    answers: [hang],
    options: { timeoutMs: 500, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { limit: "timeoutMs", ms: 500 } },
  },
  "an attempt that times out is tried again": {
    answers: [hang, sampleJson()],
    options: { timeoutMs: 500 },
    expect: { requests: 2 },
  },
  "timeoutMs covers the reading of the body": {
    answers: [pieces(() => endless(" "), { everyMs: 20 })],
    options: { timeoutMs: 500, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { limit: "timeoutMs" } },
  },
  "timeoutMs covers a body that stops": {
    answers: [pieces(() => ["{"], { end: "hang" })],
    options: { timeoutMs: 500, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { limit: "timeoutMs" } },
  },
  "totalTimeoutMs covers all attempts": {
    answers: [hang],
    options: { timeoutMs: 100, totalTimeoutMs: 700, maxRetries: 30 },
    expect: { error: "TimeoutError", fields: { limit: "totalTimeoutMs", ms: 700 }, requests: "several" },
  },
  "totalTimeoutMs covers the wait between attempts": {
    answers: [reply(503, "", { "retry-after": "30" })],
    options: { totalTimeoutMs: 500 },
    expect: { error: "TimeoutError", fields: { limit: "totalTimeoutMs" } },
  },
  "a call's own limits win over the client's": {
    answers: [hang],
    options: { maxRetries: 5 },
    request: { timeoutMs: 500, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { ms: 500 } },
  },
  "a signal ends a call before it begins": { answers: [sampleJson()], abortAfterMs: 0, expect: { error: "abort", requests: 0 } },
  "a signal ends a call in flight": { answers: [hang], abortAfterMs: 500, expect: { error: "abort" } },
  "a signal ends a call in its body": {
    answers: [pieces(() => ["{"], { end: "hang" })],
    abortAfterMs: 500,
    expect: { error: "abort" },
  },
  "a signal ends a call in an error body": {
    answers: [pieces(() => ["{"], { status: 500, end: "hang" })],
    abortAfterMs: 500,
    expect: { error: "abort" },
  },
  "a signal ends a call in a wait between attempts": {
    answers: [reply(503, "", { "retry-after": "30" })],
    abortAfterMs: 500,
    expect: { error: "abort" },
  },
});

const SEEN = "a browser does not show the target";
const REFUSED = { error: "ConnectionError", fields: { reason: "redirect-refused" } } as const;
const followed = rowsOf(
  [301, 302, 303, 307, 308],
  (status) => `${status} to the same origin is followed`,
  (status) => ({
    answers: [redirect(status, ({ base }) => `${base}/moved`), sampleJson()],
    expect: { requests: 2 },
    inBrowser: REFUSED,
  }),
);

/** Responses that redirect the caller. */
export const redirects: readonly Scenario[] = [
  ...tableOf("json", {
    ...followed,
    "a relative redirect is followed": {
      answers: [redirect(308, () => "moved?x=1"), sampleJson()],
      expect: { requests: 2 },
      inBrowser: REFUSED,
    },
    ...rowsOf(
      [302, 307],
      (status) => `${status} to another origin is refused, and nothing reaches it`,
      (status) => ({
        answers: [redirect(status, ({ elsewhere }) => `${elsewhere}/take`)],
        expect: REFUSED,
      }),
    ),
    "the two origins of a refused redirect are named": {
      answers: [redirect(307, ({ elsewhere }) => `${elsewhere}/take`)],
      expect: { ...REFUSED, message: "to another origin, http://127.0.0.1:" },
      inBrowser: SEEN,
    },
    "a redirect without a protocol is refused where it leads elsewhere": {
      answers: [redirect(307, ({ elsewhere }) => elsewhere.replace("http:", ""))],
      expect: REFUSED,
    },
    "a redirect to https on the same port is another origin": {
      answers: [redirect(307, ({ base }) => base.replace("http:", "https:"))],
      expect: REFUSED,
    },
    "a redirect with a password in it is refused": {
      answers: [redirect(307, ({ elsewhere }) => elsewhere.replace("//", "//user:password@"))],
      expect: REFUSED,
    },
    "a redirect to a file is refused": { answers: [redirect(307, () => "file:///etc/passwd")], expect: REFUSED },
    "an unreadable redirect is refused": {
      answers: [redirect(307, () => "http://[")],
      expect: REFUSED,
      inBrowser: { error: "ConnectionError", requests: "several" },
    },
    "a redirect loop ends, and is not tried again": {
      answers: [redirect(307, ({ base }) => `${base}/again`)],
      expect: { ...REFUSED, requests: 11 },
      inBrowser: REFUSED,
    },
    "a redirect without an address is an ApiError": {
      answers: [reply(302, "")],
      expect: { error: "ApiError", fields: { status: 302 } },
      inBrowser: REFUSED,
    },
  }),
  ...tableOf("unsafe", {
    "a redirect with a password in it is followed to the same origin, without it": {
      answers: [redirect(307, ({ base }) => `${base.replace("//", "//user:password@")}/moved`), reply(200, "")],
      expect: { requests: 2, method: "POST" },
      inBrowser: REFUSED,
    },
    "307 keeps the method of an operation that changes something": {
      answers: [redirect(307, ({ base }) => `${base}/moved`), reply(200, "")],
      expect: { requests: 2, method: "POST" },
      inBrowser: REFUSED,
    },
    "302 is refused for an operation that changes something, as its body would be dropped": {
      answers: [redirect(302, ({ base }) => `${base}/moved`), reply(200, "")],
      expect: REFUSED,
    },
  }),
];

const ONCE = "a browser sends it once more by itself";

/** An operation that changes something. */
export const unsafe: readonly Scenario[] = tableOf("unsafe", {
  "an empty 200 is success where nothing was promised": { answers: [reply(200, "")] },
  "204 is success where nothing was promised": { answers: [reply(204, "")] },
  "JSON is dropped where nothing was promised": { answers: [reply(200, '{"done":true}')] },
  "a page of a proxy is a ResponseError where nothing was promised": {
    answers: [reply(200, "<html>sign in")],
    expect: { error: "ResponseError", fields: { reason: "not-json", attempts: 1 }, message: "<html>sign in", requests: 1 },
  },
  "a body that never ends is dropped where nothing was promised": {
    answers: [pieces(() => endless(" ".repeat(1024)), { everyMs: 5 })],
  },
  "429 is tried again, as it was refused": { answers: [busy(429), reply(200, "")], expect: { requests: 2 } },
  ...rowsOf(
    [408, 500, 502, 503, 504],
    (status) => `${status} is not tried again, as it may have acted`,
    (status) => ({
      answers: [busy(status), reply(200, "")],
      expect: { error: "ApiError", fields: { status } },
      inBrowser: status === 408 ? ONCE : undefined,
    }),
  ),
  "a reset is not tried again, as it may have acted": {
    answers: [reset, reply(200, "")],
    expect: { error: "ConnectionError", fields: { reason: "interrupted" } },
    inBrowser: ONCE,
  },
  "a time-out is not tried again, as it may have acted": {
    answers: [hang, reply(200, "")],
    options: { timeoutMs: 500 },
    expect: { error: "TimeoutError" },
  },
  "a refused connection is tried again, as it cannot have acted": {
    answers: [],
    address: "refused",
    expect: { error: "ConnectionError", fields: { reason: "not-sent", attempts: 3 }, requests: 0 },
    inBrowser: { error: "ConnectionError", fields: { attempts: 1 }, requests: 0 },
  },
});

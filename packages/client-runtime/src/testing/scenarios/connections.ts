import { garbage, hangUp, hang, pieces, redirect, reply, reset, sampleJson, endless, busy } from "../reply.ts";
import type { Scenario } from "../scenario.ts";
import { rowsOf, tableOf } from "../table-of.ts";

const OWN = "its own address cannot be reached from a page";

/** No usable response, or none in time. */
export const connections: readonly Scenario[] = tableOf("json", {
  "a refused connection is a ConnectionError that was not sent": {
    replies: [],
    address: "refused",
    expect: { error: "ConnectionError", fields: { reason: "not-sent", attempts: 3 }, requests: 0 },
    inBrowser: { error: "ConnectionError", fields: { reason: "interrupted" }, requests: 0 },
  },
  "an unknown host is a ConnectionError that was not sent": {
    replies: [],
    address: "unknown-host",
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError", fields: { reason: "not-sent" }, requests: 0 },
    inBrowser: { error: "ConnectionError", requests: 0 },
  },
  "a server without TLS is a ConnectionError": {
    replies: [],
    address: "tls",
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError", requests: 0 },
    inBrowser: OWN,
  },
  "a reset before the response is tried again": { replies: [reset, sampleJson()], expect: { requests: 2 } },
  "a connection that is closed without a response is a ConnectionError": {
    replies: [hangUp],
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError", fields: { reason: "interrupted" } },
    inBrowser: "a browser sends it once more by itself",
  },
  "a response that is no HTTP is a ConnectionError": {
    replies: [garbage],
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError" },
    inBrowser: "a browser takes it for HTTP/0.9",
  },
  "a response that is no HTTP and repeats the request does not show the key": {
    replies: [({ response, requestHeaders }) => response.socket?.end(`\u0000 ${JSON.stringify(requestHeaders)}\r\n\r\n`, "utf8")],
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError" },
    inBrowser: "a browser takes it for HTTP/0.9",
  },
  "an attempt without a response ends after timeoutMs": {
    replies: [hang],
    options: { timeoutMs: 500, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { limit: "timeoutMs", ms: 500 } },
  },
  "an attempt that times out is tried again": {
    replies: [hang, sampleJson()],
    options: { timeoutMs: 500 },
    expect: { requests: 2 },
  },
  "timeoutMs covers the reading of the body": {
    replies: [pieces(() => endless(" "), { everyMs: 20 })],
    options: { timeoutMs: 500, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { limit: "timeoutMs" } },
  },
  "timeoutMs covers a body that stops": {
    replies: [pieces(() => ["{"], { end: "hang" })],
    options: { timeoutMs: 500, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { limit: "timeoutMs" } },
  },
  "totalTimeoutMs covers all attempts": {
    replies: [hang],
    options: { timeoutMs: 100, totalTimeoutMs: 700, maxRetries: 30 },
    expect: { error: "TimeoutError", fields: { limit: "totalTimeoutMs", ms: 700 }, requests: "several" },
  },
  "totalTimeoutMs covers the wait between attempts": {
    replies: [reply(503, "", { "retry-after": "30" })],
    options: { totalTimeoutMs: 500 },
    expect: { error: "TimeoutError", fields: { limit: "totalTimeoutMs" } },
  },
  "a call's own limits win over the client's": {
    replies: [hang],
    options: { maxRetries: 5 },
    request: { timeoutMs: 500, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { ms: 500 } },
  },
  "a signal ends a call before it begins": { replies: [sampleJson()], abortAfterMs: 0, expect: { error: "abort", requests: 0 } },
  "a signal ends a call in flight": { replies: [hang], abortAfterMs: 500, expect: { error: "abort" } },
  "a signal ends a call in its body": {
    replies: [pieces(() => ["{"], { end: "hang" })],
    abortAfterMs: 500,
    expect: { error: "abort" },
  },
  "a signal ends a call in an error body": {
    replies: [pieces(() => ["{"], { status: 500, end: "hang" })],
    abortAfterMs: 500,
    expect: { error: "abort" },
  },
  "a signal ends a call in a wait between attempts": {
    replies: [reply(503, "", { "retry-after": "30" })],
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
    replies: [redirect(status, ({ base }) => `${base}/moved`), sampleJson()],
    expect: { requests: 2 },
    inBrowser: REFUSED,
  }),
);

/** Responses that redirect the caller. */
export const redirects: readonly Scenario[] = [
  ...tableOf("json", {
    ...followed,
    "a relative redirect is followed": {
      replies: [redirect(308, () => "moved?x=1"), sampleJson()],
      expect: { requests: 2 },
      inBrowser: REFUSED,
    },
    ...rowsOf(
      [302, 307],
      (status) => `${status} to another origin is refused, and nothing reaches it`,
      (status) => ({
        replies: [redirect(status, ({ elsewhere }) => `${elsewhere}/take`)],
        expect: REFUSED,
      }),
    ),
    "the two origins of a refused redirect are named": {
      replies: [redirect(307, ({ elsewhere }) => `${elsewhere}/take`)],
      expect: { ...REFUSED, message: "to another origin, http://127.0.0.1:" },
      inBrowser: SEEN,
    },
    "a redirect without a protocol is refused where it leads elsewhere": {
      replies: [redirect(307, ({ elsewhere }) => elsewhere.replace("http:", ""))],
      expect: REFUSED,
    },
    "a redirect to https on the same port is another origin": {
      replies: [redirect(307, ({ base }) => base.replace("http:", "https:"))],
      expect: REFUSED,
    },
    "a redirect with a password in it is refused": {
      replies: [redirect(307, ({ elsewhere }) => elsewhere.replace("//", "//user:password@"))],
      expect: REFUSED,
    },
    "a redirect to a file is refused": { replies: [redirect(307, () => "file:///etc/passwd")], expect: REFUSED },
    "an unreadable redirect is refused": {
      replies: [redirect(307, () => "http://[")],
      expect: REFUSED,
      inBrowser: { error: "ConnectionError", requests: "several" },
    },
    "a redirect loop ends, and is not tried again": {
      replies: [redirect(307, ({ base }) => `${base}/again`)],
      expect: { ...REFUSED, requests: 11 },
      inBrowser: REFUSED,
    },
    "a redirect without an address is an ApiError": {
      replies: [reply(302, "")],
      expect: { error: "ApiError", fields: { status: 302 } },
      inBrowser: REFUSED,
    },
  }),
  ...tableOf("unsafe", {
    "a redirect with a password in it is followed to the same origin, without it": {
      replies: [redirect(307, ({ base }) => `${base.replace("//", "//user:password@")}/moved`), reply(200, "")],
      expect: { requests: 2, method: "POST" },
      inBrowser: REFUSED,
    },
    "307 keeps the method of an operation that changes something": {
      replies: [redirect(307, ({ base }) => `${base}/moved`), reply(200, "")],
      expect: { requests: 2, method: "POST" },
      inBrowser: REFUSED,
    },
    "302 is refused for an operation that changes something, as its body would be dropped": {
      replies: [redirect(302, ({ base }) => `${base}/moved`), reply(200, "")],
      expect: REFUSED,
    },
  }),
];

const ONCE = "a browser sends it once more by itself";

/** An operation that changes something. */
export const unsafe: readonly Scenario[] = tableOf("unsafe", {
  "an empty 200 is success where nothing was promised": { replies: [reply(200, "")] },
  "204 is success where nothing was promised": { replies: [reply(204, "")] },
  "JSON is dropped where nothing was promised": { replies: [reply(200, '{"done":true}')] },
  "a page of a proxy is a ResponseError where nothing was promised": {
    replies: [reply(200, "<html>sign in")],
    expect: { error: "ResponseError", fields: { reason: "not-json", attempts: 1 }, message: "<html>sign in", requests: 1 },
  },
  "a body that never ends is dropped where nothing was promised": {
    replies: [pieces(() => endless(" ".repeat(1024)), { everyMs: 5 })],
  },
  "429 is tried again, as it was refused": { replies: [busy(429), reply(200, "")], expect: { requests: 2 } },
  ...rowsOf(
    [408, 500, 502, 503, 504],
    (status) => `${status} is not tried again, as it may have acted`,
    (status) => ({
      replies: [busy(status), reply(200, "")],
      expect: { error: "ApiError", fields: { status } },
      inBrowser: status === 408 ? ONCE : undefined,
    }),
  ),
  "a reset is not tried again, as it may have acted": {
    replies: [reset, reply(200, "")],
    expect: { error: "ConnectionError", fields: { reason: "interrupted" } },
    inBrowser: ONCE,
  },
  "a time-out is not tried again, as it may have acted": {
    replies: [hang, reply(200, "")],
    options: { timeoutMs: 500 },
    expect: { error: "TimeoutError" },
  },
  "a refused connection is tried again, as it cannot have acted": {
    replies: [],
    address: "refused",
    expect: { error: "ConnectionError", fields: { reason: "not-sent", attempts: 3 }, requests: 0 },
    inBrowser: { error: "ConnectionError", fields: { attempts: 1 }, requests: 0 },
  },
});

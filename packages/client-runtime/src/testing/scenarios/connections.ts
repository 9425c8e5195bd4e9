import { garbage, hangUp, hang, pieces, redirect, reply, reset, sampleJson, endless, busy } from "../reply.ts";
import type { Scenario } from "../scenario.ts";

const own = "its own address cannot be reached from a page";

/** No usable answer, or none in time. */
export const connections: readonly Scenario[] = [
  {
    name: "a refused connection is a ConnectionError that was not sent",
    kind: "json",
    answers: [],
    address: "refused",
    expect: { error: "ConnectionError", fields: { reason: "not-sent", attempts: 3 }, requests: 0 },
    inBrowser: { error: "ConnectionError", fields: { reason: "interrupted" }, requests: 0 },
  },
  {
    name: "an unknown host is a ConnectionError that was not sent",
    kind: "json",
    answers: [],
    address: "unknown-host",
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError", fields: { reason: "not-sent" }, requests: 0 },
    inBrowser: { error: "ConnectionError", requests: 0 },
  },
  {
    name: "a server without TLS is a ConnectionError",
    kind: "json",
    answers: [],
    address: "tls",
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError", requests: 0 },
    inBrowser: own,
  },
  { name: "a reset before the answer is tried again", kind: "json", answers: [reset, sampleJson()], expect: { requests: 2 } },
  {
    name: "a connection that is closed without an answer is a ConnectionError",
    kind: "json",
    answers: [hangUp],
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError", fields: { reason: "interrupted" } },
    inBrowser: "a browser sends it once more by itself",
  },
  {
    name: "an answer that is no HTTP is a ConnectionError",
    kind: "json",
    answers: [garbage],
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError" },
    inBrowser: "a browser takes it for HTTP/0.9",
  },
  {
    name: "an answer that is no HTTP and repeats the request does not show the key",
    kind: "json",
    answers: [({ response, requestHeaders }) => response.socket?.end(`\u0000 ${JSON.stringify(requestHeaders)}\r\n\r\n`, "utf8")],
    options: { maxRetries: 0 },
    expect: { error: "ConnectionError" },
    inBrowser: "a browser takes it for HTTP/0.9",
  },
  {
    name: "an attempt without an answer ends after timeoutMs",
    kind: "json",
    answers: [hang],
    options: { timeoutMs: 150, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { limit: "timeoutMs", ms: 150 } },
  },
  {
    name: "an attempt that times out is tried again",
    kind: "json",
    answers: [hang, sampleJson()],
    options: { timeoutMs: 500 },
    expect: { requests: 2 },
  },
  {
    name: "timeoutMs covers the reading of the body",
    kind: "json",
    answers: [pieces(() => endless(" "), { everyMs: 20 })],
    options: { timeoutMs: 250, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { limit: "timeoutMs" } },
  },
  {
    name: "timeoutMs covers a body that stops",
    kind: "json",
    answers: [pieces(() => ["{"], { end: "hang" })],
    options: { timeoutMs: 200, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { limit: "timeoutMs" } },
  },
  {
    name: "totalTimeoutMs covers all attempts",
    kind: "json",
    answers: [hang],
    options: { timeoutMs: 100, totalTimeoutMs: 700, maxRetries: 30 },
    expect: { error: "TimeoutError", fields: { limit: "totalTimeoutMs", ms: 700 }, requests: "several" },
  },
  {
    name: "totalTimeoutMs covers the wait between attempts",
    kind: "json",
    answers: [reply(503, "", { "retry-after": "30" })],
    options: { totalTimeoutMs: 200 },
    expect: { error: "TimeoutError", fields: { limit: "totalTimeoutMs" } },
  },
  {
    name: "a call's own limits win over the client's",
    kind: "json",
    answers: [hang],
    options: { maxRetries: 5 },
    request: { timeoutMs: 150, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { ms: 150 } },
  },
  {
    name: "a signal ends a call before it begins",
    kind: "json",
    answers: [sampleJson()],
    abortAfterMs: 0,
    expect: { error: "abort", requests: 0 },
  },
  { name: "a signal ends a call in flight", kind: "json", answers: [hang], abortAfterMs: 150, expect: { error: "abort" } },
  {
    name: "a signal ends a call in its body",
    kind: "json",
    answers: [pieces(() => ["{"], { end: "hang" })],
    abortAfterMs: 150,
    expect: { error: "abort" },
  },
  {
    name: "a signal ends a call in an error body",
    kind: "json",
    answers: [pieces(() => ["{"], { status: 500, end: "hang" })],
    abortAfterMs: 150,
    expect: { error: "abort" },
  },
  {
    name: "a signal ends a call in a wait between attempts",
    kind: "json",
    answers: [reply(503, "", { "retry-after": "30" })],
    abortAfterMs: 150,
    expect: { error: "abort" },
  },
];

const seen = "a browser does not show the target";
const refused = { error: "ConnectionError", fields: { reason: "redirect-refused" } } as const;
const followed: Scenario[] = [301, 302, 303, 307, 308].map((status) => ({
  name: `${status} to the same origin is followed`,
  kind: "json",
  answers: [redirect(status, ({ base }) => `${base}/moved`), sampleJson()],
  expect: { requests: 2 },
  inBrowser: refused,
}));

/** Answers that send the caller elsewhere. */
export const redirects: readonly Scenario[] = [
  ...followed,
  {
    name: "a relative redirect is followed",
    kind: "json",
    answers: [redirect(308, () => "moved?x=1"), sampleJson()],
    expect: { requests: 2 },
    inBrowser: refused,
  },
  {
    name: "a redirect with a password in it is followed to the same origin, without it",
    kind: "unsafe",
    answers: [redirect(307, ({ base }) => `${base.replace("//", "//user:password@")}/moved`), reply(200, "")],
    expect: { requests: 2, method: "POST" },
    inBrowser: refused,
  },
  {
    name: "307 keeps the method of an operation that changes something",
    kind: "unsafe",
    answers: [redirect(307, ({ base }) => `${base}/moved`), reply(200, "")],
    expect: { requests: 2, method: "POST" },
    inBrowser: refused,
  },
  {
    name: "302 is refused for an operation that changes something, as its body would be dropped",
    kind: "unsafe",
    answers: [redirect(302, ({ base }) => `${base}/moved`), reply(200, "")],
    expect: refused,
  },
  ...[302, 307].map<Scenario>((status) => ({
    name: `${status} to another origin is refused, and nothing reaches it`,
    kind: "json",
    answers: [redirect(status, ({ elsewhere }) => `${elsewhere}/take`)],
    expect: refused,
  })),
  {
    name: "the two origins of a refused redirect are named",
    kind: "json",
    answers: [redirect(307, ({ elsewhere }) => `${elsewhere}/take`)],
    expect: { ...refused, message: "to another origin, http://127.0.0.1:" },
    inBrowser: seen,
  },
  {
    name: "a redirect without a protocol is refused where it leads elsewhere",
    kind: "json",
    answers: [redirect(307, ({ elsewhere }) => elsewhere.replace("http:", ""))],
    expect: refused,
  },
  {
    name: "a redirect to https on the same port is another origin",
    kind: "json",
    answers: [redirect(307, ({ base }) => base.replace("http:", "https:"))],
    expect: refused,
  },
  {
    name: "a redirect with a password in it is refused",
    kind: "json",
    answers: [redirect(307, ({ elsewhere }) => elsewhere.replace("//", "//user:password@"))],
    expect: refused,
  },
  {
    name: "a redirect to a file is refused",
    kind: "json",
    answers: [redirect(307, () => "file:///etc/passwd")],
    expect: refused,
  },
  {
    name: "an unreadable redirect is refused",
    kind: "json",
    answers: [redirect(307, () => "http://[")],
    expect: refused,
    inBrowser: { error: "ConnectionError", requests: "several" },
  },
  {
    name: "a redirect loop ends, and is not tried again",
    kind: "json",
    answers: [redirect(307, ({ base }) => `${base}/again`)],
    expect: { ...refused, requests: 11 },
    inBrowser: refused,
  },
  {
    name: "a redirect without an address is an ApiError",
    kind: "json",
    answers: [reply(302, "")],
    expect: { error: "ApiError", fields: { status: 302 } },
    inBrowser: refused,
  },
];

const once = "a browser sends it once more by itself";

/** An operation that changes something. */
export const unsafe: readonly Scenario[] = [
  { name: "an empty 200 is success where nothing was promised", kind: "unsafe", answers: [reply(200, "")], expect: {} },
  { name: "204 is success where nothing was promised", kind: "unsafe", answers: [reply(204, "")], expect: {} },
  { name: "a body is dropped where nothing was promised", kind: "unsafe", answers: [reply(200, "<html>thanks")], expect: {} },
  {
    name: "a body that never ends is dropped where nothing was promised",
    kind: "unsafe",
    answers: [pieces(() => endless(" ".repeat(1024)), { everyMs: 5 })],
    expect: {},
  },
  {
    name: "429 is tried again, as it was refused",
    kind: "unsafe",
    answers: [busy(429), reply(200, "")],
    expect: { requests: 2 },
  },
  ...[408, 500, 502, 503, 504].map<Scenario>((status) => ({
    name: `${status} is not tried again, as it may have acted`,
    kind: "unsafe",
    answers: [busy(status), reply(200, "")],
    expect: { error: "ApiError", fields: { status } },
    inBrowser: status === 408 ? once : undefined,
  })),
  {
    name: "a reset is not tried again, as it may have acted",
    kind: "unsafe",
    answers: [reset, reply(200, "")],
    expect: { error: "ConnectionError", fields: { reason: "interrupted" } },
    inBrowser: once,
  },
  {
    name: "a time-out is not tried again, as it may have acted",
    kind: "unsafe",
    answers: [hang, reply(200, "")],
    options: { timeoutMs: 150 },
    expect: { error: "TimeoutError" },
  },
  {
    name: "a refused connection is tried again, as it cannot have acted",
    kind: "unsafe",
    answers: [],
    address: "refused",
    expect: { error: "ConnectionError", fields: { reason: "not-sent", attempts: 3 }, requests: 0 },
    inBrowser: { error: "ConnectionError", fields: { attempts: 1 }, requests: 0 },
  },
];

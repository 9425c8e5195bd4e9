import { busy, endless, events, hang, pieces, reply, reset } from "../reply.ts";
import type { Scenario } from "../scenario.ts";
import { rowsOf, tableOf } from "../table-of.ts";

const STREAM = { "content-type": "text/event-stream" };
const eventsIn = (text: string): string[] => text.split(/(?<=\n\n)/);
const BYTES = "a fetch hands out the bytes of a stream: what its events mean is for their reader";
const insert = (piece: string) => (text: string) => eventsIn(text).join(piece);

const withCrlf = (text: string): string => text.replaceAll("\n", "\r\n");
const withCr = (text: string): string => text.replaceAll("\n", "\r");
const withMark = (text: string): string => `\uFEFF${text}`;
const forms: Readonly<Record<string, Parameters<typeof events>[1]>> = {
  "LF line ends": {},
  "CRLF line ends": { change: withCrlf },
  "CR line ends": { change: withCr },
  "CRLF line ends, byte by byte": { change: withCrlf, size: 1 },
  "CR line ends, byte by byte": { change: withCr, size: 1 },
  "a byte order mark": { change: withMark },
  "a byte order mark, byte by byte": { change: withMark, size: 1 },
  "chunks of three bytes": { size: 3 },
  "comments between events": { change: insert(": alive\n\n:\n") },
  "events without data": { change: insert("event: nothing\n\n") },
  "events of an unknown name": { change: insert("event: surprise\ndata: not json\n\n") },
  "fields of unknown names, ids and retry times": { change: insert("id: 7\nretry: 1\nfoo: bar\nfoo\n\n") },
  "no space after the colon": { change: (text) => text.replaceAll(": ", ":") },
  "data over several lines": { change: (text) => text.replaceAll(/^data: \{/gm, "data: {\ndata: ") },
};
const readings = rowsOf(
  Object.keys(forms),
  (form) => `a stream with ${form} is read`,
  (form) => ({
    replies: [events(20, { size: 100, ...forms[form] })],
    expect: { rows: 20 },
  }),
);

/** Event streams. */
export const streams: readonly Scenario[] = tableOf("stream", {
  ...readings,
  "a stream of 20 000 rows in one piece is read": { replies: [events(20_000, { size: 1 << 30 })], expect: { rows: 20_000 } },
  "a stream of 20 000 rows in chunks of 1 MiB is read": {
    replies: [events(20_000, { size: 1 << 20 })],
    expect: { rows: 20_000 },
  },
  "a line of 16 MiB is read": {
    replies: [events(2, { change: insert(`:${"x".repeat(1 << 24)}\n\n`), size: 1 << 16 })],
    expect: { rows: 2 },
  },
  "an event: error is an error, after all rows": {
    replies: [events(3, { change: (text) => `${text}event: error\ndata: {"message":"overloaded"}\n\n` })],
    expect: {
      error: "ResponseError",
      fields: { reason: "stream-error", received: 3, expected: 3 },
      message: "overloaded",
      rows: 3,
    },
    throughFetch: BYTES,
  },
  "data that is not JSON is an error, after the rows before it": {
    replies: [events(3, { change: (text) => text.replace(/data: .*\n\n$/, "data: <html>\n\n") })],
    expect: { error: "ResponseError", fields: { reason: "bad-event", received: 2, expected: 3 }, rows: 2 },
    throughFetch: BYTES,
  },
  "a content type that is not an event stream is an error": {
    replies: [reply(200, "<html>", { "content-type": "text/html" })],
    expect: { error: "ResponseError", fields: { reason: "wrong-content-type" }, message: "text/html", rows: 0 },
  },
  "JSON instead of a stream is an error": {
    replies: [reply(200, "{}", { "content-type": "application/json" })],
    expect: { error: "ResponseError", fields: { reason: "wrong-content-type" }, rows: 0 },
  },
  "204 instead of a stream is an error": { replies: [reply(204, "")], expect: { error: "ResponseError", rows: 0 } },
  "a stream that is not allowed is an ApiError": {
    replies: [reply(401, '{"detail":"Invalid API key"}')],
    expect: { error: "ApiError", fields: { status: 401 }, message: "Invalid API key", rows: 0 },
  },
  "a stream that is refused is asked for again": { replies: [busy(503), events(3)], expect: { requests: 2, rows: 3 } },
  "a stream that is reset before it begins is asked for again": { replies: [reset, events(3)], expect: { requests: 2, rows: 3 } },
  "a stream that ends before the promised rows is an error, after the rows": {
    replies: [events(5, { change: (text) => eventsIn(text).slice(0, -2).join("") })],
    expect: { error: "ResponseError", fields: { reason: "incomplete-stream", received: 3, expected: 5 }, rows: 3 },
    throughFetch: BYTES,
  },
  "allowIncomplete lets a stream end before the promised rows": {
    replies: [events(5, { change: (text) => eventsIn(text).slice(0, -2).join("") })],
    request: { allowIncomplete: true },
    expect: { rows: 3 },
    throughFetch: BYTES,
  },
  "a stream that ends inside an event is an error, after the complete rows": {
    replies: [events(5, { change: (text) => text.slice(0, -9) })],
    expect: { error: "ResponseError", fields: { reason: "incomplete-stream", received: 4, expected: 5 }, rows: 4 },
    throughFetch: BYTES,
  },
  "a stream that is reset is an error, after the complete rows": {
    replies: [events(5, { change: (text) => text.slice(0, -9), isConfirmed: true, end: "reset" })],
    confirmAfter: 4,
    expect: { error: "ConnectionError", fields: { reason: "interrupted", received: 4, expected: 5 }, rows: 4 },
    throughFetch: { error: "ConnectionError", fields: { reason: "interrupted" }, rows: 4 },
  },
  "a stream whose connection closes early is an error, after the complete rows": {
    replies: [events(5, { change: (text) => text.slice(0, -9), isConfirmed: true, end: "close" })],
    confirmAfter: 4,
    expect: { error: "ConnectionError", fields: { received: 4, expected: 5 }, rows: 4 },
    throughFetch: { error: "ConnectionError", rows: 4 },
  },
  "a stream without a byte is an error": {
    replies: [pieces(() => [], { headers: STREAM, end: "reset" })],
    expect: { error: "ConnectionError", rows: 0 },
  },
  "a stream that falls silent ends after idleTimeoutMs": {
    replies: [events(3, { end: "hang" })],
    options: { idleTimeoutMs: 500 },
    expect: { error: "TimeoutError", fields: { limit: "idleTimeoutMs", ms: 500 }, rows: 3 },
  },
  "a stream that never begins ends after timeoutMs": {
    replies: [hang],
    options: { timeoutMs: 500, maxRetries: 0 },
    expect: { error: "TimeoutError", fields: { limit: "timeoutMs" }, rows: 0 },
  },
  "comments count as life, and timeoutMs does not limit a stream": {
    replies: [events(4, { change: insert(": alive\n\n"), size: 40, everyMs: 60 })],
    options: { idleTimeoutMs: 1500, timeoutMs: 400 },
    expect: { rows: 4 },
  },
  "a stream that only sends comments is bounded by totalTimeoutMs": {
    replies: [pieces(() => endless(": alive\n\n"), { headers: STREAM, everyMs: 10 })],
    options: { totalTimeoutMs: 400 },
    expect: { error: "TimeoutError", fields: { limit: "totalTimeoutMs", ms: 400 }, rows: 0 },
  },
  "leaving the loop early closes the connection": {
    replies: [events(5000, { size: 100, everyMs: 1, end: "hang" })],
    leaveAfter: 2,
    expect: { rows: 2 },
  },
  "a signal ends a stream before it begins": {
    replies: [events(3)],
    abortAfterMs: 0,
    expect: { error: "abort", requests: 0, rows: 0 },
  },
  "a signal ends a stream without a response": { replies: [hang], abortAfterMs: 500, expect: { error: "abort", rows: 0 } },
  "a signal ends a stream in the middle": {
    replies: [events(3, { end: "hang" })],
    abortAfterMs: 600,
    expect: { error: "abort", rows: 3 },
  },
  "a stream is not followed to another origin": {
    replies: [({ response, elsewhere }) => (response.setHeader("location", elsewhere), reply(307, "")({ response } as never))],
    expect: { error: "ConnectionError", fields: { reason: "redirect-refused" }, rows: 0 },
  },
  "an event without an end is too-large": {
    replies: [pieces(() => endless(`data: ${"x".repeat(65_530)}\n`), { headers: STREAM })],
    options: { maxResponseBytes: 1_000_000 },
    expect: { error: "ResponseError", fields: { reason: "too-large" }, rows: 0 },
    throughFetch: BYTES,
  },
  "a line without an end is too-large": {
    replies: [pieces(() => endless("x".repeat(65_536)), { headers: STREAM })],
    options: { maxResponseBytes: 1_000_000 },
    expect: { error: "ResponseError", fields: { reason: "too-large" }, rows: 0 },
    throughFetch: BYTES,
  },
});

import { endless, pieces, reply, sampleJson, slices } from "../reply.ts";
import type { Scenario } from "../scenario.ts";

const json = { "content-type": "application/json" };
const compressed = (encoding: string): Record<string, string> => ({ ...json, "content-encoding": encoding });
const noise = Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 256);
// gzip of 4 MiB of spaces, made once: 4 KiB on the wire.
const once = { maxRetries: 0 };

/** A 2xx whose body is, or is not, what was promised. */
export const bodies: readonly Scenario[] = [
  { name: "JSON is read", kind: "json", answers: [sampleJson()], expect: {} },
  { name: "JSON sent as text/plain is read", kind: "json", answers: [sampleJson({ "content-type": "text/plain" })], expect: {} },
  { name: "JSON without a content type is read", kind: "json", answers: [sampleJson({})], expect: {} },
  {
    name: "JSON after a byte order mark is read",
    kind: "json",
    answers: [(exchange) => reply(200, `\uFEFF${exchange.sample.json}`, json)(exchange)],
    expect: {},
  },
  {
    name: "JSON that comes byte by byte is read",
    kind: "json",
    answers: [pieces(({ sample }) => slices(sample.json, 1), { headers: json })],
    expect: {},
  },
  {
    name: "JSON in chunks of seven bytes is read",
    kind: "json",
    answers: [pieces(({ sample }) => slices(sample.json, 7), { headers: json, everyMs: 1 })],
    expect: {},
  },
  {
    name: "JSON that ends with its connection is read",
    kind: "json",
    answers: [
      ({ response, sample }) => response.socket?.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${sample.json}`, "utf8"),
    ],
    expect: {},
  },
  {
    name: "any 2xx is success",
    kind: "json",
    answers: [(exchange) => reply(203, exchange.sample.json, json)(exchange)],
    expect: {},
  },
  {
    name: "HTML is a ResponseError",
    kind: "json",
    answers: [reply(200, "<!doctype html><p>Please log in</p>", { "content-type": "text/html" })],
    expect: { error: "ResponseError", fields: { reason: "not-json", status: 200 }, message: "text/html" },
  },
  {
    name: "text that is no JSON is a ResponseError",
    kind: "json",
    answers: [reply(200, "OK", json)],
    expect: { error: "ResponseError", fields: { reason: "not-json" } },
  },
  {
    name: "JSON with something after it is a ResponseError",
    kind: "json",
    answers: [(exchange) => reply(200, `${exchange.sample.json}</html>`, json)(exchange)],
    expect: { error: "ResponseError", fields: { reason: "not-json" } },
  },
  {
    name: "an empty body is a ResponseError",
    kind: "json",
    answers: [reply(200, "", json)],
    expect: { error: "ResponseError", fields: { reason: "empty" } },
  },
  {
    name: "a body of white space is a ResponseError",
    kind: "json",
    answers: [reply(200, " \n", json)],
    expect: { error: "ResponseError", fields: { reason: "empty" } },
  },
  {
    name: "204 is a ResponseError where data was promised",
    kind: "json",
    answers: [reply(204, "")],
    expect: { error: "ResponseError", fields: { reason: "empty", status: 204 } },
  },
  {
    name: "JSON that is cut off cleanly is asked for again",
    kind: "json",
    answers: [(exchange) => reply(200, exchange.sample.json.slice(0, -1), json)(exchange), sampleJson()],
    expect: { requests: 2 },
  },
  {
    name: "JSON that is cut off every time is a ResponseError",
    kind: "json",
    answers: [(exchange) => reply(200, exchange.sample.json.slice(0, -2), json)(exchange)],
    expect: { error: "ResponseError", fields: { reason: "truncated", attempts: 3 }, requests: 3 },
  },
  {
    name: "a body shorter than its content-length is a ConnectionError",
    kind: "json",
    answers: [pieces(() => ['{"a":'], { headers: { ...json, "content-length": "1000" }, end: "close" })],
    options: once,
    expect: { error: "ConnectionError", fields: { reason: "interrupted" } },
  },
  {
    name: "a body that is reset is asked for again",
    kind: "json",
    answers: [pieces(() => ['{"a":'], { headers: json, end: "reset" }), sampleJson()],
    expect: { requests: 2 },
  },
  {
    name: "a body that is reset every time is a ConnectionError",
    kind: "json",
    answers: [pieces(() => ['{"a":'], { headers: json, end: "reset" })],
    expect: { error: "ConnectionError", fields: { reason: "interrupted", attempts: 3 }, requests: 3 },
  },
  {
    name: "a chunked body that is cut is a ConnectionError",
    kind: "json",
    answers: [
      ({ response }) => response.socket?.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n', "utf8"),
    ],
    options: once,
    expect: { error: "ConnectionError" },
  },
  {
    name: "corrupt gzip is a ResponseError",
    kind: "json",
    answers: [reply(200, noise, compressed("gzip"))],
    options: once,
    expect: { error: "ResponseError", fields: { reason: "truncated" } },
    // A browser does not tell a damaged body from a broken connection.
    inBrowser: { error: "ConnectionError" },
  },
  {
    name: "corrupt deflate is a ResponseError",
    kind: "json",
    answers: [reply(200, noise, compressed("deflate"))],
    options: once,
    expect: { error: "ResponseError", fields: { reason: "truncated" } },
    inBrowser: { error: "ConnectionError" },
  },
  {
    name: "corrupt brotli is a ResponseError",
    kind: "json",
    answers: [reply(200, noise, compressed("br"))],
    options: once,
    expect: { error: "ResponseError", fields: { reason: "truncated" } },
    inBrowser: "brotli is only decoded over https",
  },
  {
    name: "a body that never ends is too-large",
    kind: "json",
    answers: [pieces(() => endless(" ".repeat(65_536)), { headers: json })],
    options: { maxResponseBytes: 1_000_000 },
    expect: { error: "ResponseError", fields: { reason: "too-large" } },
  },
  {
    name: "a content-length above maxResponseBytes is too-large before it is read",
    kind: "json",
    answers: [pieces(() => [" "], { headers: { ...json, "content-length": "5000000" }, end: "hang" })],
    options: { maxResponseBytes: 1_000_000 },
    expect: { error: "ResponseError", fields: { reason: "too-large" } },
  },
];

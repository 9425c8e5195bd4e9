import { endless, pieces, reply, sampleJson, slices } from "../reply.ts";
import type { Scenario } from "../scenario.ts";
import { tableOf } from "../table-of.ts";

const JSON_HEADERS = { "content-type": "application/json" };
const compressed = (encoding: string): Record<string, string> => ({ ...JSON_HEADERS, "content-encoding": encoding });
const noise = Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 256);
// gzip of 4 MiB of spaces, made once: 4 KiB on the wire.
const ONCE = { maxRetries: 0 };

/** 2xx responses whose body keeps or breaks the promise. */
export const bodies: readonly Scenario[] = tableOf("json", {
  "JSON is read": { replies: [sampleJson()] },
  "JSON sent as text/plain is read": { replies: [sampleJson({ "content-type": "text/plain" })] },
  "JSON without a content type is read": { replies: [sampleJson({})] },
  "JSON after a byte order mark is read": {
    replies: [(exchange) => reply(200, `\uFEFF${exchange.sample.json}`, JSON_HEADERS)(exchange)],
  },
  "JSON that comes byte by byte is read": {
    replies: [pieces(({ sample }) => slices(sample.json, 1), { headers: JSON_HEADERS })],
  },
  "JSON in chunks of seven bytes is read": {
    replies: [pieces(({ sample }) => slices(sample.json, 7), { headers: JSON_HEADERS, everyMs: 1 })],
  },
  "JSON that ends with its connection is read": {
    replies: [
      ({ response, sample }) => response.socket?.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${sample.json}`, "utf8"),
    ],
  },
  "any 2xx is success": { replies: [(exchange) => reply(203, exchange.sample.json, JSON_HEADERS)(exchange)] },
  "HTML is a ResponseError": {
    replies: [reply(200, "<!doctype html><p>Please log in</p>", { "content-type": "text/html" })],
    expect: { error: "ResponseError", fields: { reason: "not-json", status: 200 }, message: "text/html" },
  },
  "text that is no JSON is a ResponseError": {
    replies: [reply(200, "OK", JSON_HEADERS)],
    expect: { error: "ResponseError", fields: { reason: "not-json" } },
  },
  "JSON with something after it is a ResponseError": {
    replies: [(exchange) => reply(200, `${exchange.sample.json}</html>`, JSON_HEADERS)(exchange)],
    expect: { error: "ResponseError", fields: { reason: "not-json" } },
  },
  "an empty body is a ResponseError": {
    replies: [reply(200, "", JSON_HEADERS)],
    expect: { error: "ResponseError", fields: { reason: "empty" } },
  },
  "a body of white space is a ResponseError": {
    replies: [reply(200, " \n", JSON_HEADERS)],
    expect: { error: "ResponseError", fields: { reason: "empty" } },
  },
  "204 is a ResponseError where data was promised": {
    replies: [reply(204, "")],
    expect: { error: "ResponseError", fields: { reason: "empty", status: 204 } },
  },
  "JSON that is cut off cleanly is asked for again": {
    replies: [(exchange) => reply(200, exchange.sample.json.slice(0, -1), JSON_HEADERS)(exchange), sampleJson()],
    expect: { requests: 2 },
  },
  "JSON that is cut off every time is a ResponseError": {
    replies: [(exchange) => reply(200, exchange.sample.json.slice(0, -2), JSON_HEADERS)(exchange)],
    expect: { error: "ResponseError", fields: { reason: "truncated", attempts: 3 }, requests: 3 },
  },
  "a body shorter than its content-length is a ConnectionError": {
    replies: [pieces(() => ['{"a":'], { headers: { ...JSON_HEADERS, "content-length": "1000" }, end: "close" })],
    options: ONCE,
    expect: { error: "ConnectionError", fields: { reason: "interrupted" } },
  },
  "a body that is reset is asked for again": {
    replies: [pieces(() => ['{"a":'], { headers: JSON_HEADERS, end: "reset" }), sampleJson()],
    expect: { requests: 2 },
  },
  "a body that is reset every time is a ConnectionError": {
    replies: [pieces(() => ['{"a":'], { headers: JSON_HEADERS, end: "reset" })],
    expect: { error: "ConnectionError", fields: { reason: "interrupted", attempts: 3 }, requests: 3 },
  },
  "a chunked body that is cut is a ConnectionError": {
    replies: [
      ({ response }) => response.socket?.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n', "utf8"),
    ],
    options: ONCE,
    expect: { error: "ConnectionError" },
  },
  "corrupt gzip is a ResponseError": {
    replies: [reply(200, noise, compressed("gzip"))],
    options: ONCE,
    expect: { error: "ResponseError", fields: { reason: "truncated" } },
    // A browser does not tell a damaged body from a broken connection.
    inBrowser: { error: "ConnectionError" },
  },
  "corrupt deflate is a ResponseError": {
    replies: [reply(200, noise, compressed("deflate"))],
    options: ONCE,
    expect: { error: "ResponseError", fields: { reason: "truncated" } },
    inBrowser: { error: "ConnectionError" },
  },
  "corrupt brotli is a ResponseError": {
    replies: [reply(200, noise, compressed("br"))],
    options: ONCE,
    expect: { error: "ResponseError", fields: { reason: "truncated" } },
    inBrowser: "brotli is only decoded over https",
  },
  "a body that never ends is too-large": {
    replies: [pieces(() => endless(" ".repeat(65_536)), { headers: JSON_HEADERS })],
    options: { maxResponseBytes: 1_000_000 },
    expect: { error: "ResponseError", fields: { reason: "too-large" } },
  },
  "a content-length above maxResponseBytes is too-large before it is read": {
    replies: [pieces(() => [" "], { headers: { ...JSON_HEADERS, "content-length": "5000000" }, end: "hang" })],
    options: { maxResponseBytes: 1_000_000 },
    expect: { error: "ResponseError", fields: { reason: "too-large" } },
  },
});

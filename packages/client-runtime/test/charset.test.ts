import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ApiError, createCall, type OperationDescriptor, type ResponseError } from "../src/index.ts";
import { createFetchClient } from "../src/openapi-fetch.ts";
import { errorOf } from "./support/in-memory.ts";

interface Operations {
  json: { input: object; output: unknown; stream: false };
  text: { input: object; output: string; stream: false };
  bytes: { input: object; output: Blob; stream: false };
  nothing: { input: object; output: void; stream: false };
  lines: { input: object; output: unknown; stream: true };
  upload: { input: { body: unknown }; output: void; stream: false };
}
const own = { method: "GET", safe: false, security: [] } as const;
const operations: Record<keyof Operations, OperationDescriptor> = {
  json: { ...own, path: "/json", response: "json" },
  text: { ...own, path: "/text", response: "text", accept: "text/csv" },
  bytes: { ...own, path: "/bytes", response: "binary" },
  nothing: { ...own, path: "/nothing", response: "none" },
  lines: { ...own, path: "/lines", response: "lines" },
  upload: { ...own, method: "POST", path: "/upload", response: "none", contentType: "text/csv; charset=iso-8859-1" },
};

let next: { readonly type: string; readonly bytes: Uint8Array; readonly status: number };
let uploaded: Buffer;
let server: Server;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    uploaded = Buffer.concat(await request.toArray());
    response.writeHead(next.status, { "content-type": next.type }).end(next.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => void server.close());

function settings() {
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { client: { name: "test", version: "1.0.0" }, baseUrl, credentials: {}, options: { maxRetries: 0 } };
}

function callWith(type: string, bytes: Uint8Array, status = 200) {
  next = { type, bytes, status };
  return createCall<Operations>(operations, settings());
}

const latin = (text: string): Buffer => Buffer.from(text, "latin1");

test.each([
  ["application/json; charset=iso-8859-1", latin('{"a":"é"}')],
  ["application/json;charset=ISO-8859-1", latin('{"a":"é"}')],
  ['application/problem+json; version=1; charset="windows-1252"', latin('{"a":"é"}')],
  ["application/json; charset=utf-16le", Buffer.from('\uFEFF{"a":"é"}', "utf16le")],
  ["application/json; charset=UTF8", Buffer.from('{"a":"é"}')],
  ["application/json; version=2", Buffer.from('{"a":"é"}')],
])("JSON is read in the charset of %s", async (type, bytes) => {
  expect(await callWith(type, bytes)("json", {})).toEqual({ a: "é" });
  const client = createFetchClient<Record<string, never>>(operations, settings());
  const { data } = await (client.GET as (path: string) => Promise<{ data: unknown }>)("/json");
  expect(data).toEqual({ a: "é" });
});

test("text, lines and errors are read in their charset, and bytes stay as they are", async () => {
  const type = "text/csv; charset=iso-8859-1";
  expect(await callWith(type, latin("é;è"))("text", {})).toBe("é;è");
  const values: unknown[] = [];
  for await (const value of callWith("application/jsonl; charset=iso-8859-1", latin('"é"\n"è"\n'))("lines", {}))
    values.push(value);
  expect(values).toEqual(["é", "è"]);
  const error = await errorOf<ApiError>(callWith("application/json; charset=latin1", latin('{"message":"é"}'), 400)("json", {}));
  expect([error.body, error.message]).toEqual([{ message: "é" }, expect.stringContaining("é")]);
  const blob = await callWith(type, latin("é"))("bytes", {});
  expect(new Uint8Array(await blob.arrayBuffer())).toEqual(Uint8Array.of(0xe9));
});

test("a charset that the platform does not know is refused by its name", async () => {
  for (const id of ["json", "text"] as const) {
    const error = await errorOf<ResponseError>(callWith("application/json; charset=ebcdic", latin("{}"))(id, {}));
    expect([error.code, error.reason]).toEqual(["ResponseError", "wrong-content-type"]);
    expect(error.message).toContain("charset=ebcdic");
  }
  const error = await errorOf<ResponseError>(callWith("application/jsonl; charset=ebcdic", latin("{}"))("lines", {}).next());
  expect([error.code, error.reason]).toEqual(["ResponseError", "wrong-content-type"]);
});

test("a response whose content does not matter, and an error, need no known charset", async () => {
  expect(await callWith("application/json; charset=ebcdic", latin("{}"))("nothing", {})).toBeUndefined();
  const error = await errorOf<ApiError>(callWith("application/json; charset=ebcdic", latin('{"message":"no"}'), 404)("json", {}));
  expect([error.code, error.body]).toEqual(["ApiError", { message: "no" }]);
});

test("bytes in another charset are sent as they are through openapi-fetch as well", async () => {
  next = { type: "text/plain", bytes: new Uint8Array(), status: 204 };
  const client = createFetchClient<Record<string, never>>(operations, settings());
  await (client.POST as (path: string, init: object) => Promise<unknown>)("/upload", { body: new Blob([Uint8Array.of(0xe9)]) });
  expect(uploaded).toEqual(latin("é"));
});

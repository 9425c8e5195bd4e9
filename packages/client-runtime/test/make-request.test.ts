import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCall } from "../src/index.ts";

interface Operations {
  put: { input: { body: unknown }; output: void; stream: false };
}
interface Received {
  readonly type: string | undefined;
  readonly bytes: Buffer;
}

const server = createServer(async (request, response) => {
  received = { type: request.headers["content-type"], bytes: await buffer(request) };
  response.writeHead(204).end();
});
let received: Received;
let origin: string;

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The request that reaches a server of an operation with this type. */
async function receivedFor(contentType: string, body: unknown): Promise<Received> {
  const call = createCall<Operations>(
    { put: { method: "PUT", path: "/", safe: false, security: [], response: "none", contentType } },
    { client: { name: "test", version: "1.0.0" }, baseUrl: origin, credentials: {}, options: {} },
  );
  await call("put", { body });
  return received;
}

describe("a request's body", () => {
  const bytes = Uint8Array.of(0, 1, 254, 255);

  test.each([
    ["application/json", { a: [1, "é"] }, '{"a":[1,"é"]}'],
    ["application/merge-patch+json", "text", '"text"'],
    ["application/json; charset=utf-8", null, "null"],
    ["application/x-www-form-urlencoded", new URLSearchParams({ a: "1 & 2" }), "a=1+%26+2"],
    ["application/x-www-form-urlencoded", { a: "1", b: "ö" }, "a=1&b=%C3%B6"],
    ["application/x-www-form-urlencoded", { a: [1, true], b: null, c: { d: 1 } }, "a=1&a=true&c=%7B%22d%22%3A1%7D"],
    ["application/xml", "<a>é</a>", "<a>é</a>"],
    ["text/plain", '"quoted"', '"quoted"'],
    ["text/csv", "a,b\n", "a,b\n"],
    ["text/csv", "", ""],
  ])("of the type %s is %j as the type has it", async (type, body, text) => {
    expect(await receivedFor(type, body)).toEqual({ type, bytes: Buffer.from(text) });
  });

  test.each([
    ["an array of bytes", bytes],
    ["a buffer", bytes.buffer],
    ["a blob", new Blob([bytes])],
    ["a blob with a type of its own", new Blob([bytes], { type: "image/gif" })],
  ])("of bytes is sent byte for byte, given as %s", async (_, body) => {
    expect(await receivedFor("image/png", body)).toEqual({ type: "image/png", bytes: Buffer.from(bytes) });
  });

  test.each([
    ["image/*", new Blob([bytes], { type: "image/gif" }), "image/gif"],
    ["*/*", bytes, "application/octet-stream"],
    ["*/*", new Blob([bytes]), "application/octet-stream"],
  ])("of the range %s is sent with a type of its own", async (range, body, type) => {
    expect(await receivedFor(range, body)).toEqual({ type, bytes: Buffer.from(bytes) });
  });

  test.each([
    ["multipart/form-data", ["a"]],
    ["text/plain", { a: 1 }],
    ["image/png", [1, 2]],
  ])("of the type %s is refused where it would be sent as the name of an object: %j", async (type, body) => {
    await expect(receivedFor(type, body)).rejects.toMatchObject({ code: "ConfigurationError" });
  });

  test("is a form whose boundary the platform names", async () => {
    const form = new FormData();
    form.set("file", new Blob([bytes]), "a.bin");
    const { type, bytes: sent } = await receivedFor("multipart/form-data", form);
    expect(type).toMatch(/^multipart\/form-data; boundary=./);
    expect(sent.includes(Buffer.from(bytes))).toBe(true);
  });
});

import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import busboy from "busboy";
import qs from "qs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type ConfigurationError,
  type ConnectionError,
  createCall,
  type FieldStyle,
  type OperationDescriptor,
  type RequestOptions,
} from "../src/index.ts";
import { errorOf } from "./support/in-memory.ts";

interface Operations {
  send: { input: { body: unknown }; output: void; stream: false };
}
/** A part as busboy reads it. Fields have text, files bytes. */
interface ReceivedPart {
  readonly name: string;
  readonly type: string;
  readonly text?: string;
  readonly bytes?: Buffer;
  readonly filename?: string | undefined;
}

/** The requests that arrived. Multipart bodies are read by busboy, all others as text. */
const received: { url: string; type: string; parts: ReceivedPart[]; text: string; lengthIsKnown: boolean }[] = [];
const statuses: number[] = [];
const server = createServer(async (request, response) => {
  const { "content-type": type = "", "content-length": length } = request.headers;
  const isMultipart = type.startsWith("multipart/");
  const parts = isMultipart ? await partsOf(request) : [];
  received.push({
    url: request.url ?? "",
    type,
    parts,
    text: isMultipart ? "" : await text(request),
    lengthIsKnown: length !== undefined,
  });
  const status = statuses.shift() ?? 204;
  response.writeHead(status, status === 307 ? { location: "/next" } : { "retry-after-ms": "1" }).end();
});
let origin: string;

async function partsOf(request: IncomingMessage): Promise<ReceivedPart[]> {
  const parts: Promise<ReceivedPart>[] = [];
  const parser = busboy({ headers: request.headers, defParamCharset: "utf8", preservePath: true });
  parser.on("field", (name, value, { mimeType }) => parts.push(Promise.resolve({ name, type: mimeType, text: value })));
  parser.on("file", (name, stream, { filename, mimeType }) => {
    parts.push(buffer(stream).then((bytes) => ({ name, type: mimeType, bytes, filename })));
  });
  await once(request.pipe(parser), "close");
  return Promise.all(parts);
}

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
beforeEach(() => {
  received.length = 0;
  statuses.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function send(body: unknown, row: Partial<OperationDescriptor> = {}, options: RequestOptions = {}): Promise<void> {
  const call = createCall<Operations>(
    {
      send: { method: "POST", path: "/", safe: true, security: [], response: "none", contentType: "multipart/form-data", ...row },
    },
    { client: { name: "test", version: "1.0.0" }, baseUrl: origin, credentials: {}, options: {} },
  );
  await call("send", { body }, options);
}

/** The parts of a form with one field. */
async function partsFor(value: unknown, style?: FieldStyle): Promise<readonly ReceivedPart[]> {
  await send({ a: value }, style ? { fields: { "multipart/form-data": { a: style } } } : {});
  return received[0]?.parts ?? [];
}

const bytes = Uint8Array.of(0, 13, 10, 45, 45, 254, 255);
const file = { name: "a", type: "application/octet-stream", filename: "blob", bytes: Buffer.from(bytes) };
const field = { name: "a", type: "text/plain" };

describe("a form with parts", () => {
  test.each([
    ["text", 'é "x"\r\n', [{ ...field, text: 'é "x"\r\n' }]],
    ["a number", 1.5, [{ ...field, text: "1.5" }]],
    ["a boolean", false, [{ ...field, text: "false" }]],
    ["nothing", null, []],
    ["an object, which is JSON and no file", { b: [1, "é"] }, [{ ...field, type: "application/json", text: '{"b":[1,"é"]}' }]],
    [
      "a list, a part for each member",
      ["x", null, 2],
      [
        { ...field, text: "x" },
        { ...field, text: "2" },
      ],
    ],
    ["a list of objects", [{ b: 1 }, { b: 2 }], [1, 2].map((b) => ({ ...field, type: "application/json", text: `{"b":${b}}` }))],
    ["a date, which is text", new Date(0), [{ ...field, text: "1970-01-01T00:00:00.000Z" }]],
    ["an object with content of its own", { content: "x" }, [{ ...field, type: "application/json", text: '{"content":"x"}' }]],
    ["an array of bytes", bytes, [file]],
    ["a buffer", bytes.buffer, [file]],
    ["a blob with its type", new Blob([bytes], { type: "image/png" }), [{ ...file, type: "image/png" }]],
    ["a file with its name", new File([bytes], 'ä"\n.png'), [{ ...file, filename: "ä%22%0A.png" }]],
    ["a list of files", [new File([bytes], "1"), new File([bytes], "2")], ["1", "2"].map((filename) => ({ ...file, filename }))],
    ["a file that is given a name", { content: bytes, filename: "a.bin" }, [{ ...file, filename: "a.bin" }]],
    ["a file that is given a type", { content: bytes, contentType: "image/gif" }, [{ ...file, type: "image/gif" }]],
    ["a stream of the web", new Blob([bytes]).stream(), [file]],
    ["a stream of Node's", Readable.from([bytes.subarray(0, 2), bytes.subarray(2)]), [file]],
    [
      "a stream with a name",
      { content: Readable.from(["text"]), filename: "a.txt" },
      [{ ...file, filename: "a.txt", bytes: Buffer.from("text") }],
    ],
  ])("has %s as the server reads it", async (_, value, parts) => {
    expect(await partsFor(value)).toEqual(parts);
  });

  test.each<[FieldStyle, unknown, readonly object[]]>([
    [{ contentType: "application/json" }, [1, 2], [{ ...field, type: "application/json", text: "[1,2]" }]],
    [{ contentType: "application/json" }, "x", [{ ...field, type: "application/json", text: '"x"' }]],
    [{ contentType: "text/csv" }, "x,y", [{ ...field, type: "text/csv", text: "x,y" }]],
    [{ contentType: "image/png" }, new Blob([bytes], { type: "image/gif" }), [{ ...file, type: "image/png" }]],
    [{ contentType: "image/png, image/gif" }, new Blob([bytes], { type: "image/gif" }), [{ ...file, type: "image/gif" }]],
    [{ contentType: "image/png, image/gif" }, bytes, [{ ...file, type: "image/png" }]],
    [{ contentType: "image/*" }, bytes, [file]],
    [{ explode: false }, ["x", "y+z"], [{ ...field, text: "x,y+z" }]],
    [
      { style: "deepObject" },
      { b: 1, c: { d: "&" } },
      [
        { ...field, name: "a[b]", text: "1" },
        { ...field, name: "a[c][d]", text: "&" },
      ],
    ],
  ])("has a field as its encoding says: %j", async (style, value, parts) => {
    expect(await partsFor(value, style)).toEqual(parts);
  });

  test.each<[FieldStyle, unknown]>([
    [{ explode: false }, ["x,y", "z"]],
    [{ style: "form", explode: false }, { x: "y,z" }],
    [{ style: "pipeDelimited", explode: false }, ["x|y", "z"]],
    [{ style: "spaceDelimited", explode: false }, ["x y", "z"]],
  ])("refuses a member with the sign that stands between members, as parts encode nothing: %j %j", async (style, value) => {
    const error = await errorOf<ConfigurationError>(partsFor(value, style));
    expect([error.code, error.option, received]).toEqual(["ConfigurationError", "a", []]);
  });

  test("is of the type of the document, with its parameters", async () => {
    await send({ a: 1 }, { contentType: "multipart/form-data; profile=x" });
    expect(received[0]?.type).toMatch(/^multipart\/form-data; profile=x; boundary=/);
    expect(received[0]?.parts).toEqual([{ ...field, text: "1" }]);
  });

  test("has the headers that its encoding gives a part, and those that a caller gives", async () => {
    const raw = createServer(async (request, response) => {
      lines = (await text(request)).split("\r\n").filter((line) => !line.startsWith("--"));
      response.writeHead(204).end();
    });
    let lines: string[] = [];
    await once(raw.listen(0, "127.0.0.1"), "listening");
    const address = raw.address();
    const fields = { "multipart/form-data": { a: { headers: { "X-Version": "1" } } } };
    const row = { fields, server: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}` };
    await send({ a: { content: { b: 1 }, headers: { "X-Hash": "ff" } } }, row);
    raw.close();
    expect(lines).toEqual([
      'Content-Disposition: form-data; name="a"',
      "Content-Type: application/json",
      "X-Version: 1",
      "X-Hash: ff",
      "",
      '{"b":1}',
      "",
    ]);
  });

  test.each<[FieldStyle, unknown]>([
    [{}, { content: bytes, contentType: "a\r\nX: 1" }],
    [{}, { content: bytes, headers: { "X-A": "a\nb" } }],
    [{}, { content: bytes, headers: { "X A": "a" } }],
    [{}, Number.NaN],
    [{}, Symbol("a")],
    [{ contentType: "application/xml" }, { b: 1 }],
  ])("is refused where a field has no form as a part: %j", async (style, value) => {
    await expect(partsFor(value, style)).rejects.toMatchObject({ code: "ConfigurationError", option: "a" });
    expect(received).toEqual([]);
  });

  test("is sent again after a failure, and with a length, where no file is a stream", async () => {
    statuses.push(503, 307);
    await send({ a: new Blob([bytes]), b: 1 });
    expect(received.map(({ parts }) => parts.length)).toEqual([2, 2, 2]);
    expect(received.every(({ lengthIsKnown }) => lengthIsKnown)).toBe(true);
  });

  test.each([503, 429, 307])("with a stream is never sent twice, as after %i", async (status) => {
    statuses.push(status);
    const { code } = await errorOf<ConnectionError>(send({ a: Readable.from([bytes]) }));
    expect([code, received.length]).toEqual([status === 307 ? "ConnectionError" : "ApiError", 1]);
  });

  test("ends in an error of ours where a stream breaks off", async () => {
    const broken = Readable.from(
      (async function* chunks() {
        yield bytes;
        throw new Error("the disk is gone");
      })(),
    );
    const error = await errorOf<ConnectionError>(send({ a: broken }));
    expect([error.code, error.attempts]).toEqual(["ConnectionError", 1]);
    expect(error.message).toContain("the disk is gone");
  });

  test("reads a stream no faster than it is sent, and leaves it where the call ends", async () => {
    let read = 0;
    let isLeft = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          read += 1;
          yield new Uint8Array(65_536);
        }
      } finally {
        isLeft = true;
      }
    }
    const stuck = createServer(() => {});
    await once(stuck.listen(0, "127.0.0.1"), "listening");
    const address = stuck.address();
    const call = createCall<Operations>(
      { send: { method: "POST", path: "/", safe: false, security: [], response: "none", contentType: "multipart/form-data" } },
      {
        client: { name: "test", version: "1.0.0" },
        baseUrl: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
        credentials: {},
        options: { timeoutMs: 500 },
      },
    );
    const error = await errorOf(call("send", { body: { a: endless() } }));
    stuck.closeAllConnections();
    stuck.close();
    expect(error).toMatchObject({ code: "TimeoutError" });
    expect(read).toBeLessThan(1000);
    await expect.poll(() => isLeft).toBe(true);
  });

  test("may be a form of the platform's", async () => {
    const form = new FormData();
    form.set("a", new Blob([bytes]), "x.bin");
    await send(form);
    expect(received[0]?.parts).toEqual([{ ...file, filename: "x.bin" }]);
  });
});

describe("a form of fields", () => {
  const contentType = "application/x-www-form-urlencoded";

  test.each<[Record<string, FieldStyle>, unknown, unknown]>([
    [{}, { a: "é &=+", b: 1, c: null }, { a: "é &=+", b: "1" }],
    [{}, { a: ["x", "y"] }, { a: ["x", "y"] }],
    [{}, { a: [{ b: 1 }, [2], null, new Date(0)] }, { a: ['{"b":1}', "[2]", "1970-01-01T00:00:00.000Z"] }],
    [{}, { a: { b: [1] } }, { a: '{"b":[1]}' }],
    [{}, { a: new Date(0) }, { a: "1970-01-01T00:00:00.000Z" }],
    [{ a: { style: "deepObject" } }, { a: { b: { c: "1" }, d: ["x", "y"] } }, { a: { b: { c: "1" }, d: ["x", "y"] } }],
    [{ a: { explode: false } }, { a: ["x", "y"] }, { a: "x,y" }],
    [{ a: { style: "pipeDelimited", explode: false } }, { a: ["x", "y"] }, { a: "x|y" }],
    [{ a: { contentType: "application/json" } }, { a: ["x"] }, { a: '["x"]' }],
    [{}, new URLSearchParams({ a: "x y" }), { a: "x y" }],
    [{}, "a=x+y", { a: "x y" }],
  ])("written by %j is read by the server as %j means it", async (fields, body, read) => {
    await send(body, { contentType, fields: { [contentType]: fields } });
    expect(received[0]?.type).toBe(contentType);
    expect(qs.parse(received[0]?.text ?? "")).toEqual(read);
  });

  test("tells the commas of members from those between them", async () => {
    await send({ a: ["x,y", "z"] }, { contentType, fields: { [contentType]: { a: { explode: false } } } });
    expect(received[0]?.text).toBe("a=x%2Cy,z");
    expect(qs.parse(received[0]?.text ?? "", { comma: true })).toEqual({ a: ["x,y", "z"] });
  });

  test.each([[{ a: new Blob([bytes]) }], [new FormData()], [["x"]], [{ a: { content: bytes } }]])(
    "is refused where it is %o, which has no form there",
    async (body) => {
      await expect(send(body, { contentType })).rejects.toMatchObject({ code: "ConfigurationError" });
      expect(received).toEqual([]);
    },
  );
});

describe("a body of bytes", () => {
  test("may be a stream, and is then not sent again", async () => {
    statuses.push(503);
    const error = await errorOf<ConnectionError>(send(Readable.from(["x", "y"]), { contentType: "text/csv" }));
    expect([error.code, received.map(({ type, text: sent }) => [type, sent])]).toEqual(["ApiError", [["text/csv", "xy"]]]);
  });

  test("may be JSON that is there already", async () => {
    await send(new Blob(['{"a": 1}']), { contentType: "application/json" });
    expect(received.map(({ type, text: sent }) => [type, sent])).toEqual([["application/json", '{"a": 1}']]);
  });

  test.each([[{ content: bytes }], [new URLSearchParams({ a: "1" })], [new FormData()], [[1]], [{}]])(
    "is refused where it is %o",
    async (body) => {
      await expect(send(body, { contentType: "image/png" })).rejects.toMatchObject({ code: "ConfigurationError" });
      expect(received).toEqual([]);
    },
  );
});

describe("a content type with parameters", () => {
  test.each([
    ["application/json; charset=utf-8", { a: "é" }, '{"a":"é"}'],
    ['application/vnd.x+json;version="1 ;=" ;charset=UTF-8', ["é"], '["é"]'],
    ["application/json; charset=iso-8859-1", { a: "e" }, '{"a":"e"}'],
    ["application/x-www-form-urlencoded; charset=UTF-8", { a: "é", b: ["x", "y"] }, "a=%C3%A9&b=x&b=y"],
    ["text/plain; profile=json", "é", "é"],
    ["text/plain; charset=us-ascii", "e", "e"],
    ['text/plain; a="*"', "e", "e"],
  ])("is sent as the document has it: %s", async (contentType, body, written) => {
    await send(body, { contentType });
    expect(received).toMatchObject([{ type: contentType, text: written }]);
  });

  test.each([
    ["application/json; charset=iso-8859-1", { a: "é" }],
    ["text/csv; charset=windows-1252", "é"],
    ["text/csv; charset=utf-16", "e"],
    ["text/csv; charset=nonsense", "e"],
    ["application/x-www-form-urlencoded; charset=iso-8859-1", { a: "é" }],
  ])("refuses text that has other bytes in its charset: %s", async (contentType, body) => {
    const error = await errorOf<ConfigurationError>(send(body, { contentType }));
    expect([error.code, error.option, received]).toEqual(["ConfigurationError", "the body", []]);
  });

  test("goes with bytes, whatever its charset", async () => {
    await send(Uint8Array.of(0xe9), { contentType: "text/csv; charset=iso-8859-1" });
    expect(received).toMatchObject([{ type: "text/csv; charset=iso-8859-1" }]);
  });
});

describe("a body of parts without names", () => {
  const contentType = "multipart/mixed";
  const parts = Buffer.from('--AaB\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--AaB--\r\n');

  test("is bytes with a header that names their boundary", async () => {
    await send(parts, { contentType }, { headers: { "content-type": "multipart/form-data; boundary=AaB" } });
    expect(received[0]?.parts).toEqual([{ ...field, text: "1" }]);
  });

  test.each([["multipart/mixed"], ["multipart/form-data"]])("is refused as %s where nothing names it", async (type) => {
    const error = await errorOf<ConfigurationError>(send(parts, { contentType: type }));
    expect([error.code, error.option, received]).toEqual(["ConfigurationError", "the header content-type", []]);
  });
});

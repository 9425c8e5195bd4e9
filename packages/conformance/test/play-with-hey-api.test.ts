import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GeneratorProgram } from "../src/generator-program.ts";
import { layOutHeyApi, type HeyApiClient } from "../src/suites/http-specs/hey-api-client.ts";
import { playWithHeyApi } from "../src/suites/http-specs/play-with-hey-api.ts";
import type { MockApi } from "../src/suites/http-specs/scenario.ts";

/** A short form of their generator's output for the document below. */
const SDK = `
export const sendNote = (options) => options.client.post({ url: "/notes/{id}", ...options });
export const listNotes = (options) => options.client.get({ url: "/notes", security: [{ scheme: "bearer", type: "http" }], ...options });
export type Note = {};
`;
const CLIENT = `
export const createClient = ({ baseUrl, auth }) => {
  const send = (method) => async ({ url, path, headers, body, security = [], bodySerializer = JSON.stringify }) => {
    const token = security[0] && auth(security[0]);
    const sent = bodySerializer === null || body === undefined ? body : bodySerializer(body);
    const address = baseUrl + url.replace("{id}", path?.id);
    const response = await fetch(address, { method, headers: { ...headers, ...(token && { authorization: "Bearer " + token }) }, body: sent });
    const data = await response.json();
    return response.ok ? { data, response } : { error: data, response };
  };
  return { get: send("GET"), post: send("POST") };
};
`;

const content = { "application/xml": { schema: { type: "object" } } };
const responses = { 200: { description: "Done.", content: { "application/json": {} } } };
const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
const document = {
  paths: {
    "/notes": { get: { responses } },
    "/notes/{id}": { post: { parameters: [id], requestBody: { content }, responses }, delete: { parameters: [id], responses } },
  },
};

let folder = "";
let client: HeyApiClient;
let server: Server;
/** The server's verdict on each request, in order. */
const waiting: (readonly [status: number, body: unknown])[] = [];
const seen: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "conformance-"));
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      seen.push([request.method, request.url, request.headers.authorization ?? "", body].join(" "));
      const [status, value] = waiting.shift() ?? [500, {}];
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of the program as is called.
  const program = {
    run: async (_file: string, output: string) => {
      mkdirSync(join(output, "client"), { recursive: true });
      writeFileSync(join(output, "sdk.gen.ts"), SDK);
      writeFileSync(join(output, "client/index.ts"), CLIENT);
      return "";
    },
  } as unknown as GeneratorProgram;
  client = await layOutHeyApi(program, "document.json", join(folder, "src"));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function play(api: MockApi, ...says: readonly (readonly [number, unknown])[]): Promise<string | undefined> {
  seen.length = 0;
  waiting.splice(0, waiting.length, ...says);
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return playWithHeyApi(client, document, { name: "case", apis: [api] }, `http://127.0.0.1:${port}`, folder);
}

const list: MockApi = {
  uri: "/notes",
  method: "get",
  request: { headers: { authorization: "Bearer key" } },
  response: { status: 200, body: { contentType: "application/json", rawContent: '{"notes":[1]}' } },
};
const send: MockApi = {
  uri: "/notes/7",
  method: "post",
  request: { body: { contentType: "application/xml", rawContent: "<note/>" } },
  response: { status: 200 },
};

test("a function is found by what it calls, and is given the credential that the server waits for", async () => {
  expect([...client.functions.keys()]).toEqual(["GET /notes", "POST /notes/{id}"]);
  expect(await play(list, [200, { notes: [1] }])).toBeUndefined();
  expect(seen).toEqual(["GET /notes Bearer key "]);
});

test("a response that is read as another value differs from a request that is refused", async () => {
  expect(await play(list, [200, { notes: [2] }])).toBe("a response is not read");
  const refusal = { message: "Expected blue,red but got blue, red", expected: "blue,red", actual: "blue, red" };
  expect(await play(list, [400, refusal])).toContain("blanks behind its commas");
});

test("a body that one of their options fixes is reported as needing the option", async () => {
  expect(await play(send, [500, {}], [200, {}])).toContain("unless the caller sets bodySerializer to null");
  expect(seen).toEqual(['POST /notes/7  "<note/>"', "POST /notes/7  <note/>"]);
  expect(await play(send, [500, {}], [500, {}])).toBe("the server cannot read the body");
});

test("an operation without a function is named", async () => {
  expect(await play({ ...send, method: "delete" })).toBe("the SDK has no function for the operation");
});

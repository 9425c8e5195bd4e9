import { expect, test } from "vitest";
import { type CallSettings, type ClientOptions, createCall, headerCredential, type OperationTable } from "../src/index.ts";
import { createFetchClient } from "../src/openapi-fetch.ts";
import { errorOf, json, recordingFetch } from "./support/in-memory.ts";
import { respond, serve } from "./support/serve.ts";

interface Operations {
  get: { input: object; output: unknown; stream: false };
  newer: { input: object; output: unknown; stream: false };
  beside: { input: object; output: unknown; stream: false };
  upload: { input: object; output: unknown; stream: false };
  plain: { input: object; output: unknown; stream: false };
}

const own = { method: "GET", safe: true, security: [["key"]], response: "json" } as const;
const operations: OperationTable<keyof Operations> = {
  get: { ...own, path: "/things" },
  newer: { ...own, path: "/newer", server: "/v2" },
  beside: { ...own, path: "/beside", server: "https://api.test/v3" },
  upload: { ...own, path: "/files", server: "https://upload.test" },
  plain: { ...own, path: "/plain", server: "http://plain.test" },
};

function settingsFor(options: ClientOptions, more: Partial<CallSettings> = {}): CallSettings {
  const credentials = { key: headerCredential({ option: "apiKey", key: "key-1", name: "x-api-key" }) };
  return { client: { name: "test", version: "1.0.0" }, baseUrl: "https://api.test/v1", credentials, options, ...more };
}

async function addressOf(
  id: keyof Operations,
  options: ClientOptions = {},
  more?: Partial<CallSettings>,
): Promise<string | undefined> {
  const { fetch, sent } = recordingFetch(() => json({}));
  await createCall<Operations>(operations, settingsFor({ ...options, fetch }, more))(id, {});
  return sent[0]?.url;
}

test.each<[id: keyof Operations, address: string]>([
  ["get", "https://api.test/v1/things"],
  ["newer", "https://api.test/v2/newer"],
  ["beside", "https://api.test/v3/beside"],
  ["upload", "https://upload.test/files"],
])("%s is called at the server of its own: %s", async (id, address) => {
  expect(await addressOf(id)).toBe(address);
});

test("a server on the API's own host moves along with baseUrl", async () => {
  expect(await addressOf("newer", { baseUrl: "https://staging.test/v1" })).toBe("https://staging.test/v2/newer");
  expect(await addressOf("beside", { baseUrl: "https://staging.test/v1" })).toBe("https://staging.test/v3/beside");
});

test("another baseUrl on the host of an operation's server needs no word of it", async () => {
  expect(await addressOf("upload", { baseUrl: "https://upload.test/v9" })).toBe("https://upload.test/files");
});

test("a server whose address the client fills in is called there, unless the user says otherwise", async () => {
  const more = {
    baseUrl: "https://us.api.test/v1",
    servers: { "https://upload.test": "https://us.upload.test/", "https://api.test/v3": "https://us.api.test/v3", "/v2": "/v7" },
  };
  expect(await addressOf("upload", {}, more)).toBe("https://us.upload.test/files");
  expect(await addressOf("beside", {}, more)).toBe("https://us.api.test/v3/beside");
  expect(await addressOf("newer", {}, more)).toBe("https://us.api.test/v7/newer");
  // On the API's own host, as the user chose it, it moves along.
  expect(await addressOf("beside", { baseUrl: "https://staging.test/v1" }, more)).toBe("https://staging.test/v3/beside");
  const servers = { "https://upload.test": "https://mine.test" };
  expect(await addressOf("upload", { servers }, more)).toBe("https://mine.test/files");
});

test("a server elsewhere is called where servers says, on the wire and with the credential", async () => {
  await using server = await serve((_, response) => respond(response, 200, "{}"));
  const options = { baseUrl: "https://staging.test/v1", servers: { "https://upload.test": `${server.address}/up/` } };
  await createCall<Operations>(operations, settingsFor(options))("upload", {});
  expect(server.received).toMatchObject([{ url: "/up/files", headers: { "x-api-key": "key-1" } }]);
});

test("openapi-fetch's client calls it there too", async () => {
  await using server = await serve((_, response) => respond(response, 200, "{}"));
  interface paths {
    "/files": { get: { responses: { 200: { content: { "application/json": object } } } } };
  }
  const options = { servers: { "https://upload.test": server.address } };
  const client = createFetchClient<paths>(operations, settingsFor(options));
  expect((await client.GET("/files")).response.status).toBe(200);
  expect(server.received).toMatchObject([{ url: "/files", headers: { "x-api-key": "key-1" } }]);
});

test.each<[what: string, id: keyof Operations, options: ClientOptions, option: string]>([
  [
    "another baseUrl and no word of the other server",
    "upload",
    { baseUrl: "https://staging.test" },
    'servers["https://upload.test"]',
  ],
  ["a server without https, where a credential goes along", "plain", {}, 'servers["http://plain.test"]'],
  [
    "an address without https in servers",
    "upload",
    { servers: { "https://upload.test": "http://a.test" } },
    'servers["https://upload.test"]',
  ],
])("nothing is sent with %s", async (_, id, options, option) => {
  const { fetch, sent } = recordingFetch(() => json({}));
  const call = createCall<Operations>(operations, settingsFor({ ...options, fetch }));
  expect(await errorOf(call(id, {}))).toMatchObject({ code: "ConfigurationError", option });
  expect(sent).toEqual([]);
});

import type { Fetch, OperationDescriptor, ValueStyle } from "@specloom/client-runtime";
import { expect, test } from "vitest";
import { operations } from "../src/generated/operations.gen.ts";
import { resources } from "../src/generated/resources.gen.ts";
import { createFetchClient } from "../src/openapi-fetch.ts";
import { outputValidators } from "../src/validators.ts";
import { callById, createOfflineClient, offlineOptions, onesFor } from "./offline-client.ts";

const RESPONSES = {
  binary: ["application/octet-stream", "bytes"],
  events: ["text/event-stream", "data: {}\n\n"],
  json: ["application/json", "{}"],
  lines: ["application/jsonl", "{}\n"],
  none: ["text/plain", ""],
  text: ["text/plain", "text"],
} as const;

/** A server that responds to each operation as the spec says, and keeps the requests. */
function createServer(): { readonly fetch: Fetch; readonly sent: string[]; expect: (response: keyof typeof RESPONSES) => void } {
  const sent: string[] = [];
  let next: (typeof RESPONSES)[keyof typeof RESPONSES] = RESPONSES.none;
  return {
    sent,
    expect: (response) => void (next = RESPONSES[response]),
    fetch: async (url, init) => {
      sent.push(`${init.method} ${addressOf(url)}`);
      const [contentType, body] = next;
      return new Response(init.method === "HEAD" ? null : body, { headers: { "content-type": contentType } });
    },
  };
}

/** The address without its fragment, which is never sent, and without made-up keys in the query. */
const addressOf = (url: string) => {
  const { href } = new URL(url);
  return href.replace(/#.*/, "").replace(/(?:[?&][^?&=]*=made-up)+$/, "");
};

const requestOf = ({ method, path, styles }: OperationDescriptor) => {
  const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => oneAs(name, styles?.path?.[name]));
  return `${method} ${addressOf(`https://api.example${filled}`)}`;
};

/** "one" in each style of a path. */
function oneAs(name: string, { style, contentType }: ValueStyle = {}): string {
  if (contentType?.includes("json")) return "%22one%22";
  if (style === "matrix") return `;${encodeURIComponent(name)}=one`;
  return style === "label" ? ".one" : "one";
}

test("every operation of the spec can be called by its id", async () => {
  const server = createServer();
  const client = createOfflineClient(server.fetch);
  for (const [id, operation] of Object.entries(operations)) {
    server.expect(operation.response);
    await callById(client, id, operation);
  }
  expect(server.sent).toEqual(Object.values(operations).map(requestOf));
});

test("every operation of the spec can be called through openapi-fetch", async () => {
  const server = createServer();
  const client: { readonly request: unknown } = createFetchClient(offlineOptions(server.fetch));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the compiler knows the input of each
  const request = client.request as (method: string, path: string, init: object) => Promise<{ readonly response: Response }>;
  // openapi-fetch makes a Request of the platform, and that refuses TRACE.
  const table = Object.values(operations).filter(({ method }) => method !== "TRACE");
  for (const { method, path, response: kind } of table) {
    server.expect(kind);
    const init = { params: { path: onesFor(path) }, parseAs: kind === "events" || kind === "lines" ? "stream" : "text" };
    expect((await request(method, path, init)).response.ok).toBe(true);
  }
  expect(server.sent).toEqual(table.map(requestOf));
});

test("every operation of the spec has a method", () => {
  const methods = Object.values(resources).flatMap((factory) => Object.keys(factory(() => undefined)));
  expect(methods.length).toBeGreaterThanOrEqual(Object.keys(operations).length);
});

test("there is a check for the response of every operation", () => {
  // Each response that a caller can choose has a check of its own.
  expect(Object.keys(outputValidators)).toEqual(expect.arrayContaining(Object.keys(operations)));
});

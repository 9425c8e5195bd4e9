import { expect, test } from "vitest";
import type { JsonObject } from "../../src/document/json.ts";
import { readApi } from "../../src/model/api.ts";

/** The server of an operation, from the servers of its document, its path and itself. */
function serverOf(general: readonly string[], ofPath?: readonly JsonObject[], own?: readonly JsonObject[]): string | undefined {
  const operation = { operationId: "get", responses: { 200: { description: "ok" } }, ...(own && { servers: [...own] }) };
  const item = { get: operation, ...(ofPath && { servers: [...ofPath] }) };
  const servers = general.map((url) => ({ url }));
  return readApi({ openapi: "3.1.0", servers, paths: { "/a": item } }).value.operations[0]?.server;
}

const API = "https://api.test/v1";

test.each<[what: string, server: string | undefined, expected: string | undefined]>([
  ["an operation without servers has the API's", serverOf([API]), undefined],
  ["the API's first is no other", serverOf([API, "https://eu.api.test/v1"], undefined, [{ url: `${API}/` }]), undefined],
  [
    "nor is it among several",
    serverOf([API, "https://eu.api.test/v1"], undefined, [{ url: "https://eu.api.test/v1" }, { url: API }]),
    undefined,
  ],
  [
    "the API's second is another, where the operation is not at the first",
    serverOf([API, "https://eu.api.test/v1"], undefined, [{ url: "https://eu.api.test/v1/" }]),
    "https://eu.api.test/v1",
  ],
  ["an operation's own is another", serverOf([API], undefined, [{ url: "https://upload.test" }]), "https://upload.test"],
  ["a path's is another", serverOf([API], [{ url: "https://upload.test" }]), "https://upload.test"],
  ["an operation's own wins over its path's", serverOf([API], [{ url: "https://a.test" }], [{ url: "/v2" }]), "/v2"],
  ["https is taken first", serverOf([API], undefined, [{ url: "http://a.test" }, { url: "https://b.test" }]), "https://b.test"],
  [
    "variables have their defaults",
    serverOf([API], undefined, [{ url: "https://{region}.test", variables: { region: { default: "eu" } } }]),
    "https://eu.test",
  ],
])("%s", (_, server, expected) => {
  expect(server).toBe(expected);
});

function operationOf(operationId: string, more = {}): JsonObject {
  return { operationId, responses: { 200: { description: "ok" } }, ...more };
}

test("a host beside the API's is one warning, however many operations are called there", () => {
  const elsewhere = { servers: [{ url: "https://upload.test/v1" }] };
  const paths = {
    "/a": {
      get: operationOf("a", elsewhere),
      put: operationOf("b", elsewhere),
      post: operationOf("c", elsewhere),
      patch: operationOf("d", elsewhere),
    },
    "/e": {
      get: operationOf("e", { servers: [{ url: "/v2" }] }),
      put: operationOf("f", { servers: [{ url: "https://api.test/v3" }] }),
    },
  };
  const { problems } = readApi({ openapi: "3.1.0", servers: [{ url: API }], paths });
  expect(problems.filter(({ rule }) => rule === "server-elsewhere")).toEqual([
    {
      rule: "server-elsewhere",
      severity: "warning",
      message: "a, b, c and 1 more: called at upload.test, with the credential, as the document gives a server of its own",
      fix: "accept it if that host is the vendor's, or remove the servers with an overlay",
      pointer: "#/paths/~1a/get",
    },
  ]);
});

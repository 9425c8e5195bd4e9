import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { responseHandlers, createMockFetch, type MswHttp, mswHandlers } from "../src/mock.ts";

// Its types do not fit the platform's that this package is compiled with.
const require = createRequire(import.meta.url);
const { http }: { readonly http: MswHttp<object> } = require("msw");
const {
  setupServer,
}: { readonly setupServer: (...handlers: readonly object[]) => { listen(): void; close(): void } } = require("msw/node");

const row = { method: "GET", safe: true, security: [], response: "json" } as const;

test("MSW responds to a program's own requests as the mock does", async () => {
  const fetchOfMock = createMockFetch({
    operations: { listPets: { ...row, path: "/pets" }, getPet: { ...row, path: "/pets/{id}" } },
    validators: {},
    basePath: "/v1",
    authenticate: () => undefined,
    respondInvalid: () => new Response(null, { status: 400 }),
    handlers: responseHandlers({ listPets: { status: 200, json: ["Rex"] } }),
  });
  const server = setupServer(...mswHandlers(http, "https://api.example.com/v1/", fetchOfMock));
  server.listen();
  try {
    const listed = await fetch("https://api.example.com/v1/pets?limit=1");
    expect([listed.status, listed.headers.get("content-type"), await listed.json()]).toEqual([200, "application/json", ["Rex"]]);
    expect((await fetch("https://api.example.com/v1/pets/1")).status).toBe(501);
    expect((await fetch("https://api.example.com/v1/other")).status).toBe(404);
  } finally {
    server.close();
  }
});

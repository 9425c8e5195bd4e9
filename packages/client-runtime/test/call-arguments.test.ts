import { expect, expectTypeOf, test } from "vitest";
import { createCall } from "../src/index.ts";
import { settingsFor } from "./support/adapter.ts";
import { json, recordingFetch } from "./support/in-memory.ts";

test("an input that requires nothing may be left out", async () => {
  interface Operations {
    list: { input: { query?: { limit?: number } }; output: string[]; stream: false };
    ping: { input: Record<string, never>; output: string[]; stream: false };
    get: { input: { path: { id: string } }; output: string[]; stream: false };
  }
  const row = { method: "GET", path: "/things", safe: true, security: [], response: "json" } as const;
  const { fetch, sent } = recordingFetch(() => json(["lamp"]));
  const call = createCall<Operations>({ list: row, ping: row, get: row }, settingsFor({ fetch }));
  expect(await call("list")).toEqual(["lamp"]);
  expect(await call("ping", undefined, { headers: { "x-trace": "1" } })).toEqual(["lamp"]);
  expect(sent[1]?.headers.get("x-trace")).toBe("1");
  expectTypeOf(call<"get">)
    .parameter(1)
    .toEqualTypeOf<{ path: { id: string } }>();
});

import { copyFile, mkdir, rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { createCall } from "../src/index.ts";
import { operations, type Operations, settingsFor } from "./support/adapter.ts";
import { errorOf, recordingFetch } from "./support/in-memory.ts";

// The package as it is built, without the file that is loaded later.
const folder = new URL("../.results/without-unexpected/", import.meta.url);
let create: typeof createCall;

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await copyFile(new URL("../dist/index.mjs", import.meta.url), new URL("index.mjs", folder));
  ({ createCall: create } = (await import(new URL("index.mjs", folder).href)) as { createCall: typeof createCall });
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  [new Response('{"message":"no"}', { status: 422 }), { code: "ApiError", status: 422 }],
  [new Response("", { status: 307, headers: { location: "/x" } }), { code: "ConnectionError", reason: "redirect-refused" }],
  [new Response("<html>"), { code: "ResponseError", reason: "not-json" }],
])("where what follows an unexpected answer cannot be loaded, the error is the same and says less", async (answer, expected) => {
  const { fetch } = recordingFetch(() => answer);
  const call = create<Operations>(operations, settingsFor({ fetch }));
  expect(await errorOf(call("search", { body: { text: "x" } }))).toMatchObject({ ...expected, attempts: 1 });
});

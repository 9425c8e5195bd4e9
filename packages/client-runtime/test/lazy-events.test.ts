import { cp, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { createCall } from "../src/index.ts";
import { operations, type Operations, settingsFor } from "./support/adapter.ts";
import { errorOf, eventsOf, recordingFetch } from "./support/in-memory.ts";

// The package as it is built, without the file that is loaded with the first event.
const dist = fileURLToPath(new URL("../dist", import.meta.url));
const folder = new URL("../.results/without-event-reader/", import.meta.url);

beforeAll(() => cp(dist, folder, { recursive: true, filter: (file) => !file.includes("event-reader") }));
afterAll(() => rm(folder, { recursive: true }));

test("a stream whose reader cannot be loaded is a ConnectionError, and nothing is sent", async () => {
  const built = (await import(new URL("index.mjs", folder).href)) as { createCall: typeof createCall };
  const { fetch, sent } = recordingFetch(() => eventsOf([]));
  const call = built.createCall<Operations>(operations, settingsFor({ fetch }));
  expect(await errorOf(call("watch", { body: {} }).next())).toMatchObject({ code: "ConnectionError", attempts: 0 });
  expect(sent).toHaveLength(0);
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCall, isConfigurationError } from "../src/index.ts";
import { callFor, type Operations, operations, settingsFor } from "./support/adapter.ts";
import { errorOf, json, recordingFetch } from "./support/in-memory.ts";

/** The path that a call with this tenant was sent to, or the error that refused it. */
async function send(tenant: unknown): Promise<{ path?: string; error?: unknown; sent: number }> {
  const { fetch, sent } = recordingFetch(() => json(null));
  try {
    await callFor({ fetch }, { pathParameters: undefined })("get", { path: { tenant: tenant as string } });
    return { path: new URL(sent[0]?.url ?? "").pathname, sent: sent.length };
  } catch (error) {
    return { error, sent: sent.length };
  }
}

describe("a path parameter", () => {
  test.each([
    "",
    ".",
    "..",
    "%2e",
    "%2E%2e",
    ".%2e",
    "%252e",
    "%25252E%2e",
    undefined,
    null,
    Number.NaN,
    {},
    [],
    [".."],
    [[]],
    "\uD800",
  ])("is refused before any request where it is %j", async (tenant) => {
    const { error, sent } = await send(tenant);
    expect(isConfigurationError(error)).toBe(true);
    expect(error).toMatchObject({ option: "tenant", attempts: 0, operation: { id: "get" } });
    expect(sent).toBe(0);
  });

  test.each([
    ["a/b", "/a%2Fb/things"],
    ["user@host", "/user%40host/things"],
    ["https://evil.test/", "/https%3A%2F%2Fevil.test%2F/things"],
    ["?a=1#b", "/%3Fa%3D1%23b/things"],
    ["...", "/.../things"],
    ["..a", "/..a/things"],
    ["$& {tenant}", "/%24%26%20%7Btenant%7D/things"],
    [0, "/0/things"],
    [false, "/false/things"],
    [["a,b", "/", 3], "/a%2Cb,%2F,3/things"],
    [{ a: 1, b: "2" }, "/a,1,b,2/things"],
  ])("is encoded: %j", async (tenant, path) => {
    expect((await send(tenant)).path).toBe(path);
  });

  test("never leaves its segment, for any value", async () => {
    const risky = fc.constantFrom("..", ".", "/", "\\", "%2e", "%2f", "%", "?", "#", "@", ":", " ", "\n", "\0", "é", "𝄞", "a");
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(risky, { maxLength: 6 }).map((parts) => parts.join("")),
    );
    await fc.assert(
      fc.asyncProperty(text, async (tenant) => {
        const { path, error } = await send(tenant);
        const segments = path?.split("/") ?? [];
        const isSafe = segments.length === 3 && decodeURIComponent(segments[1] ?? "") === tenant;
        expect(isSafe || isConfigurationError(error)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

test.each(["@evil.test/x", "evil.test", ".evil.test/x", ":81/x", "", "https://evil.test/x"])(
  "a path of the table that does not begin with a slash sends nothing anywhere: %j",
  async (path) => {
    const { fetch, sent } = recordingFetch(() => json(null));
    const table = { get: { ...operations.get, path } };
    const call = createCall<Pick<Operations, "get">>(table, settingsFor({ fetch }));
    const error = await errorOf(call("get", {}));
    expect(error).toMatchObject({ code: "ConfigurationError", attempts: 0 });
    expect(sent).toHaveLength(0);
  },
);

test("a parameter of any name is filled in", async () => {
  const { fetch, sent } = recordingFetch(() => json(null));
  const table = { get: { ...operations.get, path: "/{a\nb}/{c d}" } };
  const call = createCall<{ get: { input: { path: Readonly<Record<string, string>> }; output: unknown; stream: false } }>(
    table,
    settingsFor({ fetch }),
  );
  await call("get", { path: { "a\nb": "one", "c d": "two" } });
  expect(sent.map(({ url }) => new URL(url).pathname)).toEqual(["/one/two"]);
});

import { expect, test } from "vitest";
import { createCall, fillServer } from "../src/index.ts";
import { settingsFor } from "./support/adapter.ts";
import { respond, serve } from "./support/serve.ts";

const ADDRESS = "https://{region}.api.example/{base}";

function fill(region: string | undefined, base: string | undefined, values?: readonly string[]): string {
  return fillServer(ADDRESS, {
    region: { option: "region", given: region, default: "eu", ...(values && { values }) },
    base: { option: "basePath", given: base, default: "v1" },
  });
}

test("each variable has what the user chose, or its default", () => {
  expect(fill(undefined, undefined)).toBe("https://eu.api.example/v1");
  expect(fill("us-2.west", "v2/beta")).toBe("https://us-2.west.api.example/v2/beta");
  expect(fill("us", "")).toBe("https://us.api.example/");
  expect(fill("us", undefined, ["eu", "us"])).toBe("https://us.api.example/v1");
});

test("a value that the API does not have is refused", () => {
  expect(() => fill("mars", undefined, ["eu", "us"])).toThrow(
    expect.objectContaining({ code: "ConfigurationError", option: "region", message: expect.stringContaining("one of eu, us") }),
  );
});

test.each(["evil.example/", "evil.example/x?", "a@evil.example", "a#", "a b", "a\\b", "", "{base}", "x:pass@host", "ü"])(
  "%j is no part of a host",
  (region) => {
    expect(() => fill(region, undefined)).toThrow(expect.objectContaining({ code: "ConfigurationError", option: "region" }));
  },
);

test.each(["../admin", "a?b", "a#b", "a\\b", "a b", "%2e%2e"])("%j is no part of a path", (base) => {
  expect(() => fill(undefined, base)).toThrow(expect.objectContaining({ code: "ConfigurationError", option: "basePath" }));
});

test("a call goes to the filled address, and baseUrl wins over it", async () => {
  await using server = await serve((_, response) => respond(response, 200, "{}"));
  const { port } = new URL(server.address);
  const baseUrl = fillServer("http://{host}:{port}/{base}", {
    host: { option: "host", given: "127.0.0.1", default: "api.example" },
    port: { option: "port", given: port, default: "443" },
    base: { option: "base", given: "v3", default: "v1" },
  });
  const table = { get: { method: "GET", path: "/things", safe: true, security: [], response: "json" } } as const;
  const call = createCall<{ get: { input: object; output: unknown; stream: false } }>(
    table,
    settingsFor({}, { baseUrl, credentials: {} }),
  );
  await call("get", {});
  const other = createCall<{ get: { input: object; output: unknown; stream: false } }>(
    table,
    settingsFor({ baseUrl: `${server.address}/own` }, { baseUrl: "https://{region}.api.example", credentials: {} }),
  );
  await other("get", {});
  expect(server.received.map(({ url }) => url)).toEqual(["/v3/things", "/own/things"]);
});

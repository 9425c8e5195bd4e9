import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  createSaaSquatchClient,
  isConfigurationError,
  type SaaSquatchClientOptions,
  type SaaSquatchWarning,
} from "../src/index.ts";
import { createSaaSquatchMock } from "../src/testing.ts";
import { heldToSpec } from "./support/held-to-spec.ts";

const tenantAlias = "test_abc";

beforeEach(() => {
  for (const name of ["API_KEY", "TENANT_ALIAS", "BASE_URL"]) vi.stubEnv(`SAASQUATCH_${name}`, undefined);
});
afterEach(() => void vi.unstubAllEnvs());

/** The address and the headers of a client's first request. */
async function sentBy(options: SaaSquatchClientOptions, open = false): Promise<{ url: string; headers: Headers }> {
  let sent: { url: string; headers: Headers } | undefined;
  const { referrals } = createSaaSquatchClient({
    ...options,
    fetch: heldToSpec(async (url, init) => {
      sent = { url, headers: new Headers(init.headers) };
      return Response.json({ count: 0, totalCount: 0, referrals: [] });
    }),
  });
  await (open ? referrals.listOpen({ referredAccountId: "a", referredUserId: "u" }) : referrals.list());
  if (!sent) throw new Error("nothing was sent");
  return sent;
}

function refusal(options: SaaSquatchClientOptions): string {
  try {
    createSaaSquatchClient(options);
  } catch (error) {
    if (isConfigurationError(error)) return error.message;
  }
  throw new Error("the options were not refused");
}

test("an API key is the password of HTTP Basic, without a user", async () => {
  const { url, headers } = await sentBy({ tenantAlias, apiKey: "TEST_key" });
  expect(url).toBe("https://app.referralsaasquatch.com/api/v1/test_abc/referrals");
  expect(headers.get("authorization")).toBe(`Basic ${btoa(":TEST_key")}`);
  expect(headers.has("x-saasquatch-user-token")).toBe(false);
});

test("an account SID and an auth token are user and password", async () => {
  const { headers } = await sentBy({ tenantAlias, accountSid: "IRabc", authToken: "secret" });
  expect(headers.get("authorization")).toBe(`Basic ${btoa("IRabc:secret")}`);
});

test("a user's JWT has a header of its own, and no key is sent beside it", async () => {
  vi.stubEnv("SAASQUATCH_API_KEY", "TEST_key");
  const { headers } = await sentBy({ tenantAlias, userJwt: "a.b.c" }, true);
  expect(headers.get("x-saasquatch-user-token")).toBe("a.b.c");
  expect(headers.has("authorization")).toBe(false);
});

test("with key and JWT the key is sent, alone, also to an open endpoint", async () => {
  const { headers } = await sentBy({ tenantAlias, apiKey: "TEST_key", userJwt: "a.b.c" }, true);
  expect(headers.has("authorization")).toBe(true);
  expect(headers.has("x-saasquatch-user-token")).toBe(false);
});

test("a tenant operation with only a JWT is refused before the request, with the reason", async () => {
  const mock = createSaaSquatchMock({ referrals: 1 });
  const { referrals } = createSaaSquatchClient({ tenantAlias, userJwt: "a.b.c", fetch: mock.fetch });
  const error: unknown = await referrals.list().catch((reason: unknown) => reason);
  expect(isConfigurationError(error) && error.message).toMatch(/listReferrals.*apiKey.*userJwt only for open endpoints/);
  expect(mock.requests()).toEqual([]);
});

test("key, tenant and address come from the environment if they are not given", async () => {
  vi.stubEnv("SAASQUATCH_API_KEY", "TEST_env");
  vi.stubEnv("SAASQUATCH_TENANT_ALIAS", "test_env");
  vi.stubEnv("SAASQUATCH_BASE_URL", "http://127.0.0.1:9/base");
  const fromEnvironment = await sentBy({});
  expect(fromEnvironment.url).toBe("http://127.0.0.1:9/base/test_env/referrals");
  expect(fromEnvironment.headers.get("authorization")).toBe(`Basic ${btoa(":TEST_env")}`);
  const given = await sentBy({ tenantAlias: "test_given", baseUrl: "https://api.example/v1", apiKey: "TEST_given" });
  expect(given.url).toBe("https://api.example/v1/test_given/referrals");
  expect(given.headers.get("authorization")).toBe(`Basic ${btoa(":TEST_given")}`);
});

test("the default address is the spec's", async () => {
  const spec = await readFile(new URL("../../../specs/saasquatch/openapi.gen.yaml", import.meta.url), "utf8");
  const { url } = await sentBy({ tenantAlias, apiKey: "TEST_key" });
  expect(url.startsWith(`${/^servers:\s+- url: (\S+)/m.exec(spec)?.[1]}/`)).toBe(true);
});

test("a tenant's alias is one segment of the path, encoded", async () => {
  const { url } = await sentBy({ tenantAlias: "a/b@c d", apiKey: "key" });
  expect(new URL(url).pathname).toMatch(/\/a%2Fb(@|%40)c%20d\/referrals$/);
});

test.each([
  [{ apiKey: "TEST_key" }, /tenantAlias.*SAASQUATCH_TENANT_ALIAS/],
  [{ tenantAlias }, /apiKey.*SAASQUATCH_API_KEY/],
  [{ tenantAlias, accountSid: "IRabc" }, /accountSid.*authToken/],
  [{ tenantAlias, authToken: "secret" }, /accountSid.*authToken/],
  [{ tenantAlias, apiKey: "TEST_key", accountSid: "IRabc", authToken: "secret" }, /accountSid.*apiKey/],
  [{ tenantAlias, apiKey: "TEST_key\n" }, /apiKey/],
  [{ tenantAlias, apiKey: "" }, /apiKey.*SAASQUATCH_API_KEY/],
  [{ tenantAlias: "", apiKey: "TEST_key" }, /tenantAlias/],
  [{ tenantAlias, userJwt: "a b" }, /userJwt/],
  [{ tenantAlias, apiKey: "TEST_key", baseUrl: "http://api.example" }, /baseUrl/],
])("%o is refused", (options, message) => {
  const words = refusal(options);
  expect(words).toMatch(message);
  expect(words).not.toMatch(/TEST_key|secret|a b/);
});

test("a key may not be used in a browser, a user's JWT may", () => {
  vi.stubGlobal("document", {});
  try {
    expect(refusal({ tenantAlias, apiKey: "TEST_key" })).toContain("allowBrowser");
    expect(createSaaSquatchClient({ tenantAlias, userJwt: "a.b.c" })).toBeDefined();
    expect(createSaaSquatchClient({ tenantAlias, apiKey: "TEST_key", allowBrowser: true })).toBeDefined();
  } finally {
    vi.unstubAllGlobals();
  }
});

test.each([
  ["test_abc", "LIVE_key", /test tenant.*does not look like a test key/],
  ["abc", "TEST_key", /no test tenant.*looks like a test key/],
])("a mix of %s and %s causes one warning, and no failure", async (alias, apiKey, message) => {
  const told: SaaSquatchWarning[] = [];
  const hooks = {
    onWarning: (warning: SaaSquatchWarning) => {
      told.push(warning);
      throw new Error("this hook is broken");
    },
  };
  await sentBy({ tenantAlias: alias, apiKey, hooks });
  await expect.poll(() => told).not.toEqual([]);
  expect(told).toEqual([{ code: "mixed-environments", message: expect.stringMatching(message) }]);
  expect(told[0]?.message).not.toContain(apiKey);
  expect(
    await sentBy({ tenantAlias: alias, apiKey, hooks: { onWarning: () => Promise.reject(new Error("broken")) } }),
  ).toBeDefined();
});

test.each([
  ["test_abc", "TEST_key"],
  ["abc", "LIVE_key"],
])("%s with %s is not a mix", async (alias, apiKey) => {
  const told: SaaSquatchWarning[] = [];
  await sentBy({ tenantAlias: alias, apiKey, hooks: { onWarning: (warning) => told.push(warning) } });
  expect(told).toEqual([]);
});

import { expect, test } from "vitest";
import { createSaaSquatchClient, isConfigurationError, type SaaSquatchClientOptions } from "../src/index.ts";
import { heldToSpec } from "./support/held-to-spec.ts";

/** Values that a program without types may pass. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- that is the point
const untyped = (value: unknown): never => value as never;

function client(more: SaaSquatchClientOptions = {}): { readonly sent: string[] } & ReturnType<typeof createSaaSquatchClient> {
  const sent: string[] = [];
  const fetch = heldToSpec(async (url: string): Promise<Response> => {
    sent.push(url);
    return Response.json({ count: 0, totalCount: 0, referrals: [] });
  });
  return { sent, ...createSaaSquatchClient({ tenantAlias: "test_a", apiKey: "TEST_k", fetch, ...more }) };
}

const actions = [{ referralId: "r1", action: "APPROVED" }] as const;

test.each([
  ["dryrun", true, /spelt "dryRun"/],
  ["onfailure", "isolate", /spelt "onFailure"/],
  ["timeout", 100, /spelt "timeoutMs"/],
  ["abortSignal", AbortSignal.abort(), /spelt "signal"/],
  ["dryRun", "yes", /dryRun must be a boolean/],
  ["dryRun", null, /dryRun must be given a value, or left out/],
  ["onProgress", "log", /onProgress must be a function/],
  ["signal", {}, /signal must be an AbortSignal/],
  ["fetch", {}, /there is no such name/],
])("moderate refuses %s: %s, and sends nothing", async (name, value, message) => {
  const { referrals, sent } = client();
  const error = await referrals.moderate(actions, untyped({ [name]: value })).catch((thrown: unknown) => thrown);
  expect(isConfigurationError(error)).toBe(true);
  expect(String(error)).toMatch(message);
  expect(sent).toHaveLength(0);
});

test.each([null, [], "dryRun", 1])("moderate refuses %s in place of its options", async (options) => {
  const { referrals, sent } = client();
  await expect(referrals.moderate(actions, untyped(options))).rejects.toThrow(/the options must be an object/);
  expect(sent).toHaveLength(0);
});

test("a hook that throws before the first request leaves everything unsent", async () => {
  const hooks = {
    onRequest() {
      throw new Error("no");
    },
  };
  const { referrals, sent } = client({ hooks });
  const error = await referrals.moderate(actions, { onFailure: "isolate" }).catch((thrown: unknown) => thrown);
  expect(isConfigurationError(error)).toBe(true);
  expect(sent).toHaveLength(0);
});

test.each([
  [{ baseURL: "https://staging.test" }, /spelt "baseUrl"/],
  [{ tenant: "x" }, /spelt "tenantAlias"/],
  [{ hooks: { onWarn() {} } }, /spelt "onWarning"/],
  [{ validate: true }, /validate must be an object/],
  [{ baseUrl: null }, /baseUrl must be given a value/],
  [null, /the options must be an object/],
])("a client is not made with %j", (options, message) => {
  expect(() => createSaaSquatchClient(untyped(options))).toThrow(message);
});

test.each([
  ["limt", { limt: 5 }, /spelt "limit"/],
  ["limit", { limit: "5" }, /limit must be a whole number, not "5"/],
  ["limit", { limit: null }, /limit must be a whole number, not "null"/],
  ["offset", { offset: Number.NaN }, /offset must be a whole number/],
  ["referrerModerationStatus", { referrerModerationStatus: "pending" }, /one of PENDING, APPROVED, DENIED/],
  ["referringAccountId", { referringAccountId: 7 }, /must be a string/],
  ["0", ["PENDING"], /there is no such name/],
])("a list with a wrong %s is refused: %j", async (option, params, message) => {
  const { referrals, sent } = client();
  for (const call of [() => referrals.list(untyped(params)), () => referrals.listAll(untyped(params)).next()]) {
    const error = await call().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "ConfigurationError", option });
    expect(String(error)).toMatch(message);
  }
  expect(sent).toHaveLength(0);
});

test.each([
  {},
  { referringAccountId: "a" },
  { referringUserId: "u", referredAccountId: "a" },
  { accountId: "a", userId: "u" },
  null,
])("the referrals of a user need one pair of account and user, not %j", async (params) => {
  const { referrals, sent } = client();
  await expect(referrals.listOpen(untyped(params))).rejects.toMatchObject({ code: "ConfigurationError" });
  await expect(referrals.listOpenAll(untyped(params)).next()).rejects.toMatchObject({ code: "ConfigurationError" });
  expect(sent).toHaveLength(0);
});

test.each(["offset", "referredModerationStatus", "stauts"])("the queue takes no %s", async (name) => {
  const { referrals, sent } = client();
  await expect(referrals.pending(untyped({ [name]: "PENDING" })).next()).rejects.toMatchObject({ option: name });
  expect(sent).toHaveLength(0);
});

test("`call` checks its input by the spec, and with `unchecked` sends unknown input too", async () => {
  const { call, sent } = client();
  const query = untyped({ brandNew: "x" });
  await expect(call("listReferrals", { query })).rejects.toMatchObject({ code: "ConfigurationError" });
  await call("listReferrals", { query }, { unchecked: true });
  expect(sent).toEqual(["https://app.referralsaasquatch.com/api/v1/test_a/referrals?brandNew=x"]);
});

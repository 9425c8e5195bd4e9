import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createSaaSquatchClient,
  type SaaSquatchClient,
  type SaaSquatchClientOptions,
} from "../../../saasquatch-client/src/index.ts";
import { heldToSpec, refusedBySpec } from "../../../saasquatch-client/test/support/held-to-spec.ts";
import { type Recorder, recordViolations, serveWithPrism } from "./serve-with-prism.ts";

let prism: Awaited<ReturnType<typeof serveWithPrism>>;

beforeAll(async () => {
  prism = await serveWithPrism("saasquatch");
});
afterAll(() => prism.close());

function start(credential: SaaSquatchClientOptions, held = heldToSpec): SaaSquatchClient & Recorder {
  const recorder = recordViolations();
  const client = createSaaSquatchClient({
    tenantAlias: "test_mock",
    ...credential,
    baseUrl: prism.baseUrl,
    fetch: held(recorder.fetch),
  });
  return { ...client, ...recorder };
}

test("Prism accepts the client's requests with a key", async () => {
  const { referrals, violations } = start({ apiKey: "TEST_key" });
  await referrals.list({
    referringAccountId: "a b",
    referringUserId: "u@example.com",
    dateReferralPaid: { from: 0 },
    dateReferralEnded: new Date(0),
    referredModerationStatus: "PENDING",
    referrerModerationStatus: "DENIED",
    limit: 100,
    offset: 0,
  });
  await referrals.get("odd/id");
  await referrals.moderate([
    { referralId: "a", action: "APPROVED" },
    { referralId: "b", action: "REFERRED_DENIED" },
  ]);
  await referrals.listOpen({ referringAccountId: "a", referringUserId: "u" });
  expect(violations).toEqual([]);
});

test("Prism accepts the client's requests as a user", async () => {
  const { referrals, violations } = start({ userJwt: "a.b.c" });
  await referrals.listOpen({ referredAccountId: "a", referredUserId: "u", limit: 1 });
  expect(violations).toEqual([]);
});

test("Prism finds the fault of a wrong request", async () => {
  const { call, violations } = start({ apiKey: "TEST_key" }, refusedBySpec);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a wrong input is the point
  await call("listReferrals", { query: { limit: "many" as never } }, { unchecked: true }).catch(() => {});
  await call("moderateReferrals", { body: { actions: [] } }, { unchecked: true }).catch(() => {});
  expect(violations).toHaveLength(2);
});

import { expect, test } from "vitest";
import { operations, type Operations } from "../src/generated/operations.gen.ts";
import { createSaaSquatchClient } from "../src/index.ts";
import { createSaaSquatchMock } from "../src/testing.ts";

/** Operations that have no method on purpose: users reach them by `call`. */
const byCall: readonly (keyof Operations)[] = [];

test("every operation of the spec has a method of a resource, or is left to call on purpose", async () => {
  const mock = createSaaSquatchMock({ referrals: 3 });
  const { referrals } = createSaaSquatchClient({ tenantAlias: "test_mock", apiKey: "TEST_mock_key", fetch: mock.fetch });
  await referrals.list();
  await referrals.get("referral-00001");
  await referrals.listOpen({ referredAccountId: "account-friend-00001", referredUserId: "friend-00001" });
  await referrals.moderate([{ referralId: "referral-00001", action: "APPROVED" }]);
  const reached = new Set<string>(mock.requests());
  const undecided = Object.keys(operations).filter((id) => !reached.has(id) && !byCall.some((other) => other === id));
  expect(undecided, "give each of these operations a method, or name it in byCall").toEqual([]);
  expect(
    byCall.filter((id) => reached.has(id) || !(id in operations)),
    "byCall names no operation without a method",
  ).toEqual([]);
});

import { expect, test } from "vitest";
import { createSaaSquatchClient } from "../src/index.ts";
import { operations } from "../src/generated/operations.gen.ts";
import { createSaaSquatchMock } from "../src/testing.ts";

test("every operation of the spec is reached through a method of a resource", async () => {
  const mock = createSaaSquatchMock({ referrals: 3 });
  const { referrals } = createSaaSquatchClient({ tenantAlias: "test_mock", apiKey: "TEST_mock_key", fetch: mock.fetch });
  await referrals.list();
  await referrals.get("referral-00001");
  await referrals.listOpen({ referredAccountId: "account-friend-00001", referredUserId: "friend-00001" });
  await referrals.moderate([{ referralId: "referral-00001", action: "APPROVED" }]);
  expect([...mock.requests()].toSorted()).toEqual(Object.keys(operations).toSorted());
});

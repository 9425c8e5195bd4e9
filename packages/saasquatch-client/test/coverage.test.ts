import { expect, test } from "vitest";
import { operations, type Operations } from "../src/generated/operations.gen.ts";
import { resources } from "../src/generated/resources.gen.ts";
import { createSaaSquatchClient } from "../src/index.ts";
import { createSaaSquatchMock } from "../src/testing.ts";

/** Operations whose generated method has one that is written by hand in its place, or on top of it. */
const byHand: readonly (keyof Operations)[] = ["getReferral", "listOpenReferrals", "listReferrals", "moderateReferrals"];

/** Operations whose method the client leaves out on purpose: users reach them by `call`. */
const refused: readonly (keyof Operations)[] = [];

test("every operation of the spec has a method: by hand, as it is generated, or refused on purpose", async () => {
  const mock = createSaaSquatchMock({ referrals: 3 });
  const client = createSaaSquatchClient({ tenantAlias: "test_mock", apiKey: "TEST_mock_key", fetch: mock.fetch });
  const { referrals } = client;
  await referrals.list();
  await referrals.get("referral-00001");
  await referrals.listOpen({ referredAccountId: "account-friend-00001", referredUserId: "friend-00001" });
  await referrals.moderate([{ referralId: "referral-00001", action: "APPROVED" }]);
  const reached = new Set<string>(mock.requests());
  expect([...reached].toSorted()).toEqual(byHand);
  const generated = Object.keys(operations).filter((id) => !reached.has(id) && !refused.some((other) => other === id));
  const methods = Object.entries(resources).flatMap(([resource, factory]) =>
    Object.keys(factory(() => undefined)).filter((method) => method in (Reflect.get(client, resource) ?? {})),
  );
  expect(methods).toHaveLength(byHand.length + generated.length);
});

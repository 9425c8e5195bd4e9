import { expect, test } from "vitest";
import { listReferralsOperation, moderateReferralsOperation } from "../src/generated/operations.gen.ts";
import type { ModerationActionName } from "../src/index.ts";
import { isInForce } from "../src/moderation-effects.ts";

const statuses = listReferralsOperation.rules?.query?.properties?.["referredModerationStatus"]?.values ?? [];
const names = moderateReferralsOperation.rules?.body?.properties?.["actions"]?.items?.properties?.["action"]?.values ?? [];

test("an action is in force where the sides that it acts on have its status, whatever the other side has", () => {
  for (const action of names) {
    for (const referrer of statuses) {
      for (const referred of statuses) {
        const wanted = action.endsWith("APPROVED") ? "APPROVED" : "DENIED";
        const isDone =
          (action.startsWith("REFERRED_") || referrer === wanted) && (action.startsWith("REFERRER_") || referred === wanted);
        const referral = { id: "a", referrerModerationStatus: referrer, referredModerationStatus: referred };
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the spec's list of actions
        expect(isInForce(action as ModerationActionName, referral)).toBe(isDone);
      }
    }
  }
});

test("a side without a status proves nothing if the action acts on it", () => {
  const referral = { id: "a", referrerModerationStatus: "APPROVED" };
  expect(isInForce("APPROVED", referral)).toBeUndefined();
  expect(isInForce("REFERRED_DENIED", referral)).toBeUndefined();
  expect(isInForce("REFERRER_APPROVED", referral)).toBe(true);
});

import { expect, test } from "vitest";
import { listReferralsValues, moderateReferralsValues } from "../src/generated/values.gen.ts";
import type { ModerationActionName } from "../src/index.ts";
import { findModerationProblem, isInForce } from "../src/moderation-effects.ts";

const statuses = listReferralsValues["referredModerationStatus"] ?? [];
const names = moderateReferralsValues["actions[].action"] ?? [];
const isOneSide = (name: string) => name.startsWith("REFERR");

test("every action that the spec knows is known, and no other", () => {
  for (const action of names) expect(findModerationProblem([{ referralId: "a", action }])).toBeUndefined();
  const problem = findModerationProblem([{ referralId: "a", action: "PENDING" }]);
  expect(problem?.[1].replace("one of ", "").split(", ").toSorted()).toEqual(names.toSorted());
});

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

test("a side without a status proves nothing, where the action acts on it", () => {
  const referral = { id: "a", referrerModerationStatus: "APPROVED" };
  expect(isInForce("APPROVED", referral)).toBeUndefined();
  expect(isInForce("REFERRED_DENIED", referral)).toBeUndefined();
  expect(isInForce("REFERRER_APPROVED", referral)).toBe(true);
});

test("two actions contradict each other where they leave one side of one referral in two ways", () => {
  const pairs = names.flatMap((first) => names.map((second) => [first, second] as const));
  const contradicting = pairs.filter(([first, second]) =>
    findModerationProblem([
      { referralId: "a", action: first },
      { referralId: "b", action: second },
      { referralId: "a", action: second },
    ]),
  );
  const expected = pairs.filter(
    ([first, second]) =>
      first.endsWith("APPROVED") !== second.endsWith("APPROVED") &&
      (!isOneSide(first) || !isOneSide(second) || first.slice(0, 8) === second.slice(0, 8)),
  );
  expect(contradicting).toEqual(expected);
});

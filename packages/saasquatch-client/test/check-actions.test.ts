import { expect, test } from "vitest";
import { checkActions } from "../src/check-actions.ts";
import { moderateReferralsOperation } from "../src/generated/operations.gen.ts";
import { isConfigurationError, type ModerationActionName } from "../src/index.ts";

const names = moderateReferralsOperation.rules?.body?.properties?.["actions"]?.items?.properties?.["action"]?.values ?? [];
/** The faults of actions. Each letter stands for a referral. Programs without types pass any action. */
function problemOf(actions: readonly (readonly [referralId: string, action: string])[]): string | undefined {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- names of the spec, and one that is none
    checkActions(actions.map(([referralId, action]) => ({ referralId, action: action as ModerationActionName })));
    return undefined;
  } catch (error) {
    return isConfigurationError(error) ? error.expected : "another error";
  }
}
const isOneSide = (name: string) => name.startsWith("REFERR");

test("the known actions are those of the spec", () => {
  for (const action of names) expect(problemOf([["a", action]])).toBeUndefined();
  expect(
    problemOf([["a", "PENDING"]])
      ?.replace("one of ", "")
      .split(", ")
      .toSorted(),
  ).toEqual(names.toSorted());
});

test("two actions contradict each other if they leave one side of one referral in two ways", () => {
  const pairs = names.flatMap((first) => names.map((second) => [first, second] as const));
  const contradicting = pairs.filter(([first, second]) =>
    problemOf([
      ["a", first],
      ["b", second],
      ["a", second],
    ]),
  );
  const expected = pairs.filter(
    ([first, second]) =>
      first.endsWith("APPROVED") !== second.endsWith("APPROVED") &&
      (!isOneSide(first) || !isOneSide(second) || first.slice(0, 8) === second.slice(0, 8)),
  );
  expect(contradicting).toEqual(expected);
});

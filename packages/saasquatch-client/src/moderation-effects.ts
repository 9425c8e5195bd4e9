import type { components } from "./generated/schema.gen.ts";
import type { ModerationAction, ModerationActionName } from "./moderation-account.ts";

type Referral = components["schemas"]["Referral"];
type Effect = "" | "APPROVED" | "DENIED";

/** What each action leaves behind: the status of the referrer and of the referred side; empty where it leaves a side alone. */
const effects: Readonly<Record<ModerationActionName, readonly [referrer: Effect, referred: Effect]>> = {
  APPROVED: ["APPROVED", "APPROVED"],
  DENIED: ["DENIED", "DENIED"],
  REFERRER_APPROVED: ["APPROVED", ""],
  REFERRER_DENIED: ["DENIED", ""],
  REFERRED_APPROVED: ["", "APPROVED"],
  REFERRED_DENIED: ["", "DENIED"],
};

/** The first thing that is wrong with a list of actions: where, what was expected, and what was given. */
export function findModerationProblem(
  actions: readonly unknown[],
): readonly [at: string, expected: string, given: unknown] | undefined {
  const claims = new Map<string, { effect: Effect; index: number }>();
  for (const [index, item] of actions.entries()) {
    const { referralId, action } = (item ?? {}) as Partial<ModerationAction>;
    if (typeof referralId !== "string" || !referralId.trim())
      return [`actions[${index}].referralId`, "the id of a referral", referralId];
    if (!action || !Object.hasOwn(effects, action)) {
      return [`actions[${index}].action`, `one of ${Object.keys(effects).join(", ")}`, action];
    }
    for (const [side, effect] of effects[action].entries()) {
      if (!effect) continue;
      const claim = claims.get(side + referralId);
      if (claim && claim.effect !== effect) {
        return [
          `actions[${index}]`,
          `no contradiction of actions[${claim.index}], on the same side of the same referral`,
          action,
        ];
      }
      claims.set(side + referralId, { effect, index });
    }
  }
  return undefined;
}

/** Whether a referral shows what an action asks for; `undefined` where it shows no status. */
export function isInForce(action: ModerationActionName, referral: Referral): boolean | undefined {
  const shown = [referral.referrerModerationStatus, referral.referredModerationStatus];
  const sides = effects[action].map((effect, side) => !effect || (shown[side] && shown[side] === effect));
  return sides.includes(undefined) ? undefined : sides.every(Boolean);
}

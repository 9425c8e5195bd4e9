import type { ModerationActionName } from "./moderation-account.ts";
import type { Referral } from "./referral.ts";

export type Effect = "" | "APPROVED" | "DENIED";

/** What each action leaves behind: the status of the referrer and of the referred side; empty where it leaves a side alone. */
export const moderationEffects: Readonly<Record<ModerationActionName, readonly [referrer: Effect, referred: Effect]>> = {
  APPROVED: ["APPROVED", "APPROVED"],
  DENIED: ["DENIED", "DENIED"],
  REFERRER_APPROVED: ["APPROVED", ""],
  REFERRER_DENIED: ["DENIED", ""],
  REFERRED_APPROVED: ["", "APPROVED"],
  REFERRED_DENIED: ["", "DENIED"],
};

/** Whether a referral shows what an action asks for; `undefined` where it shows no status. */
export function isInForce(action: ModerationActionName, referral: Referral): boolean | undefined {
  const shown = [referral.referrerModerationStatus, referral.referredModerationStatus];
  const sides = moderationEffects[action].map((effect, side) => !effect || (shown[side] && shown[side] === effect));
  return sides.includes(undefined) ? undefined : sides.every(Boolean);
}

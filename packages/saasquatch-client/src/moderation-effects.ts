import type { ModerationActionName } from "./moderation-account.ts";
import type { Referral } from "./referral.ts";

export type Effect = "" | "APPROVED" | "DENIED";

/** The effect of each action: the status of the referrer and of the referred side. A side without a status does not change. */
export const moderationEffects: Readonly<Record<ModerationActionName, readonly [referrer: Effect, referred: Effect]>> = {
  APPROVED: ["APPROVED", "APPROVED"],
  DENIED: ["DENIED", "DENIED"],
  REFERRER_APPROVED: ["APPROVED", ""],
  REFERRER_DENIED: ["DENIED", ""],
  REFERRED_APPROVED: ["", "APPROVED"],
  REFERRED_DENIED: ["", "DENIED"],
};

/** Whether a referral has the effect of an action. `undefined` if it shows no status. */
export function isInForce(action: ModerationActionName, referral: Referral): boolean | undefined {
  const shown = [referral.referrerModerationStatus, referral.referredModerationStatus];
  const sides = moderationEffects[action].map((effect, side) => !effect || (shown[side] && shown[side] === effect));
  return sides.includes(undefined) ? undefined : sides.every(Boolean);
}

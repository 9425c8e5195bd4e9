import type { Referral } from "../../src/index.ts";
import { createReferrals } from "../../src/testing.ts";

/** Made-up referrals that all wait on both sides, so that no action is in force before it is sent. */
export function createPendingReferrals(count: number): Referral[] {
  return createReferrals(count).map((referral) => ({
    ...referral,
    moderationStatus: "PENDING",
    referredModerationStatus: "PENDING",
    referrerModerationStatus: "PENDING",
  }));
}

import type { ActsOn } from "@specloom/client-runtime/mock";
import type { Operations } from "../generated/operations.gen.ts";

const referrer: ActsOn = { referringAccountId: true, referringUserId: true };
const referred: ActsOn = { referredAccountId: true, referredUserId: true };
const page: ActsOn = { limit: true, offset: true };
const statuses = ["PENDING", "APPROVED", "DENIED"];

/** What the handlers of the mock act on. Anything else that the spec has gets 501 with its name. */
export const actsOn: Readonly<Partial<Record<keyof Operations, ActsOn>>> = {
  getReferral: {},
  listOpenReferrals: { ...referrer, ...referred, ...page },
  listReferrals: {
    ...referrer,
    ...page,
    dateReferralPaid: true,
    dateReferralEnded: true,
    referredModerationStatus: statuses,
    referrerModerationStatus: statuses,
  },
  moderateReferrals: {
    "actions[].referralId": true,
    "actions[].action": ["APPROVED", "DENIED", "REFERRER_APPROVED", "REFERRED_APPROVED", "REFERRER_DENIED", "REFERRED_DENIED"],
  },
};

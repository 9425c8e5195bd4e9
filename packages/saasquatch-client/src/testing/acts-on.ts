import type { ActsOn } from "@specloom/client-runtime/mock";
import type { Operations } from "../generated/operations.gen.ts";

const REFERRER: ActsOn = { referringAccountId: true, referringUserId: true };
const REFERRED: ActsOn = { referredAccountId: true, referredUserId: true };
const PAGE: ActsOn = { limit: true, offset: true };
const STATUSES = ["PENDING", "APPROVED", "DENIED"];

/** The parts of a request that the handlers of the mock use. Any other part of the spec gets 501 with its name. */
export const actsOn: Readonly<Partial<Record<keyof Operations, ActsOn>>> = {
  getReferral: {},
  listOpenReferrals: { ...REFERRER, ...REFERRED, ...PAGE },
  listReferrals: {
    ...REFERRER,
    ...PAGE,
    dateReferralPaid: true,
    dateReferralEnded: true,
    referredModerationStatus: STATUSES,
    referrerModerationStatus: STATUSES,
  },
  moderateReferrals: {
    "actions[].referralId": true,
    "actions[].action": ["APPROVED", "DENIED", "REFERRER_APPROVED", "REFERRED_APPROVED", "REFERRER_DENIED", "REFERRED_DENIED"],
  },
};

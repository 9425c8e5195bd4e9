import type { components } from "./generated/schema.gen.ts";

/** A link between the one who referred and the one who was referred. Keys that the API adds are passed on. */
export type Referral = components["schemas"]["Referral"];

/** Someone who referred, or was referred. */
export type User = components["schemas"]["User"];

/** What a referral earned one of its sides. Its further keys differ by the reward's kind. */
export type Reward = components["schemas"]["Reward"];

/** The signals that fired, each with its message and score; a signal that did not fire is absent. */
export type FraudSignals = components["schemas"]["FraudSignals"];

/** One page of referrals: `count` of them here, `totalCount` in all. */
export type ReferralList = components["schemas"]["ReferralList"];

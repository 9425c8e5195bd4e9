import type { components } from "./generated/schema.gen.ts";

/** A link between a referrer and the user that they referred. Keys that the API adds are passed on. */
export type Referral = components["schemas"]["Referral"];

/** A user who referred, or was referred. */
export type User = components["schemas"]["User"];

/** A reward of one side of a referral. Its further keys depend on the reward's kind. */
export type Reward = components["schemas"]["Reward"];

/** The signals that fired, each with its message and score. A signal that did not fire is absent. */
export type FraudSignals = components["schemas"]["FraudSignals"];

/** One page of referrals: `count` of them here, `totalCount` in all. */
export type ReferralList = components["schemas"]["ReferralList"];

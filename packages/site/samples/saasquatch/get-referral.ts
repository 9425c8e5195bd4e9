import { createSaaSquatchClient } from "saasquatch-client";

const saasquatch = createSaaSquatchClient(); // reads SAASQUATCH_TENANT_ALIAS and SAASQUATCH_API_KEY

const referral = await saasquatch.referrals.get("referral-00007");
console.log(referral.referredUser?.email, referral.moderationStatus);

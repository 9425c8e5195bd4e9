import { createSaaSquatchClient } from "saasquatch-client";

const saasquatch = createSaaSquatchClient(); // reads SAASQUATCH_TENANT_ALIAS and SAASQUATCH_API_KEY

const mine = await saasquatch.referrals.listOpen({
  referringAccountId: "account-referrer-007",
  referringUserId: "referrer-007",
});
for (const { id, dateReferralStarted } of mine.referrals) console.log(id, dateReferralStarted);

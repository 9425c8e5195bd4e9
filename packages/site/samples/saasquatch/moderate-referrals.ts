import { createSaaSquatchClient } from "saasquatch-client";

const saasquatch = createSaaSquatchClient(); // reads SAASQUATCH_TENANT_ALIAS and SAASQUATCH_API_KEY

const { accepted, rejected } = await saasquatch.referrals.moderate([
  { referralId: "referral-00004", action: "APPROVED" },
  { referralId: "referral-00007", action: "DENIED" },
]);
console.log(`${accepted.length} accepted, ${rejected.length} rejected`);

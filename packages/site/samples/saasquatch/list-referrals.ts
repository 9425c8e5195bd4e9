import { createSaaSquatchClient } from "saasquatch-client";

const saasquatch = createSaaSquatchClient(); // reads SAASQUATCH_TENANT_ALIAS and SAASQUATCH_API_KEY

const page = await saasquatch.referrals.list({ referredModerationStatus: "PENDING", limit: 3 });
console.log(`${page.count} of ${page.totalCount}`);
for (const { id, moderationStatus } of page.referrals) console.log(id, moderationStatus);

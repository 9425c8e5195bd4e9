import { createProfoundClient } from "profound-client";

const profound = createProfoundClient(); // reads PROFOUND_API_KEY

const { rows, info } = await profound.reports.queryReferrals({
  domain: "example.com",
  start_date: "2026-06-09",
  end_date: "2026-06-15",
  metrics: ["visits"],
  dimensions: ["referral_source"],
});
console.log(`${info.total_rows} sources`);
for (const { referral_source, visits } of rows) console.log(referral_source, visits);

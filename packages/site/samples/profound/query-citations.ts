import { createProfoundClient } from "profound-client";

const profound = createProfoundClient(); // reads PROFOUND_API_KEY

const { data, info } = await profound.reports.queryCitations({
  category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
  start_date: "2026-06-09",
  end_date: "2026-06-15",
  limit: 5,
});
console.log(`${info.total_results} domains`);
for (const { domain, count, citation_share } of data) console.log(domain, count, citation_share);

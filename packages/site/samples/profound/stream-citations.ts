import { createProfoundClient } from "profound-client";

const profound = createProfoundClient(); // reads PROFOUND_API_KEY

const stream = profound.reports.streamCitations({
  category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
  start_date: "2026-06-09",
  end_date: "2026-06-15",
  max_results: 50,
});
for await (const { domain, count } of stream) console.log(domain, count);

import type { ScenarioAdapter } from "@specloom/client-runtime/testing";
import { createProfoundClient } from "../../src/index.ts";

const secret = "key-nobody-may-see";
const query = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" };
const page = {
  info: { total_results: 1, count: 1, next_cursor: null },
  data: [{ domain: "reddit.com", rank: 1, count: 13_940, citation_share: 0.04 }],
};

/** Puts this client through the runtime's table of faults. There is no unsafe operation. */
export const adapter: ScenarioAdapter = {
  secret,
  sample: {
    json: JSON.stringify(page),
    stream: (rows) =>
      `event: summary\ndata: {"total_results":${rows},"count":${rows},"next_cursor":null}\n\n` +
      Array.from({ length: rows }, (_, index) => `event: result\ndata: {"domain":"d${index}.com","rank":${index + 1}}\n\n`).join(
        "",
      ),
  },
  create(options) {
    const { reports } = createProfoundClient({ ...options, apiKey: secret });
    return {
      json: (request) => reports.queryCitations(query, request),
      stream: (request) => reports.streamCitations(query, request),
    };
  },
};

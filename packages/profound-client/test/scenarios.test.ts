import {
  type FaultServer,
  runScenario,
  type ScenarioAdapter,
  scenarios,
  startFaultServer,
} from "@specloom/client-runtime/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProfoundClient } from "../src/index.ts";

const query = { category_id: "c", start_date: "2026-06-09", end_date: "2026-06-15" };
const page = {
  info: { total_results: 1, count: 1, next_cursor: null },
  data: [{ domain: "reddit.com", rank: 1, count: 13_940, citation_share: 0.04 }],
};

const adapter: ScenarioAdapter = {
  secret: "key-nobody-may-see",
  sample: {
    json: JSON.stringify(page),
    stream: (rows) =>
      `event: summary\ndata: {"total_results":${rows},"count":${rows},"next_cursor":null}\n\n` +
      Array.from({ length: rows }, (_, index) => `event: result\ndata: {"domain":"d${index}.com","rank":${index + 1}}\n\n`).join(
        "",
      ),
  },
  create(options) {
    const { reports } = createProfoundClient({ ...options, apiKey: "key-nobody-may-see" });
    return {
      json: (request) => reports.queryCitations(query, request),
      stream: (request) => reports.streamCitations(query, request),
    };
  },
};

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

// Every promise of a call, through this client's methods. There is no unsafe operation.
for (const scenario of scenarios.filter(({ kind }) => kind !== "unsafe")) {
  test(`${scenario.kind}: ${scenario.name}`, async () => {
    expect(await runScenario(server, scenario, adapter)).toEqual([]);
  });
}

import { expect, test } from "vitest";
import { operations } from "../src/generated/operations.gen.ts";
import { createProfoundClient } from "../src/index.ts";
import { createProfoundMock } from "../src/testing.ts";

test("every operation of the spec is reached through a method of a resource", async () => {
  const reached = new Set<string>();
  const mock = createProfoundMock({ citations: [{ domain: "a.com" }] });
  const { reports } = createProfoundClient({
    apiKey: mock.apiKey,
    fetch: mock.fetch,
    hooks: { onRequest: ({ operation }) => reached.add(operation.id) },
  });
  const query = { category_id: "c", start_date: "2026-06-09", end_date: "2026-06-15" };
  await reports.queryCitations(query);
  await reports.streamCitations(query).next();
  await reports.queryReferrals({ domain: "a.com", start_date: "2026-06-09", metrics: ["visits"] });
  expect([...reached].toSorted()).toEqual(Object.keys(operations).toSorted());
});
